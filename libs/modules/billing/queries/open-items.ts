import { mergedClients } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, startOfLocalDay, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { asksSql } from './amount-due';

export interface FlatOpenItem {
  id: string;
  number: string;
  clientId: string;
  clientName: string;
  currency: string;
  invoiceDate: string;
  dueDate: string;
  total: bigint;
  amountDue: bigint;
}

/** The instant at which a local day of the workspace has ended. */
export async function endOfDay(ctx: ReadCtx, day: LocalDate): Promise<Date> {
  const { zone } = await readTenant(ctx);
  return startOfLocalDay(addDays(day, 1), zone);
}

/**
 * Invoices, ours and those taken over, that asked for money when this day ended, as the books stood then: later payments, credit, voids and invoices do not count.
 * A merged client's items belong to the one it became. The oldest due first.
 */
export async function openItemsOn(ctx: ReadCtx, day: LocalDate, clientId?: string): Promise<FlatOpenItem[]> {
  const until = await endOfDay(ctx, day);
  return ctx.db.rows<FlatOpenItem>(
    sql`select i.id, i.number_text as number, coalesce(m.id, c.id) as client_id, coalesce(m.name, c.name) as client_name, i.currency,
          i.invoice_date, i.due_date, i.total, (i.total - x.settled)::bigint as amount_due
        from invoices i join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id
        left join clients m on m.tenant_id = c.tenant_id and m.id = c.merged_into_id
        cross join lateral (select coalesce(sum(s.amount), 0) as settled from invoice_settlements s
          where s.tenant_id = i.tenant_id and s.invoice_id = i.id and s.at < ${until}) x
        where i.tenant_id = ${ctx.tenant} and ${asksSql} and i.finalised_at < ${until}
          and (i.voided_at is null or i.voided_at >= ${until}) and i.total > x.settled
          ${clientId ? sql`and i.client_id in ${mergedClients(ctx, clientId)}` : sql``}
        order by i.due_date, i.id`,
  );
}
