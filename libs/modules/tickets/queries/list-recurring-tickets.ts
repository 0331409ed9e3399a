import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listRecurringTickets } from '../contract/recurring-tickets';
import { recurringTicketRows } from './recurring-ticket-rows';

/** Every recurring ticket, by name. */
export const listRecurringTicketsQuery = defineQuery(listRecurringTickets, {
  permission: 'recurring_ticket.read',
  run: async (ctx) => ({ rows: await recurringTicketRows(ctx, sql`true`) }),
});
