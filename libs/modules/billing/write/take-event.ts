import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { formatMoney } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import type { ProviderFact } from '../providers/payment-provider';
import { paymentAttempts, providerEvents } from '../tables/providers';
import { openException } from './payment-exceptions';
import { recordOnlinePayment } from './record-online-payment';
import { takeDispute, takeRefund } from './take-refund';

/** What became of an event. */
export interface Taken {
  state: 'done' | 'ignored' | 'waiting' | 'exception';
  note: string;
}

type Checkout = Extract<ProviderFact, { kind: 'checkout' }>;

/** JSON cannot hold a bigint: amounts are kept as text. */
export const factToJson = (fact: ProviderFact): unknown =>
  'amount' in fact ? { ...fact, amount: fact.amount.toString() } : fact;

const factFromJson = (json: unknown): ProviderFact => {
  const fact = json as ProviderFact & { amount?: string };
  return 'amount' in fact ? ({ ...fact, amount: BigInt(String(fact.amount)) } as ProviderFact) : fact;
};

const before = new Set(['opening', 'open', 'processing']);

async function takeUnpaid(ctx: Ctx, fact: Checkout, attempt: { id: string; state: string }): Promise<Taken> {
  if (!before.has(attempt.state)) return { state: 'ignored', note: `The payment is ${attempt.state} already.` };
  const state = fact.outcome as 'processing' | 'failed' | 'expired';
  const failure = state === 'failed' ? 'The bank did not confirm this payment. Nothing was paid.' : null;
  await ctx.db.update(paymentAttempts, attempt.id, { state, failure });
  ctx.touch('payment');
  return { state: 'done', note: '' };
}

async function takeCheckout(ctx: Ctx, provider: string, fact: Checkout): Promise<Taken> {
  const known = fact.attemptId ? await ctx.db.find(paymentAttempts, { id: fact.attemptId, provider }) : undefined;
  const { locale } = await readTenant(ctx);
  const got = formatMoney(fact.amount, fact.currency, locale);
  const paymentRef = fact.paymentRef ?? fact.checkoutId;
  const facts = { provider, reference: paymentRef, paymentRef, currency: fact.currency, amount: fact.amount };
  if (!known) {
    if (fact.outcome !== 'paid') return { state: 'ignored', note: 'Not begun here.' };
    const sentence = `${got} arrived that nobody began in the portal. Find out whose it is, then record it or set it aside.`;
    await openException(ctx, { ...facts, kind: 'unknown_payment', sentence });
    return { state: 'exception', note: sentence };
  }
  const attempt = await ctx.db.lock(paymentAttempts, known.id);
  if (fact.outcome !== 'paid') return takeUnpaid(ctx, fact, attempt);
  if (attempt.state === 'paid') return { state: 'ignored', note: 'Recorded before.' };
  if (fact.amount !== attempt.amount || fact.currency !== attempt.currency) {
    const asked = formatMoney(attempt.amount, attempt.currency, locale);
    const sentence = `${got} arrived where ${asked} was asked for. Record what arrived, or set it aside with a reason.`;
    const { id: attemptId, clientId } = attempt;
    await openException(ctx, {
      ...{ ...facts, kind: 'amount_differs' as const, sentence, attemptId, clientId },
      expected: attempt.amount,
    });
    await ctx.db.update(paymentAttempts, attempt.id, { state: 'review' });
    return { state: 'exception', note: sentence };
  }
  await recordOnlinePayment(ctx, attempt, paymentRef);
  await takeWaiting(ctx, provider, paymentRef);
  return { state: 'done', note: '' };
}

function take(ctx: Ctx, provider: string, fact: ProviderFact): Promise<Taken> | Taken {
  switch (fact.kind) {
    case 'checkout':
      return takeCheckout(ctx, provider, fact);
    case 'refund':
      return takeRefund(ctx, provider, fact);
    case 'dispute':
      return takeDispute(ctx, provider, fact);
    case 'other':
      return { state: 'ignored', note: fact.type };
  }
}

/**
 * What a kept event means for the books. Those that came before the payment they speak of wait for it; what does not add up becomes an
 * exception. Nothing when the event was taken before.
 */
export async function takeEvent(ctx: Ctx, id: string): Promise<void> {
  const [event] = await ctx.db.list(providerEvents, { id }, { lock: true });
  if (!event || (event.state !== 'new' && event.state !== 'waiting')) return;
  const { state, note } = await take(ctx, event.provider, factFromJson(event.facts));
  await ctx.db.rows(
    sql`update provider_events set state = ${state}, note = ${note} where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
}

/** Looks again at what the provider told us about this payment before the payment itself. */
export async function takeWaiting(ctx: Ctx, provider: string, paymentRef: string): Promise<void> {
  const waiting = await ctx.db.list(
    providerEvents,
    { provider, paymentRef, state: 'waiting' },
    { orderBy: 'happenedAt' },
  );
  for (const { id } of waiting) await takeEvent(ctx, id);
}
