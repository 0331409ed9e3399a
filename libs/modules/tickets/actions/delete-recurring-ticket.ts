import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteRecurringTicket } from '../contract/recurring-tickets';
import { recurringDueKind } from '../recurrence-of';
import { recurringTickets } from '../tables';

/** Ends a recurring ticket. The tickets that it opened stay; they no longer name it. */
export const deleteRecurringTicketAction = defineAction(deleteRecurringTicket, {
  permission: 'recurring_ticket.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(recurringTickets, id);
    await ctx.setDue(recurringDueKind, id, null);
    await ctx.db.rows(
      sql`delete from recurring_ticket_runs where tenant_id = ${ctx.tenant} and recurring_ticket_id = ${id}`,
    );
    await ctx.db.rows(
      sql`update tickets set recurring_ticket_id = null where tenant_id = ${ctx.tenant} and recurring_ticket_id = ${id}`,
    );
    await ctx.db.remove(recurringTickets, id);
    ctx.touch('recurring_ticket');
    return { id };
  },
});
