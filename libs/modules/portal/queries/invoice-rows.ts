import { sql, type Sql } from '@kelp/platform/db';
import type { ReadCtx } from '@kelp/kernel';
import { asksForMoney, paymentState } from '@kelp/billing';
import type { PortalInvoiceRow } from '../contract';

export interface FlatPortalInvoice {
  id: string;
  numberText: string;
  currency: string;
  invoiceDate: string;
  dueDate: string;
  total: bigint;
  kind: PortalInvoiceRow['kind'];
  /** By money, credit or otherwise. */
  paid: bigint;
  writtenOff: bigint;
}

/** A final invoice with what was paid on it, by money, credit or otherwise. Inner name `i`. */
export const portalInvoiceSelect = sql`i.id, i.number_text, i.currency, i.invoice_date, i.due_date, i.kind, i.total, p.paid, p.written_off`;

export const portalInvoiceFrom = sql`from invoices i cross join lateral (
  select coalesce(sum(a.amount), 0)::bigint as paid, coalesce(sum(a.amount) filter (where a.kind = 'write_off'), 0)::bigint as written_off from invoice_settlements a
  where a.tenant_id = i.tenant_id and a.invoice_id = i.id) p`;

/**
 * Final invoices of the person's own client and of those that were merged into it; drafts and void ones are nobody's business outside.
 * The row rule judges the client that a merged one became.
 */
export const ownInvoices = (ctx: ReadCtx): Sql =>
  sql`i.tenant_id = ${ctx.tenant} and i.state = 'final' and exists (
    select from (select coalesce(c.merged_into_id, c.id) as client_id from clients c where c.tenant_id = i.tenant_id and c.id = i.client_id) owner
    where ${ctx.visible('portal_billing.read', 'owner')})`;

/** The row as it leaves the server; `today` is the local date of the workspace, after which an invoice is overdue. */
export function toPortalInvoice(row: FlatPortalInvoice, today: string): PortalInvoiceRow {
  const { id, numberText, kind, currency, invoiceDate, dueDate, total, paid, writtenOff } = row;
  const asks = asksForMoney(kind);
  const amountDue = asks ? total - paid : 0n;
  return {
    id,
    kind,
    number: numberText,
    currency,
    invoiceDate,
    dueDate,
    total,
    amountDue,
    // A credit note asks for nothing.
    paymentState: asks ? paymentState(total, amountDue, writtenOff) : 'paid',
    isOverdue: amountDue > 0n && dueDate < today,
  };
}
