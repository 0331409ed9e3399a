import { discountUses } from '@kelp/contracts';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { InvoiceResult } from '../domain/invoice-result';

/** Stores what drafts use up of discounts, so that what is left is known to the next one. */
export async function writeDiscountUses(
  ctx: Ctx,
  drafts: readonly { invoiceId: string; uses: InvoiceResult['discountUses'] }[],
): Promise<void> {
  const rows = drafts.flatMap(({ invoiceId, uses }) =>
    uses.filter(({ amount }) => amount !== 0n).map((use) => ({ ...use, invoiceId })),
  );
  await ctx.db.insertMany(discountUses, rows);
}

/**
 * Gives back what an invoice has used of discounts. When only some lines go, each discount keeps what the lines that stay have
 * of it.
 */
export async function freeDiscounts(
  ctx: Ctx,
  invoiceId: string,
  goneLines: readonly string[] | undefined,
): Promise<void> {
  const { db, tenant } = ctx;
  await db.rows(sql`delete from discount_uses where tenant_id = ${tenant} and invoice_id = ${invoiceId}`);
  if (!goneLines) return;
  await db.rows(
    sql`insert into discount_uses (tenant_id, discount_id, invoice_id, amount)
        select ${tenant}, d.id, ${invoiceId}, sum((r ->> 'amount')::bigint)
        from invoice_lines l cross join lateral jsonb_array_elements(l.reductions) r
        join discounts d on d.tenant_id = l.tenant_id and d.id::text = r ->> 'discountId'
        where l.tenant_id = ${tenant} and l.invoice_id = ${invoiceId} and not l.id = any(${goneLines}::uuid[])
        group by d.id having sum((r ->> 'amount')::bigint) <> 0`,
  );
}
