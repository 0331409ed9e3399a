import { contract, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { reference } from './shapes';

export const leakKind = z.enum(['unapproved', 'blocked', 'uncovered', 'never_billed', 'no_profile']);

export const missingRow = z.object({
  client: reference,
  kind: leakKind,
  currency: z.string(),
  /** Net minor units at stake. */
  amount: minorUnits,
  count: z.number(),
  minutes: z.number(),
  /** What to know, and the next step. */
  sentences: z.array(z.string()),
  /** The contract line that was never billed. */
  contractId: z.uuid().nullable(),
});
export type MissingRow = z.output<typeof missingRow>;

/**
 * Delivered work that a run up to the cut-off date would leave out, by client, the largest amount first: time that waits for approval,
 * documents with blockers, time that no contract covers, and lines in force that no invoice has ever billed.
 */
export const missingRevenue = contract({
  name: 'billing.missing_revenue',
  input: z.object({ cutOff: localDate.optional() }),
  output: z.object({
    cutOff: localDate,
    rows: z.array(missingRow),
    totals: z.array(z.object({ currency: z.string(), amount: minorUnits })),
  }),
});

export const changedLine = z.object({
  description: z.string(),
  change: z.enum(['new', 'gone', 'price', 'quantity', 'period', 'amount']),
  before: z.object({ quantity: z.string(), unitPrice: z.string(), net: minorUnits }).nullable(),
  after: z.object({ quantity: z.string(), unitPrice: z.string(), net: minorUnits }).nullable(),
  difference: minorUnits,
});

export const anomaly = z.enum(['unusual_total', 'tax_is_zero', 'duplicate_line', 'first_invoice', 'order_exceeded']);

export const reviewRow = z.object({
  id: z.uuid(),
  client: reference,
  currency: z.string(),
  net: minorUnits,
  /** Net of the client's last final invoice under the same billing profile; null when this is the first. */
  before: minorUnits.nullable(),
  difference: minorUnits,
  lines: z.array(changedLine),
  anomalies: z.array(anomaly),
  /** Purchase orders that it takes from, with what is left of them beside all drafts (minor units before tax). */
  orders: z.array(z.object({ id: z.uuid(), number: z.string(), taken: minorUnits, remaining: minorUnits })),
  version: z.number(),
});
export type ReviewRow = z.output<typeof reviewRow>;

/** Drafts against the invoice before: what is new, gone or different, the largest difference first; and how many did not change. */
export const reviewDrafts = contract({
  name: 'billing.review',
  input: z.object({}),
  output: z.object({
    rows: z.array(reviewRow),
    /** Drafts without any difference and without an anomaly: they may be finalised in one act. */
    unchangedIds: z.array(z.uuid()),
  }),
});
