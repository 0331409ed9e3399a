import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { closeBundle } from '../contract';
import { lockChildren, moveChildren } from '../relations/follow-master';
import { lockTickets } from '../relations/lock-tickets';
import { bundleOf } from '../relations/own-bundle';
import { statuses, type tickets } from '../tables';
import { updateTicketAction } from './update-ticket';

/** Closes the open children, in both modes, and then the master, so that a rule "no open children" lets it. All or nothing. */
export const closeBundleAction = defineAction(closeBundle, {
  permission: 'ticket.close',
  run: async (ctx, { id, statusId }) => {
    const [master] = await lockTickets(ctx, [id]);
    if (!master) throw new Error('A locked master is missing.');
    await bundleOf(ctx, master);
    const target = await closedStatus(ctx, master, statusId);
    const open = (await lockChildren(ctx, id)).filter((child) => !child.isClosed);
    const wanted = {
      ...master,
      statusId: target.id,
      isClosed: true,
      ...(master.isClosed ? {} : { closedAt: ctx.now(), closedBy: ctx.actor.id }),
    };
    const closedCount = await moveChildren(ctx, wanted, open, { status: true });
    if (!master.isClosed) await ctx.run(updateTicketAction, { id, statusId: target.id });
    return { id, closedCount };
  },
});

/** The status asked for, the master's own when it is closed, else the first closed one of its board. */
async function closedStatus(ctx: Ctx, master: Row<typeof tickets>, statusId: string | undefined) {
  const wanted = statusId ?? (master.isClosed ? master.statusId : undefined);
  if (wanted) {
    const status = await ctx.db.get(statuses, wanted);
    if (!status.isClosed) throw invalid('This status is not a closed one.', { statusId: 'Choose a closed status.' });
    return status;
  }
  const where = { boardId: master.boardId, isClosed: true };
  const [first] = await ctx.db.list(statuses, where, { orderBy: 'position', limit: 1 });
  if (!first) throw refused('board.no_closed_status', 'This board has no closed status. Add one in its settings.');
  return first;
}
