import { fillServerSlot } from '@kelp/kernel';
import { ticketCloseBlockers } from '@kelp/tickets';
import { timeEntries } from './tables';

/** A board may ask for time on a ticket before it closes; one entry of anybody is enough. */
export const timeBlocksClosing = fillServerSlot(ticketCloseBlockers, async (ctx, { ticket, rules }) => {
  if (!rules.needsTime || (await ctx.db.find(timeEntries, { ticketId: ticket.id }))) return [];
  return [{ key: 'time', text: 'Log the time that was worked.' }];
});
