import { subscribe } from '@kelp/kernel';
import { tickets, ticketUpdated } from '@kelp/tickets';
import { attribute } from '../attribute';
import { timeEntryUpdated } from '../events';
import { entryIsLocked } from '../slots';
import { timeEntries } from '../tables';
import { aboutEntry } from '../write-entry';

/** A ticket that moves to another client takes its time along, except what an invoice of the old client already holds. */
export const onTicketUpdatedMoveTime = subscribe(ticketUpdated, 'time.move-with-ticket', async (ctx, { payload }) => {
  if (!payload.fields.includes('clientId')) return;
  // The ticket as it is now and not as the event tells: an event that comes late or twice then ends in the same place.
  const ticket = await ctx.db.find(tickets, { id: payload.ticketId });
  if (!ticket) return;
  const { id: ticketId, clientId } = ticket;
  const entries = await ctx.db.list(timeEntries, { ticketId }, { orderBy: 'id', lock: true });
  for (const entry of entries) {
    if (entry.clientId === clientId) continue;
    if (await ctx.askSlot(entryIsLocked, { entryId: entry.id })) continue;
    const line = await attribute(ctx, { ...entry, clientId }, null);
    const after = await ctx.db.update(timeEntries, entry.id, { clientId, ...line });
    ctx.emit(timeEntryUpdated, entry.id, { ...aboutEntry(after), fields: ['clientId'] });
  }
});
