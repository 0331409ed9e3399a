import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { bundleTickets } from '../contract';
import { assertBundleFits } from '../relations/assert-bundle-fits';
import { lockTickets } from '../relations/lock-tickets';
import { recordRelation } from '../relations/record-relation';
import { ticketBundleSettings, tickets } from '../tables';

type Input = z.output<typeof bundleTickets.input>;

/** Puts tickets under a master. They keep their client, their conversation and their time; what they are now does not change. */
export const bundleTicketsAction = defineAction(bundleTickets, {
  permission: 'ticket.bundle',
  run: async (ctx, input) => {
    if (input.childIds.includes(input.id)) {
      throw invalid('A ticket cannot be its own child.', { childIds: 'Choose other tickets, or another master.' });
    }
    const [master, ...children] = await lockTickets(ctx, [input.id, ...input.childIds]);
    if (!master) throw new Error('A locked master is missing.');
    await assertBundleFits(ctx, master, children);
    await saveSettings(ctx, input);
    const added = children.filter(({ masterTicketId }) => masterTicketId === null);
    for (const child of added) await ctx.db.update(tickets, child.id, { masterTicketId: master.id });
    await recordRelation(
      ctx,
      added.flatMap(({ id }) => [
        { ticketId: id, otherTicketId: master.id, kind: 'bundled' as const },
        { ticketId: master.id, otherTicketId: id, kind: 'child_added' as const },
      ]),
    );
    ctx.touch('ticket');
    const all = await ctx.db.list(tickets, { masterTicketId: master.id });
    return { id: master.id, childCount: all.length };
  },
});

async function saveSettings(ctx: Ctx, { id, mode, reopensOnChildReply }: Input): Promise<void> {
  const known = await ctx.db.find(ticketBundleSettings, { masterTicketId: id });
  const wish = { ...(mode ? { mode } : {}), ...(reopensOnChildReply === undefined ? {} : { reopensOnChildReply }) };
  if (known) await ctx.db.update(ticketBundleSettings, known.id, wish);
  else await ctx.db.insert(ticketBundleSettings, { masterTicketId: id, ...wish });
}
