import { defineAction, type Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { undoMerge } from '../contract';
import { ticketMergeUndone, ticketUpdated } from '../events';
import { assertNotMerged } from '../relations/follow-merges';
import { lockTickets } from '../relations/lock-tickets';
import { moveBack } from '../relations/move-back';
import { recordRelation } from '../relations/record-relation';
import { defaultStatus } from '../place';
import { statuses, ticketBundleSettings, ticketMerges, tickets } from '../tables';
import { undoMs } from './merge-tickets';

type Ticket = Row<typeof tickets>;
type Merge = Row<typeof ticketMerges>;

/** Takes a merge back within seven days: what had moved returns, what was written since stays where it was written. */
export const undoMergeAction = defineAction(undoMerge, {
  permission: 'ticket.merge',
  run: async (ctx, { id }) => {
    const merge = await openMerge(ctx, id);
    const [target, source] = await lockTickets(ctx, [merge.targetTicketId, id]);
    if (!source || !target) throw new Error('A locked ticket is missing.');
    // A second person who undid it at the same time was first.
    await ctx.db.update(ticketMerges, merge.id, { undoneAt: ctx.now() }, merge.version);
    await assertNotMerged(ctx, target);
    await moveBack(ctx, merge);
    await restoreSource(ctx, source, merge);
    await restoreTarget(ctx, target, source, merge);
    await recordRelation(ctx, [
      { ticketId: source.id, otherTicketId: target.id, kind: 'merge_undone' },
      { ticketId: target.id, otherTicketId: source.id, kind: 'merge_undone' },
    ]);
    ctx.emit(ticketMergeUndone, source.id, { ticketId: source.id, targetTicketId: target.id, mergeId: merge.id });
    ctx.touch('ticket');
    return { id };
  },
});

async function openMerge(ctx: Ctx, id: string): Promise<Merge> {
  const [source] = await lockTickets(ctx, [id]);
  const merge = await ctx.db.find(ticketMerges, { sourceTicketId: id, undoneAt: null });
  const number = source?.numberText ?? '';
  if (!merge) throw refused('merge.none', `${number} is not merged into another ticket. There is nothing to undo.`);
  if (ctx.now().getTime() > merge.mergedAt.getTime() + undoMs) {
    throw refused(
      'merge.too_late',
      `${number} was merged more than 7 days ago. Split the comments that belong elsewhere into a new ticket instead.`,
    );
  }
  return merge;
}

async function restoreSource(ctx: Ctx, source: Ticket, { former }: Merge): Promise<void> {
  const status = await ctx.db.find(statuses, { id: former.statusId, boardId: source.boardId });
  const kept = status ?? (former.isClosed ? undefined : await defaultStatus(ctx, source.boardId));
  const master = former.masterTicketId
    ? await ctx.db.find(ticketBundleSettings, { masterTicketId: former.masterTicketId })
    : undefined;
  await ctx.db.update(tickets, source.id, {
    mergedIntoId: null,
    isClosed: former.isClosed,
    closedAt: former.closedAt ? new Date(former.closedAt) : null,
    closedBy: former.closedBy,
    lastActivityAt: ctx.now(),
    ...(kept ? { statusId: kept.id } : {}),
    ...(master ? { masterTicketId: master.masterTicketId } : {}),
  });
}

/** Gives back what the target took from the source, unless somebody changed it since. */
async function restoreTarget(ctx: Ctx, target: Ticket, source: Ticket, { former }: Merge): Promise<void> {
  const before = former.target;
  const tookClient = before.clientId === null && target.clientId !== null && target.clientId === source.clientId;
  const isOwnContact = target.contactId === source.contactId;
  const waited = source.responseState === 'awaiting_us' && target.responseState === 'awaiting_us';
  const after = await ctx.db.update(tickets, target.id, {
    lastActivityAt: ctx.now(),
    ...(tookClient
      ? { clientId: null, locationId: null, ...(isOwnContact ? { contactId: before.contactId } : {}) }
      : {}),
    ...(waited ? { responseState: before.responseState } : {}),
  });
  if (!tookClient) return;
  const { id: ticketId, clientId, boardId } = after;
  ctx.emit(ticketUpdated, ticketId, { ticketId, fields: ['clientId', 'contactId', 'locationId'], clientId, boardId });
}
