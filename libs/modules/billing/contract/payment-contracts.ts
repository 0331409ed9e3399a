import {
  contract,
  csvPage,
  currencyCode,
  idOf,
  instant,
  localDate,
  minorUnits,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';
import { reference } from './shapes';

export const paymentMethod = z.enum(['bank_transfer', 'card', 'cash', 'check', 'direct_debit', 'other']);

/**
 * Money that arrived. It pays the named invoices, or the client's oldest ones first; what is left becomes credit of the client.
 * The same `provider` and `reference` again is the same payment.
 */
export const recordPayment = contract({
  name: 'payment.record',
  input: z.object({
    clientId: idOf('client'),
    amount: minorUnits.refine((amount) => amount > 0n, 'A payment is more than zero.'),
    currency: currencyCode,
    /** Today without it. */
    receivedOn: localDate.optional(),
    method: paymentMethod.default('bank_transfer'),
    provider: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Give a short name such as bank.')
      .default('manual'),
    /** The provider's own id, or what stands on the bank statement; made up when there is none. */
    reference: z.string().trim().max(200).optional(),
    note: z.string().max(1000).default(''),
    /** A prepayment pays no open invoice: all of it is credit of the client, for invoices to come. */
    purpose: z.enum(['payment', 'prepayment']).optional(),
    /** The day on which what becomes credit expires; it never does without one. */
    creditExpiresOn: localDate.optional(),
    invoices: z
      .array(z.object({ invoiceId: idOf('invoice'), amount: minorUnits }))
      .max(200)
      .optional(),
  }),
  output: z.object({
    id: z.uuid(),
    isNew: z.boolean(),
    uses: z.array(z.object({ invoiceId: z.uuid(), amount: minorUnits })),
    credit: minorUnits,
  }),
});

export const paymentRow = z.object({
  id: z.uuid(),
  client: reference,
  amount: minorUnits,
  currency: z.string(),
  receivedOn: localDate,
  method: z.string(),
  provider: z.string(),
  reference: z.string(),
  note: z.string(),
  /** What is left of it as credit of the client. */
  unapplied: minorUnits,
  uses: z.array(z.object({ invoiceId: z.uuid(), number: z.string(), amount: minorUnits })),
});

export type PaymentRow = z.output<typeof paymentRow>;

export const listPayments = contract({
  name: 'payment.list',
  input: z.object({
    clientId: idOf('client').optional(),
    /** Only those of which something is left as credit. */
    isUnapplied: z.boolean().optional(),
    ...paging,
  }),
  output: pageOf(paymentRow),
});

export const transactionType = z.enum([
  'invoice',
  'credit_note',
  'void',
  'payment',
  'unapply',
  'credit',
  'credit_back',
  'refund',
  'refund_back',
  'adjustment',
  'expiry',
  'transfer_out',
  'transfer_in',
  'write_off',
  'write_off_back',
  'opening_balance',
  'opening_credit',
]);

/**
 * What changed a client's account. `owed` is what the client owes more (or less), `credit` what it has more (or less) in credit, `amount` the
 * one less the other. `balance` only for one client and currency.
 */
export const transactionRow = z.object({
  id: z.uuid(),
  at: instant,
  type: transactionType,
  client: reference,
  invoice: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  paymentId: z.uuid().nullable(),
  creditId: z.uuid().nullable(),
  amount: minorUnits,
  owed: minorUnits,
  credit: minorUnits,
  currency: z.string(),
  actor: z.string(),
  balance: minorUnits.nullable(),
});
export type TransactionRow = z.output<typeof transactionRow>;

export const listTransactions = contract({
  name: 'transaction.list',
  input: z.object({
    clientId: idOf('client').optional(),
    invoiceId: idOf('invoice').optional(),
    type: transactionType.optional(),
    ...paging,
  }),
  output: pageOf(transactionRow),
});

/** The same as a table for a spreadsheet; amounts in the currency's own unit. */
export const exportTransactions = contract({
  name: 'transaction.export',
  input: z.object({
    clientId: idOf('client').optional(),
    type: transactionType.optional(),
    after: z.string().max(500).optional(),
  }),
  output: csvPage,
});
