import {
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
import { reference } from './shapes';

export const providerKind = z.enum(['stripe']);
const currencies = z
  .array(currencyCode)
  .max(50)
  .refine((list) => new Set(list).size === list.length, 'Name each currency once.');

/** Keys never leave the server: only whether they are there, and the last characters of the key. */
export const providerCard = z.object({
  kind: providerKind,
  isActive: z.boolean(),
  hasKey: z.boolean(),
  hasSecret: z.boolean(),
  keyHint: z.string(),
  isLive: z.boolean(),
  /** Currencies in which it takes payments; none: all of them. */
  currencies: z.array(z.string()),
  allowsPartial: z.boolean(),
  accountName: z.string(),
  testState: z.enum(['running', 'ok', 'failed']).nullable(),
  testText: z.string().nullable(),
  testedAt: instant.nullable(),
  /** Where the provider sends its events. */
  eventsUrl: z.string(),
  version: z.number(),
});
export type ProviderCard = z.output<typeof providerCard>;

export const getPaymentProvider = contract({
  name: 'payment_provider.get',
  input: z.object({}),
  output: z.object({
    provider: providerCard.nullable(),
    eventsUrl: z.string(),
    lastComparison: z
      .object({ at: instant, seen: z.number(), differences: z.number(), failure: z.string().nullable() })
      .nullable(),
  }),
});

export const savePaymentProvider = contract({
  name: 'payment_provider.save',
  input: z.object({
    kind: providerKind.default('stripe'),
    version: z.number().int().optional(),
    isActive: z.boolean(),
    /** Left out: the key that is there stays. */
    key: z
      .string()
      .trim()
      .regex(/^(sk|rk)_(test|live)_\w{4,200}$/, 'Paste a secret key of Stripe; it begins with sk_ or rk_.')
      .optional(),
    secret: z
      .string()
      .trim()
      .regex(/^whsec_[\w+/=-]{4,200}$/, 'Paste the signing secret of the webhook; it begins with whsec_.')
      .optional(),
    currencies: currencies.default([]),
    allowsPartial: z.boolean().default(false),
  }),
  output: z.object({ version: z.number() }),
});

export const removePaymentProvider = contract({
  name: 'payment_provider.remove',
  input: z.object({ kind: providerKind.default('stripe') }),
  output: z.object({}),
});

/** Asks the provider who the key belongs to; the answer stands on the card a moment later. */
export const testPaymentProvider = contract({
  name: 'payment_provider.test',
  input: z.object({ kind: providerKind.default('stripe') }),
  output: z.object({}),
});

/** Compares the payments of the last days with the books now, as it happens every night. */
export const comparePaymentProvider = contract({
  name: 'payment_provider.compare',
  input: z.object({ kind: providerKind.default('stripe') }),
  output: z.object({}),
});

export const paymentExceptionKind = z.enum([
  'amount_differs',
  'unknown_payment',
  'refund_unclear',
  'refund_failed',
  'dispute',
  'missing_in_books',
  'missing_at_provider',
  'books_differ',
]);

export const paymentExceptionRow = z.object({
  id: z.uuid(),
  kind: paymentExceptionKind,
  provider: z.string(),
  sentence: z.string(),
  /** The provider's own id of the payment. */
  paymentRef: z.string().nullable(),
  currency: z.string().nullable(),
  amount: minorUnits.nullable(),
  expected: minorUnits.nullable(),
  client: reference.nullable(),
  openedAt: instant,
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: instant.nullable(),
  /** Whether the money may be recorded from here: it has arrived and is in no books yet. */
  isRecordable: z.boolean(),
});
export type PaymentExceptionRow = z.output<typeof paymentExceptionRow>;

export const listPaymentExceptions = contract({
  name: 'payment_exception.list',
  input: z.object({ state: z.enum(['open', 'resolved']).default('open'), ...paging }),
  output: pageOf(paymentExceptionRow).extend({ openCount: z.number() }),
});

/** Puts money that has arrived into the books of a client: its oldest invoices first, the rest as credit. */
export const recordPaymentException = contract({
  name: 'payment_exception.record',
  input: z.object({ id: idOf('payment exception'), clientId: idOf('client'), receivedOn: localDate.optional() }),
  output: z.object({ paymentId: z.uuid() }),
});

export const dismissPaymentException = contract({
  name: 'payment_exception.dismiss',
  input: z.object({ id: idOf('payment exception'), note: lineOfText(500) }),
  output: z.object({ id: z.uuid() }),
});

/** Pays credit back by the way the money came: the provider is asked after this has been saved. */
export const refundThroughProvider = contract({
  name: 'credit.refund_through_provider',
  input: z.object({
    id: idOf('credit'),
    amount: minorUnits.refine((amount) => amount > 0n, 'Give an amount of more than zero.'),
    note: z.string().max(1000).default(''),
  }),
  output: z.object({ id: z.uuid(), remaining: minorUnits }),
});
