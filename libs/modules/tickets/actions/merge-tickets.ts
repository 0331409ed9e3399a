import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { mergeTickets } from '../contract';
import { ticketMerged, ticketUpdated } from '../events';
import { leaveBundle } from '../relations/leave-bundle';
import { lockTickets } from '../relations/lock-tickets';
import { assertMergeFits } from '../relations/assert-merge-fits';
import { moveAlong } from '../relations/move-along';
import { recordRelation } from '../relations/record-relation';
import { statuses, ticketMerges, tickets, type FormerState } from '../tables';

type Ticket = Row<typeof tickets>;

/** How long a merge can be undone (product rule). */
export const undoMs = 7 * 24 * 3_600_000;

/**
 * Merges tickets into one: their conversations, files and watchers move to it, their numbers and mails lead there. Only tickets of one
 * client, or without one. The sources close without an event of closing: they leave the queue and the figures.
 */
export const mergeTicketsAction = defineAction(mergeTickets, {
  permission: 'ticket.merge',
  run: async (ctx, { id, sourceIds }) => {
    if (sourceIds.includes(id)) {
      throw invalid('A ticket cannot be merged into itself.', { sourceIds: 'Choose another ticket.' });
    }
    const [first, ...sources] = await lockTickets(ctx, [id, ...sourceIds]);
    if (!first) throw new Error('A locked target is missing.');
    let target = first;
    for (const source of sources) {
      await assertMergeFits(ctx, source, target);
      target = await mergeOne(ctx, source, target);
    }
    ctx.touch('ticket');
    return { id, undoUntil: new Date(ctx.now().getTime() + undoMs) };
  },
});

async function mergeOne(ctx: Ctx, source: Ticket, target: Ticket): Promise<Ticket> {
  const merge = await ctx.db.insert(ticketMerges, {
    id: ctx.newId(),
    sourceTicketId: source.id,
    targetTicketId: target.id,
    mergedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    mergedByName: ctx.actor.name,
    mergedAt: ctx.now(),
    former: formerOf(source, target),
  });
  await leaveBundle(ctx, source);
  await moveAlong(ctx, merge, source);
  await closeSource(ctx, source, target);
  const after = await joinTarget(ctx, source, target);
  await recordRelation(ctx, [
    { ticketId: source.id, otherTicketId: target.id, kind: 'merged_away' },
    { ticketId: target.id, otherTicketId: source.id, kind: 'merged_in' },
  ]);
  ctx.emit(ticketMerged, source.id, { ticketId: source.id, targetTicketId: target.id, mergeId: merge.id });
  return after;
}

const formerOf = (source: Ticket, target: Ticket): FormerState => ({
  statusId: source.statusId,
  isClosed: source.isClosed,
  closedAt: source.closedAt?.toISOString() ?? null,
  closedBy: source.closedBy,
  masterTicketId: source.masterTicketId,
  target: { clientId: target.clientId, contactId: target.contactId, responseState: target.responseState },
});

async function closeSource(ctx: Ctx, source: Ticket, target: Ticket): Promise<void> {
  const closed = source.isClosed
    ? undefined
    : (await ctx.db.list(statuses, { boardId: source.boardId, isClosed: true }, { orderBy: 'position', limit: 1 }))[0];
  await ctx.db.update(tickets, source.id, {
    mergedIntoId: target.id,
    isClosed: true,
    ...(closed ? { statusId: closed.id } : {}),
    ...(source.isClosed ? {} : { closedAt: ctx.now(), closedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null }),
  });
}

/** A target without a client takes that of the source; a client who waits on the source waits on the target now. */
async function joinTarget(ctx: Ctx, source: Ticket, target: Ticket): Promise<Ticket> {
  const takesClient = target.clientId === null && source.clientId !== null;
  const waits = source.responseState === 'awaiting_us' && !source.isClosed && !target.isClosed;
  const after = await ctx.db.update(tickets, target.id, {
    lastActivityAt: ctx.now(),
    ...(takesClient ? { clientId: source.clientId, contactId: source.contactId, locationId: source.locationId } : {}),
    ...(waits ? { responseState: 'awaiting_us' as const } : {}),
  });
  if (takesClient) {
    const { id: ticketId, clientId, boardId } = after;
    ctx.emit(ticketUpdated, ticketId, { ticketId, fields: ['clientId', 'contactId', 'locationId'], clientId, boardId });
  }
  return after;
}
