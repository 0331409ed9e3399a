import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** A purchase order that an invoice takes from; minor units before tax. */
export interface OrderOfInvoice {
  invoiceId: string;
  id: string;
  number: string;
  /** What this invoice takes; negative on credit notes. */
  taken: bigint;
  /** What is left of the order beside all drafts and invoices. */
  remaining: bigint;
}

/** The purchase orders that these invoices take from. */
export const ordersOf = ({ db, tenant }: ReadCtx, invoiceIds: readonly string[]): Promise<OrderOfInvoice[]> =>
  db.rows<OrderOfInvoice>(
    sql`select u.invoice_id, o.id, o.number, sum(u.amount)::bigint as taken, o.amount - o.taken as remaining
        from purchase_order_uses u join purchase_orders o on o.tenant_id = u.tenant_id and o.id = u.order_id
        where u.tenant_id = ${tenant} and u.invoice_id = any(${[...invoiceIds]}::uuid[])
        group by u.invoice_id, o.id, o.number, o.amount, o.taken order by o.number`,
  );
