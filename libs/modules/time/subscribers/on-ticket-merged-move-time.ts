import { subscribe, type Ctx } from '@kelp/kernel';
import { ticketMerged, ticketMergeMoves, ticketMergeUndone, tickets } from '@kelp/tickets';
import { attribute } from '../attribute';
import { timeEntryUpdated } from '../events';
import { entryIsLocked } from '../slots';
import { timeEntries } from '../tables';
import { aboutEntry } from '../write-entry';

/** The time of a merged ticket goes with its conversation, except what an invoice holds: that stays where it was billed. */
export const onTicketMergedMoveTime = subscribe(ticketMerged, 'time.move-with-merge', async (ctx, { payload }) => {
  const { ticketId, targetTicketId, mergeId } = payload;
  const source = await ctx.db.find(tickets, { id: ticketId });
  // Undone before this came to be handled.
  if (source?.mergedIntoId !== targetTicketId) return;
  const moved: string[] = [];
  for (const entry of await ctx.db.list(timeEntries, { ticketId }, { orderBy: 'id', lock: true })) {
    if (await ctx.askSlot(entryIsLocked, { entryId: entry.id })) continue;
    await moveEntry(ctx, entry, targetTicketId);
    moved.push(entry.id);
  }
  await ctx.db.insertMany(
    ticketMergeMoves,
    moved.map((record) => ({ mergeId, kind: 'time_entry' as const, record })),
  );
});

/** What had moved comes back, except what was invoiced meanwhile. */
export const onTicketMergeUndoneReturnTime = subscribe(
  ticketMergeUndone,
  'time.return-from-merge',
  async (ctx, { payload }) => {
    const moves = await ctx.db.list(ticketMergeMoves, { mergeId: payload.mergeId, kind: 'time_entry' });
    const ids = moves.map(({ record }) => record);
    const where = { id: ids, ticketId: payload.targetTicketId };
    for (const entry of await ctx.db.list(timeEntries, where, { orderBy: 'id', lock: true })) {
      if (await ctx.askSlot(entryIsLocked, { entryId: entry.id })) continue;
      await moveEntry(ctx, entry, payload.ticketId);
    }
  },
);

/** A ticket without a client may have been merged with one that has one: then the entry is billed to that client. */
async function moveEntry(
  ctx: Ctx,
  entry: Awaited<ReturnType<typeof ctx.db.get<typeof timeEntries>>>,
  ticketId: string,
): Promise<void> {
  const { clientId } = await ctx.db.get(tickets, ticketId);
  const isOtherClient = clientId !== entry.clientId;
  const line = isOtherClient ? { clientId, ...(await attribute(ctx, { ...entry, clientId }, null)) } : {};
  const after = await ctx.db.update(timeEntries, entry.id, { ticketId, ...line });
  const fields = isOtherClient ? ['ticketId', 'clientId'] : ['ticketId'];
  ctx.emit(timeEntryUpdated, entry.id, { ...aboutEntry(after), fields });
}
