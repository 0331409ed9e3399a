import { bareTenantColumns, bigint, instant, json, localDate, text, uuid } from '@kelp/platform/db';

export type LotSource =
  | 'overpayment'
  | 'prepayment'
  | 'unapplied'
  | 'credit_note'
  | 'adjustment'
  | 'transfer'
  /** A credit note of another system for an opening balance. */
  | 'opening_credit';
export type UseKind = 'invoice' | 'refund' | 'expiry' | 'transfer' | 'void' | 'reversal';

const usedMeanwhile = 'This credit was used by somebody else meanwhile. Reload and look at what is left.';
const takenBack = 'This was taken back already. Reload.';

/** Insert only. What is left of a lot is its amount less its uses, never a column. */
export const creditLots = bareTenantColumns(
  'credit_lots',
  {
    id: uuid(),
    clientId: uuid(),
    /** Null: under every billing profile of the client. */
    billingProfileId: uuid().orNull(),
    currency: text(),
    amount: bigint(),
    source: text<LotSource>(),
    sourceId: uuid(),
    paymentId: uuid().orNull(),
    /** It pays lines of these services only; empty: everything. */
    serviceIds: json<string[]>().withDefault(),
    /** Unusable from this day on. */
    expiresOn: localDate().orNull(),
    reason: text().withDefault(),
    grantedAt: instant(),
    grantedBy: text(),
  },
  { isAudited: false, noun: 'credit', conflicts: { payments_spread: 'This payment was changed meanwhile. Reload.' } },
);

/** Insert only. A reversal is a row with the amount below zero that names what it takes back, which can happen once. */
export const creditUses = bareTenantColumns(
  'credit_uses',
  {
    id: uuid(),
    lotId: uuid(),
    kind: text<UseKind>(),
    invoiceId: uuid().orNull(),
    amount: bigint(),
    reversalOf: uuid().orNull(),
    usedAt: instant(),
    usedBy: text(),
  },
  {
    isAudited: false,
    noun: 'use of credit',
    conflicts: { credit_uses_within: usedMeanwhile, credit_uses_reversal_of_unique: takenBack },
  },
);

/** Insert only. Money paid out of a client's credit. */
export const refunds = bareTenantColumns(
  'refunds',
  {
    id: uuid(),
    clientId: uuid(),
    useId: uuid(),
    paymentId: uuid().orNull(),
    currency: text(),
    amount: bigint(),
    refundedOn: localDate(),
    method: text(),
    reference: text().withDefault(),
    note: text().withDefault(),
    recordedBy: text(),
  },
  { isAudited: false },
);

/** Insert only. What nobody will pay any more, with the reason; taken back by a row below zero. */
export const writeOffs = bareTenantColumns(
  'write_offs',
  {
    id: uuid(),
    clientId: uuid(),
    invoiceId: uuid(),
    currency: text(),
    amount: bigint(),
    reason: text(),
    reversalOf: uuid().orNull(),
    writtenAt: instant(),
    writtenBy: text(),
  },
  { isAudited: false, noun: 'write-off', conflicts: { write_offs_reversal_of_unique: takenBack } },
);

export const creditTables = [creditLots, creditUses, refunds, writeOffs];
