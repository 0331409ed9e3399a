import type Stripe from 'stripe';
import { AppError, isUuid, refused } from '@kelp/std';
import { fromStripeAmount, toStripeAmount } from './stripe-amount';
import type { CheckoutRequest, PaymentProvider, ProviderEvent, ProviderFact, SeenPayment } from './payment-provider';

/** How many seconds an event may be old when it arrives: what the provider's own programs allow. */
const toleranceSeconds = 300;
const mostCompared = 2000;

/** Where Stripe is; another address only by the operator's environment, for tests and the demo. */
function serverOf(address: string | undefined) {
  if (!address) return {};
  const { protocol, hostname, port } = new URL(address);
  return { protocol: protocol === 'http:' ? ('http' as const) : ('https' as const), host: hostname, port };
}

/** What went wrong, as a sentence; `unavailable` when trying again may help. */
function failureOf(error: unknown): AppError {
  const { type, message } = error as { type?: string; message?: string };
  const known = ['StripeInvalidRequestError', 'StripeAuthenticationError', 'StripePermissionError', 'StripeCardError'];
  if (type && known.includes(type)) {
    return refused('payment_provider.refused', `Stripe refused: ${(message ?? type).slice(0, 300)}`);
  }
  return new AppError('unavailable', 503, 'Stripe cannot be reached at the moment. Try again in a few minutes.');
}

async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? error : failureOf(error);
  }
}

const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null);
const uuidOf = (text: string | null | undefined): string | null => (text && isUuid(text) ? text : null);

type Outcome = Extract<ProviderFact, { kind: 'checkout' }>['outcome'];

function checkoutFact(session: Stripe.Checkout.Session, outcome: Outcome): ProviderFact {
  const currency = (session.currency ?? '').toUpperCase();
  return {
    kind: 'checkout',
    attemptId: uuidOf(session.client_reference_id),
    checkoutId: session.id,
    outcome,
    paymentRef: idOf(session.payment_intent),
    amount: fromStripeAmount(session.amount_total ?? 0, currency),
    currency,
  };
}

function outcomeOf(session: Stripe.Checkout.Session): Outcome | null {
  if (session.status === 'expired') return 'expired';
  if (session.status !== 'complete') return null;
  return session.payment_status === 'paid' ? 'paid' : 'processing';
}

function refundFact(refund: Stripe.Refund): Extract<ProviderFact, { kind: 'refund' }> {
  const currency = refund.currency.toUpperCase();
  const isLost = refund.status === 'failed' || refund.status === 'canceled';
  return {
    kind: 'refund',
    refundRef: refund.id,
    ourRefundId: uuidOf(refund.metadata?.['kelp_refund']),
    paymentRef: idOf(refund.payment_intent) ?? '',
    outcome: refund.status === 'succeeded' ? 'succeeded' : isLost ? 'failed' : 'waiting',
    amount: fromStripeAmount(refund.amount, currency),
    currency,
    failure: refund.failure_reason ?? null,
  };
}

function disputeFact(dispute: Stripe.Dispute): ProviderFact {
  const currency = dispute.currency.toUpperCase();
  const outcomes: Record<string, 'won' | 'lost'> = { won: 'won', lost: 'lost' };
  const outcome = outcomes[dispute.status] ?? 'open';
  return {
    kind: 'dispute',
    disputeRef: dispute.id,
    paymentRef: idOf(dispute.payment_intent) ?? '',
    outcome,
    reason: dispute.reason,
    amount: fromStripeAmount(dispute.amount, currency),
    currency,
  };
}

function factOf(event: Stripe.Event): ProviderFact {
  switch (event.type) {
    case 'checkout.session.completed':
      return checkoutFact(event.data.object, event.data.object.payment_status === 'paid' ? 'paid' : 'processing');
    case 'checkout.session.async_payment_succeeded':
      return checkoutFact(event.data.object, 'paid');
    case 'checkout.session.async_payment_failed':
      return checkoutFact(event.data.object, 'failed');
    case 'checkout.session.expired':
      return checkoutFact(event.data.object, 'expired');
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundFact(event.data.object);
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return disputeFact(event.data.object);
    default:
      return { kind: 'other', type: event.type };
  }
}

/**
 * A Stripe event out of the raw body of a request, once its signature holds and it is not too old. Needs the secret only. Throws
 * `payment_event.unsigned`.
 */
export async function readStripeEvent(
  body: string,
  signature: string,
  secret: string,
  receivedAt: Date,
): Promise<ProviderEvent> {
  const at = Math.floor(receivedAt.getTime() / 1000);
  let event: Stripe.Event;
  try {
    const { webhooks } = await openStripe('sk_test_none', {});
    event = await webhooks.constructEventAsync(body, signature, secret, toleranceSeconds, undefined, at * 1000);
  } catch {
    throw new AppError(
      'payment_event.unsigned',
      400,
      'This event is not signed with our secret, or it is too old. Check the signing secret in the payment settings.',
    );
  }
  return { id: event.id, happenedAt: new Date(event.created * 1000), fact: factOf(event) };
}

function sessionOf(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const { attemptId, tenant, currency, items } = request;
  const metadata = { kelp_attempt: attemptId, kelp_tenant: tenant };
  return {
    mode: 'payment',
    client_reference_id: attemptId,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    ...(request.email ? { customer_email: request.email } : {}),
    locale: request.locale.startsWith('de') ? 'de' : 'auto',
    metadata,
    payment_intent_data: { metadata },
    line_items: items.map(({ name, amount }) => ({
      quantity: 1,
      price_data: {
        currency: currency.toLowerCase(),
        unit_amount: toStripeAmount(amount, currency),
        product_data: { name },
      },
    })),
  };
}

/** Payments that have succeeded since then and carry this workspace's mark: an account may serve others as well. */
async function paymentsOf(stripe: Stripe, since: Date, tenant: string): Promise<SeenPayment[]> {
  const seen: SeenPayment[] = [];
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const intent of stripe.paymentIntents.list({ created, limit: 100 })) {
    if (intent.status !== 'succeeded' || intent.metadata['kelp_tenant'] !== tenant) continue;
    const currency = intent.currency.toUpperCase();
    seen.push({
      paymentRef: intent.id,
      amount: fromStripeAmount(intent.amount_received, currency),
      currency,
      attemptId: uuidOf(intent.metadata['kelp_attempt']),
      at: new Date(intent.created * 1000),
    });
    if (seen.length > mostCompared) break;
  }
  return seen;
}

/** Stripe's library is large: it is read when the first payment needs it and not when the program starts. */
async function openStripe(key: string, config: Stripe.StripeConfig): Promise<Stripe> {
  const { default: Client } = await import('stripe');
  return new Client(key, config);
}

/** Stripe with its hosted payment page. `address` only for the double of tests and the demo. */
export async function stripeProvider(key: string, address?: string): Promise<PaymentProvider> {
  const stripe = await openStripe(key, {
    maxNetworkRetries: 1,
    timeout: 20_000,
    telemetry: false,
    ...serverOf(address),
  });
  return {
    kind: 'stripe',
    test: () =>
      asking(async () => {
        const account = await stripe.accounts.retrieveCurrent();
        return { accountName: account.settings?.dashboard.display_name ?? account.id };
      }),
    openCheckout: (request) =>
      asking(async () => {
        const idempotencyKey = `kelp-checkout-${request.attemptId}`;
        const session = await stripe.checkout.sessions.create(sessionOf(request), { idempotencyKey });
        if (!session.url) throw refused('payment_provider.refused', 'Stripe gave no payment page.');
        return { id: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000) };
      }),
    readCheckout: (id) =>
      asking(async () => {
        const session = await stripe.checkout.sessions.retrieve(id);
        const outcome = outcomeOf(session);
        return outcome ? checkoutFact(session, outcome) : { kind: 'other', type: 'open' };
      }),
    refund: ({ id, paymentRef, amount, currency }) =>
      asking(async () => {
        const refund = await stripe.refunds.create(
          { payment_intent: paymentRef, amount: toStripeAmount(amount, currency), metadata: { kelp_refund: id } },
          { idempotencyKey: `kelp-refund-${id}` },
        );
        return refundFact(refund);
      }),
    paymentsSince: (since, tenant) => asking(() => paymentsOf(stripe, since, tenant)),
  };
}
