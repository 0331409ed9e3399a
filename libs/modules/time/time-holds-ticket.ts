import { fillServerSlot } from '@kelp/kernel';
import { ticketHolds } from '@kelp/tickets';
import { timeEntries } from './tables';

/** Time that was worked is never lost with a ticket: invoiced time stays, other time is moved or deleted by itself first. */
export const timeHoldsTicket = fillServerSlot(ticketHolds, async (ctx, { ticketId }) =>
  (await ctx.db.find(timeEntries, { ticketId }))
    ? ['Time is logged on it: move or delete that first. Time that was invoiced keeps its ticket.']
    : [],
);
