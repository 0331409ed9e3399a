import { defineAction } from '@kelp/kernel';
import { assignmentFields, checkRecurringTicket } from '../check-recurring-ticket';
import { createRecurringTicket } from '../contract/recurring-tickets';
import { schedule } from '../recurrence-of';
import { recurringTickets } from '../tables';

/** A new recurring ticket. What lies before now is not opened. */
export const createRecurringTicketAction = defineAction(createRecurringTicket, {
  permission: 'recurring_ticket.create',
  run: async (ctx, input) => {
    await checkRecurringTicket(ctx, input);
    const row = await ctx.db.insert(recurringTickets, {
      ...input,
      ...assignmentFields(input),
      changes: [],
      handledUntil: ctx.now(),
    });
    await schedule(ctx, row);
    ctx.touch('recurring_ticket');
    return { id: row.id };
  },
});
