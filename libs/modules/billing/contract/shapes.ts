import { idOf, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { documentKinds } from '../domain/document-kind';

export const reference = z.object({ id: z.uuid(), name: z.string() });

/** Days from `start` up to but without `end`. */
export const period = z.object({ start: localDate, end: localDate });

/** Something that a reader can open: the proof behind a number, a blocker or a warning. */
export const evidence = z.object({
  kind: z.enum([
    'time_entry',
    'contract_line',
    'contract_version',
    'rate_rule',
    'tax_rate',
    'discount',
    'client',
    'service',
    'quantity_event',
    'meter',
    'tax_exemption',
    'purchase_order',
  ]),
  id: z.uuid(),
});

/** Why a number is what it is: the rule, what went in, and the arithmetic in plain sentences. */
export const explanation = z.object({
  rule: z.string(),
  version: z.string().nullable(),
  inputs: z.record(z.string(), z.string()),
  steps: z.array(z.string()),
  evidence: z.array(evidence),
});

/** What keeps a client from being billed, or what a person should know; a sentence with the next step. */
export const notice = z.object({ code: z.string(), sentence: z.string(), evidence: z.array(evidence) });
export type Notice = z.output<typeof notice>;

/** A time entry behind a line: `minutes` as worked, never changed by billing. */
export const sourceEntry = z.object({
  id: z.uuid(),
  workDate: localDate,
  minutes: z.number(),
  billableMinutes: z.number(),
  notes: z.string(),
  person: reference,
  ticket: reference.extend({ number: z.string() }).nullable(),
});
export type SourceEntry = z.output<typeof sourceEntry>;

/** A line; amounts in minor units of the invoice's currency, `unitPrice` in minor units too but an exact decimal. */
export const invoiceLine = z.object({
  position: z.number(),
  kind: z.enum([
    'fixed',
    'time',
    'included_time',
    'manual',
    'seats',
    'usage',
    'minimum',
    'minimum_met',
    'bucket_hours',
    'overage',
    'prepaid',
    'prepaid_hours',
    'milestone',
    'over_cap',
    'deposit',
    'deposit_used',
  ]),
  description: z.string(),
  contractLineId: z.uuid().nullable(),
  serviceId: z.uuid().nullable(),
  quantity: z.string(),
  unit: z.enum(['piece', 'minute']),
  unitPrice: z.string(),
  /** Units that one unit price buys: 60 minutes, 1 piece. */
  priceBase: z.number(),
  gross: minorUnits,
  reductions: z.array(z.object({ name: z.string(), amount: minorUnits })),
  net: minorUnits,
  tax: minorUnits,
  taxCategory: z.string(),
  taxRatePpm: z.number(),
  /** Price and amount before discounts have the tax in them. */
  includesTax: z.boolean(),
  /** Why the tax is what it is; empty for documents from before. */
  taxSteps: z.array(z.string()),
  servicePeriod: period,
  explanation,
  sources: z.array(sourceEntry),
});
export type InvoiceLineCard = z.output<typeof invoiceLine>;

/** Tax of one category, rate (parts per million) and place. */
export const taxGroup = z.object({
  category: z.string(),
  place: z.string(),
  ratePpm: z.number(),
  reason: z.string().nullable(),
  /** As it is printed; the category where it has no name of its own. */
  name: z.string(),
  component: z.string(),
  /** Category of EN 16931: S, Z, E, AE, K, G or O; empty for documents from before. */
  code: z.string(),
  reasonCode: z.string(),
  /** Number of the certificate, or the VAT number. */
  evidence: z.string(),
  base: minorUnits,
  tax: minorUnits,
});

export const documentKind = z.enum(documentKinds);
export const invoiceState = z.enum(['draft', 'final', 'void']);
export const paymentStateSchema = z.enum(['unpaid', 'partly_paid', 'paid', 'written_off']);
export const pdfState = z.enum(['none', 'queued', 'ready', 'failed']);

export const clientIds = z.array(idOf('client')).min(1, 'Choose at least one client.').max(10_000);
export const invoiceIds = z.array(idOf('invoice')).min(1, 'Choose at least one invoice.').max(500);
