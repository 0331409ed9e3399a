import { bareTenantColumns, bigint, instant, integer, tenantColumns, text, uuid } from '@kelp/platform/db';

/** Insert only. What was charged for an overdue invoice at a step; a fee whose draft was deleted is not charged again. */
export const lateFees = bareTenantColumns(
  'late_fees',
  {
    id: uuid(),
    invoiceId: uuid(),
    stepDays: integer(),
    currency: text(),
    amount: bigint(),
    /** What was overdue and not disputed then. */
    basis: bigint(),
    /** No foreign key: a deleted draft leaves the record standing. */
    feeInvoiceId: uuid(),
    chargedAt: instant(),
  },
  {
    isAudited: false,
    noun: 'late fee',
    conflicts: { late_fees_invoice_id_step_days_unique: 'This fee was charged already.' },
  },
);

/** Clients that are never charged a late fee. */
export const lateFeeExemptions = tenantColumns(
  'late_fee_exemptions',
  { clientId: uuid() },
  { noun: 'late fee exemption' },
);

export const lateFeeTables = [lateFees, lateFeeExemptions];
