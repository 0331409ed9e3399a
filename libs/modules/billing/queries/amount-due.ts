import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { amountDue } from '../domain/allocate-payment';

/** What payments have paid of invoice `i`, in minor units. */
export const paidSql: Sql = sql`coalesce((select sum(a.amount) from payment_allocations a where a.tenant_id = i.tenant_id and a.invoice_id = i.id), 0)::bigint`;

/** What is still owed for an invoice; nothing for drafts and void ones. */
export async function dueOf(ctx: ReadCtx, invoice: { id: string; state: string; total: bigint }): Promise<bigint> {
  if (invoice.state !== 'final') return 0n;
  const { paid } = await ctx.db.one<{ paid: bigint }>(
    sql`select coalesce(sum(amount), 0)::bigint as paid from payment_allocations where tenant_id = ${ctx.tenant} and invoice_id = ${invoice.id}`,
  );
  return amountDue({ total: invoice.total, credits: 0n, payments: paid, refunds: 0n });
}
