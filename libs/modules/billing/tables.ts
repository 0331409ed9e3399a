import {
  bareTenantColumns,
  bigint,
  boolean,
  decimal,
  instant,
  integer,
  json,
  localDate,
  tenantColumns,
  text,
  uuid,
  textList,
} from '@kelp/platform/db';
import { invoiceApprovals } from './tables/approvals';
import { accountingTables } from './tables/accounting';
import { costRates } from './tables/cost-rates';
import { creditTables } from './tables/credits';
import { deferredRevenueTables } from './tables/deferred-revenue';
import { lateFeeTables } from './tables/late-fees';
import { providerTables } from './tables/providers';
import { eInvoiceTables } from './tables/e-invoices';
import { receivableTables } from './tables/receivables';
import { templateTables } from './tables/templates';

import type { DocumentKind } from './domain/document-kind';
import type { Account } from './domain/postings';
import type { Blocker, ChargeLine, Claim, Explanation, Reduction } from './domain/invoice-result';
import type { StoredTaxDetails } from './domain/stored-tax';
import type { TaxCode } from './domain/tax-input';
import { taxTables } from './tables/tax';
import { taxRequests } from './tables/tax-requests';

export * from './tables/templates';

export type RunState = 'running' | 'stopping' | 'stopped' | 'finished';
export type RunClientState = 'queued' | 'drafted' | 'nothing' | 'blocked' | 'failed';
export type InvoiceState = 'draft' | 'final' | 'void';
export type FreedBecause = 'void' | 'draft_deleted' | 'line_removed';
export type EntryKind =
  | 'invoice'
  | 'credit_note'
  | 'void'
  | 'payment'
  | 'unapply'
  | 'credit'
  | 'credit_back'
  | 'refund'
  | 'refund_back'
  | 'adjustment'
  | 'expiry'
  | 'transfer_out'
  | 'transfer_in'
  | 'write_off'
  | 'write_off_back'
  | 'deferral'
  | 'deferral_back'
  | 'recognition'
  | 'opening_balance'
  | 'opening_credit';
export type PdfState = 'none' | 'queued' | 'ready' | 'failed';

const alreadyBilled = 'Some of this was billed by somebody else meanwhile. Reload and look at what is left.';
const frozen = 'A final invoice does not change. Credit or correct it instead.';

/** `scopeKey` names cut-off and clients; `runKey` adds how often that scope was run, so that two starts at once are one run. */
export const billingRuns = tenantColumns(
  'billing_runs',
  {
    runKey: text(),
    scopeKey: text(),
    cutOff: localDate(),
    state: text<RunState>().withDefault(),
    startedBy: text(),
    /** Who made its drafts, for approvals. */
    startedById: uuid().orNull(),
    startedAt: instant(),
    finishedAt: instant().orNull(),
  },
  {
    noun: 'billing run',
    conflicts: { billing_runs_run_key_unique: 'This billing run was started by somebody else just now. Reload.' },
  },
);

export const billingRunClients = tenantColumns(
  'billing_run_clients',
  {
    runId: uuid(),
    clientId: uuid(),
    billingProfileId: uuid().orNull(),
    /** No foreign key: a deleted draft leaves the run's record standing. */
    invoiceId: uuid().orNull(),
    state: text<RunClientState>().withDefault(),
    note: text().orNull(),
    blockers: json<Blocker[]>().withDefault(),
  },
  { noun: 'client of the run', isAudited: false },
);

export const invoices = tenantColumns(
  'invoices',
  {
    kind: text<DocumentKind>().withDefault(),
    state: text<InvoiceState>().withDefault(),
    clientId: uuid(),
    billingProfileId: uuid(),
    runId: uuid().orNull(),
    /** Who made or last changed the draft; null when a program did. */
    madeById: uuid().orNull(),
    cutOff: localDate(),
    series: text().withDefault(),
    number: bigint().orNull(),
    numberText: text().orNull(),
    currency: text(),
    invoiceDate: localDate(),
    dueDate: localDate(),
    net: bigint(),
    tax: bigint(),
    total: bigint(),
    /** What an opening balance asked for in the other system; `total` is what was open when it was taken over. */
    originalTotal: bigint().orNull(),
    clientName: text(),
    billingAddress: text().orNull(),
    /** How many sources this invoice holds; checked when it is finalised. */
    claimCount: integer(),
    engineVersion: text(),
    frozenInputs: json<unknown>(),
    inputsHash: text(),
    resultHash: text(),
    finalisedAt: instant().orNull(),
    voidedAt: instant().orNull(),
    voidReason: text().orNull(),
    sentAt: instant().orNull(),
    sentTo: text().orNull(),
    pdfState: text<PdfState>().withDefault(),
    pdfKey: text().orNull(),
    pdfSize: bigint().orNull(),
    pdfError: text().orNull(),
    /** A credit note takes back lines of this invoice. */
    creditedInvoiceId: uuid().orNull(),
    /** A draft that bills again, rightly, what this invoice billed wrongly. */
    correctsInvoiceId: uuid().orNull(),
    creditReason: text().orNull(),
    /** Numbers of purchase orders that it prints. */
    poNumbers: textList().withDefault(),
    /** `original`: a correction bears the rates and the day of the invoice that it corrects. */
    taxBasis: text<'table' | 'original'>().withDefault(),
    /** `pending_tax`: somebody else counts the tax and has not answered; no number before. */
    taxState: text<'settled' | 'pending_tax'>().withDefault(),
    /** No reminder is sent while this holds. */
    remindersPaused: boolean().withDefault(),
  },
  {
    conflicts: {
      invoices_run_id_client_id_billing_profile_id_currency_unique: alreadyBilled,
      invoices_opening_once: 'This client has an opening balance with this number already.',
      invoices_series_number_unique: 'This invoice number is taken. Try again.',
      invoices_never_negative: 'An invoice is never negative. Give a credit note instead.',
      invoices_frozen: frozen,
      invoices_lines_sum: 'The lines of this invoice do not add up to its net. Nothing was changed.',
      invoices_taxes_sum: 'The taxes of this invoice do not add up. Nothing was changed.',
    },
  },
);

/** Written once with the draft; `quantity` and `unitPrice` are exact, `priceBase` the units that one unit price buys. */
export const invoiceLines = bareTenantColumns(
  'invoice_lines',
  {
    id: uuid(),
    invoiceId: uuid(),
    position: integer(),
    kind: text<ChargeLine['kind']>(),
    contractLineId: uuid().orNull(),
    serviceId: uuid().orNull(),
    description: text(),
    quantity: decimal(),
    unit: text<ChargeLine['unit']>(),
    unitPrice: decimal(),
    priceBase: integer(),
    gross: bigint(),
    net: bigint(),
    taxable: bigint(),
    tax: bigint(),
    reductions: json<(Omit<Reduction, 'amount'> & { amount: string })[]>().withDefault(),
    /** Price and amount before discounts have the tax in them. */
    includesTax: boolean().withDefault(),
    /** By which day and which taxes; null for documents before engine 5. */
    taxDetails: json<StoredTaxDetails>().orNull(),
    taxCategory: text(),
    taxPlace: text(),
    taxRatePpm: integer(),
    serviceFrom: localDate(),
    serviceTo: localDate(),
    explanation: json<Explanation>(),
    /** On a credit note: the line that this one takes back. */
    creditsLineId: uuid().orNull(),
  },
  {
    isAudited: false,
    noun: 'invoice line',
    conflicts: {
      invoice_lines_credited_within:
        'Some of this was credited by somebody else meanwhile. Reload and look at what is left.',
    },
  },
);

export const invoiceTaxes = bareTenantColumns(
  'invoice_taxes',
  {
    invoiceId: uuid(),
    category: text(),
    place: text(),
    ratePpm: integer(),
    reason: text().orNull(),
    component: text().withDefault(),
    name: text().withDefault(),
    /** Category of EN 16931; empty for documents before engine 5. */
    code: text<TaxCode | ''>().withDefault(),
    reasonCode: text().withDefault(),
    evidence: text().withDefault(),
    base: bigint(),
    tax: bigint(),
  },
  { isAudited: false, noun: 'tax of an invoice' },
);

/** A source that a living invoice holds; its key is what keeps anything from being billed twice. */
export const claims = bareTenantColumns(
  'claims',
  {
    sourceKind: text<Claim['kind']>(),
    sourceId: uuid(),
    slice: text(),
    invoiceId: uuid(),
    lineId: uuid(),
    claimedAt: instant(),
  },
  { isAudited: false, conflicts: { claims_key: alreadyBilled } },
);

/** The days of a contract line that a living invoice holds; overlaps are refused, even after an anchor has moved. */
export const periodClaims = bareTenantColumns(
  'period_claims',
  {
    id: uuid(),
    contractLineId: uuid(),
    part: text(),
    claimedFrom: localDate(),
    claimedTo: localDate(),
    invoiceId: uuid(),
    lineId: uuid(),
    /** What was billed for these days: seat-days, seats or units, and the amount in minor units. */
    quantity: decimal().orNull(),
    amount: bigint().orNull(),
    /** How many counts or events were known then: more of them mean that there may be a difference. */
    seen: integer().orNull(),
  },
  { isAudited: false, conflicts: { period_claims_once: alreadyBilled } },
);

/** Claims that a void or a deleted draft has freed. */
export const claimHistory = bareTenantColumns(
  'claim_history',
  {
    id: uuid(),
    sourceKind: text(),
    sourceId: uuid(),
    slice: text(),
    invoiceId: uuid(),
    lineId: uuid(),
    claimedAt: instant(),
    freedAt: instant(),
    reason: text<FreedBecause>(),
  },
  { isAudited: false, noun: 'freed claim' },
);

export const payments = tenantColumns(
  'payments',
  {
    clientId: uuid(),
    currency: text(),
    amount: bigint(),
    receivedOn: localDate(),
    method: text(),
    provider: text(),
    providerRef: text(),
    note: text().withDefault(),
    recordedBy: text(),
  },
  { conflicts: { payments_provider_provider_ref_unique: 'This payment is recorded already.' } },
);

export const paymentAllocations = bareTenantColumns(
  'payment_allocations',
  {
    id: uuid(),
    paymentId: uuid(),
    invoiceId: uuid(),
    amount: bigint(),
    reversalOf: uuid().orNull(),
    allocatedAt: instant(),
  },
  {
    isAudited: false,
    conflicts: {
      payment_allocations_within: 'This invoice was paid by somebody else meanwhile. Reload and try again.',
    },
  },
);

/** Insert only. Each entry's postings sum to zero in every currency. */
export const journalEntries = bareTenantColumns(
  'journal_entries',
  {
    id: uuid(),
    kind: text<EntryKind>(),
    sourceId: uuid(),
    clientId: uuid(),
    invoiceId: uuid().orNull(),
    paymentId: uuid().orNull(),
    lotId: uuid().orNull(),
    currency: text(),
    bookedAt: instant(),
    actorName: text(),
  },
  {
    isAudited: false,
    noun: 'journal entry',
    conflicts: { journal_entries_kind_source_id_unique: 'This is in the books already. Reload.' },
  },
);

/** Insert only. Debit positive, minor units. */
export const postings = bareTenantColumns(
  'postings',
  {
    entryId: uuid(),
    position: integer(),
    account: text<Account>(),
    clientId: uuid(),
    currency: text(),
    amount: bigint(),
    taxGroup: text().orNull(),
  },
  {
    isAudited: false,
    conflicts: { postings_balanced: 'This entry does not sum to zero. Nothing was changed.' },
  },
);

export const billingTables = [
  billingRuns,
  invoices,
  invoiceLines,
  invoiceTaxes,
  billingRunClients,
  claims,
  periodClaims,
  claimHistory,
  payments,
  paymentAllocations,
  journalEntries,
  ...creditTables,
  ...receivableTables,
  ...providerTables,
  ...taxTables,
  taxRequests,
  invoiceApprovals,
  ...lateFeeTables,
  ...deferredRevenueTables,
  postings,
  ...templateTables,
  ...eInvoiceTables,
  costRates,
  ...accountingTables,
];
