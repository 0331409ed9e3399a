import {
  abilities,
  contract,
  currencyCode,
  idOf,
  instant,
  lineOfText,
  localDate,
  minorUnits,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';
import { tradeDate } from '@kelp/catalog/contract';
import { paymentMethod } from './payment-contracts';
import { reference } from './shapes';

const reason = lineOfText(500);
const positive = minorUnits.refine((amount) => amount > 0n, 'Give an amount of more than zero.');

const creditedLine = z.object({
  position: z.number().int().min(1),
  /** As many of the line as this; without it and without an amount, all that is left. */
  quantity: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, 'Give a number such as 40 or 2.5.')
    .optional(),
  /** Net minor units, without sign. */
  amount: positive.optional(),
});

/**
 * Takes back lines of a final invoice, whole, by quantity or by amount, at the price and tax they were billed at. The credit note gets a
 * number of its own series at once; it lowers what is owed for the invoice, and what is left of it becomes credit of the client.
 */
export const createCreditNote = contract({
  name: 'invoice.credit',
  input: z.object({
    id: idOf('invoice'),
    reason,
    lines: z
      .array(
        creditedLine.refine(({ quantity, amount }) => quantity === undefined || amount === undefined, {
          message: 'Give a quantity or an amount of a line, not both.',
        }),
      )
      .min(1, 'Choose at least one line to credit.')
      .max(1000),
  }),
  output: z.object({ id: z.uuid(), number: z.string(), total: minorUnits, applied: minorUnits, credit: minorUnits }),
});

export const correctionCause = z.enum(['price', 'quantity', 'contract', 'tax', 'other']);

/** Credits a whole invoice and makes a draft of the same lines, to be put right and finalised: both or neither. */
export const correctInvoice = contract({
  name: 'invoice.correct',
  input: z.object({ id: idOf('invoice'), cause: correctionCause, note: z.string().trim().max(400).default('') }),
  output: z.object({ creditNoteId: z.uuid(), creditNote: z.string(), draftId: z.uuid() }),
});

/** What may still be credited of each line of an invoice, signed as on the invoice. */
export const creditableLines = contract({
  name: 'invoice.creditable',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({
    lines: z.array(
      z.object({
        position: z.number(),
        description: z.string(),
        quantity: z.string(),
        unit: z.enum(['piece', 'minute']),
        net: minorUnits,
        tax: minorUnits,
        leftNet: minorUnits,
        leftTax: minorUnits,
      }),
    ),
  }),
});

export const creditSource = z.enum([
  ...(['overpayment', 'prepayment', 'unapplied', 'credit_note', 'adjustment', 'transfer'] as const),
  'opening_credit',
]);
export const creditUseKind = z.enum(['invoice', 'refund', 'expiry', 'transfer', 'void']);

export const creditUse = z.object({
  id: z.uuid(),
  kind: creditUseKind,
  invoice: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  amount: minorUnits,
  at: instant,
  by: z.string(),
  /** Taken back later: it counts no more. */
  isReversed: z.boolean(),
});

export const creditRow = z.object({
  id: z.uuid(),
  client: reference,
  profile: reference.nullable(),
  currency: z.string(),
  amount: minorUnits,
  remaining: minorUnits,
  source: creditSource,
  /** The credit note or the reason it comes from. */
  document: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  reason: z.string(),
  services: z.array(reference),
  expiresOn: localDate.nullable(),
  isExpired: z.boolean(),
  grantedAt: instant,
  grantedBy: z.string(),
  /** The provider of the online payment that it comes from: it can go back that way. */
  provider: z.string().nullable(),
  uses: z.array(creditUse),
});
export type CreditRow = z.output<typeof creditRow>;

/** Credit of clients, the latest first, with what it was used for. */
export const listCredits = contract({
  name: 'credit.list',
  input: z.object({
    clientId: idOf('client').optional(),
    /** True: only what has something left; false: only what is used up. */
    isOpen: z.boolean().optional(),
    ...paging,
  }),
  output: pageOf(creditRow).extend({
    balances: z.array(z.object({ currency: z.string(), remaining: minorUnits })),
    abilities,
  }),
});

/** Credit as a gesture: it costs the workspace, and pays invoices of the client. */
export const giveCredit = contract({
  name: 'credit.give',
  input: z.object({
    clientId: idOf('client'),
    billingProfileId: idOf('billing profile').optional(),
    amount: positive,
    currency: currencyCode,
    reason,
    /** Unusable from this day on. */
    expiresOn: tradeDate.optional(),
    serviceIds: z.array(idOf('service')).max(50).default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

/** Uses credit of the client on an open invoice: all that fits, in the order of expiry, or one lot, or at most an amount. */
export const applyCreditTo = contract({
  name: 'credit.apply',
  input: z.object({ invoiceId: idOf('invoice'), creditId: idOf('credit').optional(), amount: positive.optional() }),
  output: z.object({ used: minorUnits, amountDue: minorUnits }),
});

/** Takes credit off an invoice again, once; the lot has it back and the invoice is owed again. */
export const takeBackCredit = contract({
  name: 'credit.take_back',
  input: z.object({ useId: idOf('use of credit') }),
  output: z.object({ id: z.uuid() }),
});

/** Moves what is left of a credit, or a part, to another client of the family or to another billing profile. It keeps its expiry. */
export const transferCredit = contract({
  name: 'credit.transfer',
  input: z.object({
    id: idOf('credit'),
    toClientId: idOf('client'),
    toBillingProfileId: idOf('billing profile').optional(),
    amount: positive.optional(),
    reason,
  }),
  output: z.object({ id: z.uuid() }),
});

/** Pays credit out. */
export const refundCredit = contract({
  name: 'credit.refund',
  input: z.object({
    id: idOf('credit'),
    amount: positive,
    /** Today without it. */
    refundedOn: localDate.optional(),
    method: paymentMethod.default('bank_transfer'),
    reference: z.string().trim().max(200).default(''),
    note: z.string().max(1000).default(''),
  }),
  output: z.object({ id: z.uuid(), remaining: minorUnits }),
});

/** Takes a payment off an invoice; the money stays with the client as credit, to be used elsewhere or paid back. */
export const unapplyPayment = contract({
  name: 'payment.unapply',
  input: z.object({ paymentId: idOf('payment'), invoiceId: idOf('invoice') }),
  output: z.object({ amount: minorUnits }),
});

/** Enters a credit note that another system gave for an opening balance; all of what is owed without an amount. */
export const creditOpeningBalance = contract({
  name: 'invoice.credit_opening',
  input: z.object({ id: idOf('invoice'), amount: positive.optional(), reason }),
  output: z.object({ id: z.uuid(), amount: minorUnits, amountDue: minorUnits }),
});

/** Gives up what is still owed for an invoice, or a part of it, with the reason. */
export const writeOffInvoice = contract({
  name: 'invoice.write_off',
  input: z.object({ id: idOf('invoice'), amount: positive.optional(), reason }),
  output: z.object({ id: z.uuid(), amount: minorUnits, amountDue: minorUnits }),
});

/** Takes all write-offs of an invoice back: it is owed again. */
export const undoWriteOff = contract({
  name: 'invoice.undo_write_off',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({ amountDue: minorUnits }),
});
