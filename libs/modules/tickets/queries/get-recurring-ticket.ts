import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getRecurringTicket } from '../contract/recurring-tickets';
import { recurringTicketRows } from './recurring-ticket-rows';

interface RunRow {
  originalStart: string;
  dueAt: Date;
  outcome: 'created' | 'missed' | 'failed';
  ticketId: string | null;
  number: string | null;
  reason: string | null;
}

/** One recurring ticket with what became of its latest twenty occurrences. */
export const getRecurringTicketQuery = defineQuery(getRecurringTicket, {
  permission: 'recurring_ticket.read',
  run: async (ctx, { id }) => {
    const [row] = await recurringTicketRows(ctx, sql`r.id = ${id}`);
    if (!row) throw notFound('recurring ticket');
    const runs = await ctx.db.rows<RunRow>(
      sql`select r.original_start, r.due_at, r.outcome, r.ticket_id, t.number_text as number, r.reason from recurring_ticket_runs r
            left join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
            where r.tenant_id = ${ctx.tenant} and r.recurring_ticket_id = ${id} order by r.due_at desc, r.id desc limit 20`,
    );
    return {
      ...row,
      runs: runs.map(({ ticketId, number, ...run }) => ({
        ...run,
        ticket: ticketId && number !== null ? { id: ticketId, number } : null,
      })),
    };
  },
});
