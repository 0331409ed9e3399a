import {
  bareTenantColumns,
  bigint,
  boolean,
  instant,
  integer,
  json,
  tenantColumns,
  text,
  uuid,
} from '@kelp/platform/db';

export type AttemptState = 'opening' | 'open' | 'processing' | 'paid' | 'failed' | 'expired' | 'review';
export type ExceptionKind =
  | 'amount_differs'
  | 'unknown_payment'
  | 'refund_unclear'
  | 'refund_failed'
  | 'dispute'
  | 'missing_in_books'
  | 'missing_at_provider'
  | 'books_differ';

/** Keys are sealed with the installation's key and never given out; the audit trail keeps them out as well. */
export const paymentProviders = tenantColumns(
  'payment_providers',
  {
    kind: text<'stripe'>(),
    isActive: boolean().withDefault(),
    sealedKey: text().withDefault(),
    sealedSecret: text().withDefault(),
    /** The last characters of the key, to tell keys apart. */
    keyHint: text().withDefault(),
    isLive: boolean().withDefault(),
    /** Currencies in which it takes payments; none: all of them. */
    currencies: json<string[]>().withDefault(),
    allowsPartial: boolean().withDefault(),
    accountName: text().withDefault(),
    testState: text<'running' | 'ok' | 'failed'>().orNull(),
    testText: text().orNull(),
    testedAt: instant().orNull(),
  },
  {
    noun: 'payment provider',
    secret: ['sealedKey', 'sealedSecret'],
    isAudited: false,
    conflicts: { payment_providers_kind_unique: 'This provider is set up already. Reload.' },
  },
);

/** A payment that a client began in the portal. Its money counts once the provider has confirmed it. */
export const paymentAttempts = tenantColumns(
  'payment_attempts',
  {
    provider: text(),
    clientId: uuid(),
    currency: text(),
    amount: bigint(),
    state: text<AttemptState>().withDefault(),
    locale: text(),
    startedBy: text(),
    startedById: uuid().orNull(),
    checkoutId: text().orNull(),
    checkoutUrl: text().orNull(),
    expiresAt: instant().orNull(),
    paymentId: uuid().orNull(),
    failure: text().orNull(),
  },
  { noun: 'online payment', isAudited: false },
);

/** Insert only. What the attempt pays of each invoice. */
export const paymentAttemptParts = bareTenantColumns(
  'payment_attempt_parts',
  { attemptId: uuid(), invoiceId: uuid(), amount: bigint() },
  { isAudited: false },
);

/** What a provider told us, each event once; only the facts that we need, never personal data. */
export const providerEvents = bareTenantColumns(
  'provider_events',
  {
    id: uuid(),
    provider: text(),
    eventId: text(),
    kind: text(),
    paymentRef: text().orNull(),
    facts: json<unknown>(),
    happenedAt: instant(),
    receivedAt: instant(),
    state: text<'new' | 'done' | 'ignored' | 'waiting' | 'exception'>().withDefault(),
    note: text().withDefault(),
  },
  { isAudited: false, noun: 'event of a provider' },
);

/** A refund through a provider: asked for by us, or made at the provider's own pages (then it is in the books as it arrives). */
export const providerRefunds = tenantColumns(
  'provider_refunds',
  {
    provider: text(),
    paymentId: uuid(),
    refundId: uuid().orNull(),
    lotId: uuid().orNull(),
    externalId: text().orNull(),
    currency: text(),
    amount: bigint(),
    state: text<'waiting' | 'succeeded' | 'failed'>(),
    failure: text().orNull(),
    askedBy: text(),
  },
  { noun: 'refund through a provider' },
);

/** What does not add up between provider and books: a person decides, never a guess. */
export const paymentExceptions = tenantColumns(
  'payment_exceptions',
  {
    provider: text(),
    kind: text<ExceptionKind>(),
    /** The provider's own id of what is wrong; one exception of a kind for each. */
    reference: text(),
    sentence: text(),
    paymentRef: text().orNull(),
    currency: text().orNull(),
    amount: bigint().orNull(),
    expected: bigint().orNull(),
    clientId: uuid().orNull(),
    attemptId: uuid().orNull(),
    paymentId: uuid().orNull(),
    openedAt: instant(),
    resolution: text().orNull(),
    resolvedBy: text().orNull(),
    resolvedAt: instant().orNull(),
  },
  { noun: 'payment exception' },
);

/** Insert only. Each nightly look at what the provider has and what the books have. */
export const providerComparisons = bareTenantColumns(
  'provider_comparisons',
  {
    id: uuid(),
    provider: text(),
    comparedAt: instant(),
    comparedSince: instant(),
    seen: integer(),
    differences: integer(),
    failure: text().orNull(),
  },
  { isAudited: false, noun: 'comparison with a provider' },
);

export const providerTables = [
  paymentProviders,
  paymentAttempts,
  paymentAttemptParts,
  providerEvents,
  providerRefunds,
  paymentExceptions,
  providerComparisons,
];
