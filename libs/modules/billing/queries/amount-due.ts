import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { askingKinds, asksForMoney, type DocumentKind } from '../domain/document-kind';
import type { InvoiceState } from '../tables';

/** Whether document `i` asks its client for money. */
export const asksSql: Sql = sql`i.kind = any(${[...askingKinds]}::text[])`;

/** What payments, credit and write-offs have settled of invoice `i`, in minor units. */
export const settledSql: Sql = sql`coalesce((select sum(s.amount) from invoice_settlements s where s.tenant_id = i.tenant_id and s.invoice_id = i.id), 0)::bigint`;

/** What of invoice `i` is written off, in minor units. */
export const writtenOffSql: Sql = sql`coalesce((select sum(s.amount) from invoice_settlements s
  where s.tenant_id = i.tenant_id and s.invoice_id = i.id and s.kind = 'write_off'), 0)::bigint`;

/** What is still owed for an invoice; nothing for drafts, void ones and credit notes. */
export async function dueOf(
  ctx: ReadCtx,
  invoice: { id: string; kind: DocumentKind; state: InvoiceState; total: bigint },
): Promise<bigint> {
  if (invoice.state !== 'final' || !asksForMoney(invoice.kind)) return 0n;
  const { settled } = await ctx.db.one<{ settled: bigint }>(
    sql`select coalesce(sum(amount), 0)::bigint as settled from invoice_settlements where tenant_id = ${ctx.tenant} and invoice_id = ${invoice.id}`,
  );
  return invoice.total - settled;
}
