import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import type { RecurringTicketRow } from '../contract/recurring-tickets';
import { nextOf } from '../recurrence-of';
import type { recurringTickets } from '../tables';

type Flat = Row<typeof recurringTickets> & {
  templateName: string | null;
  clientName: string | null;
  contactName: string | null;
};
const named = (id: string | null, name: string | null) => (id && name ? { id, name } : null);

/** Recurring tickets with the names that they mention and when each opens its next ticket. */
export async function recurringTicketRows(ctx: ReadCtx, where: Sql): Promise<RecurringTicketRow[]> {
  const rows = await ctx.db.rows<Flat>(
    sql`select r.*, t.name as template_name, c.name as client_name, k.full_name as contact_name from recurring_tickets r
        left join ticket_templates t on t.tenant_id = r.tenant_id and t.id = r.template_id
        left join clients c on c.tenant_id = r.tenant_id and c.id = r.client_id
        left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
        where r.tenant_id = ${ctx.tenant} and ${where} order by lower(r.name), r.id limit 500`,
  );
  const full: RecurringTicketRow[] = [];
  for (const row of rows) {
    full.push({
      ...row,
      template: named(row.templateId, row.templateName),
      client: named(row.clientId, row.clientName),
      contact: named(row.contactId, row.contactName),
      nextAt: await nextOf(ctx, row),
    });
  }
  return full;
}
