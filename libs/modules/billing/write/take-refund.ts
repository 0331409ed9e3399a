import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { formatMoney } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { applyCreditAction } from '../actions/apply-credit';
import { refundCreditAction } from '../actions/move-credit';
import { unapplyPaymentAction } from '../actions/unapply-payment';
import type { ProviderFact } from '../providers/payment-provider';
import { payments } from '../tables';
import { creditLots } from '../tables/credits';
import { providerRefunds } from '../tables/providers';
import { openException, settleException } from './payment-exceptions';
import { failRefund } from './fail-refund';
import type { Taken } from './take-event';
import { lockLots } from './use-credit';

type Refund = Extract<ProviderFact, { kind: 'refund' }>;
type Dispute = Extract<ProviderFact, { kind: 'dispute' }>;
type Payment = Row<typeof payments>;

/** What this payment pays of invoices now. */
const paidBy = (ctx: Ctx, paymentId: string) =>
  ctx.db.rows<{ invoiceId: string; amount: bigint }>(
    sql`select invoice_id, sum(amount)::bigint as amount from payment_allocations where tenant_id = ${ctx.tenant} and payment_id = ${paymentId}
        group by invoice_id having sum(amount) > 0 order by invoice_id`,
  );

/** What is left as credit of this payment. */
async function creditOf(ctx: Ctx, payment: Payment) {
  const own = new Set((await ctx.db.list(creditLots, { paymentId: payment.id })).map(({ id }) => id));
  return (await lockLots(ctx, [payment.clientId])).filter(({ id }) => own.has(id));
}

const sumOf = (rows: readonly { amount: bigint }[]) => rows.reduce((sum, { amount }) => sum + amount, 0n);

/**
 * Takes money out of the books that the provider has sent back without us: out of what is left of the payment as credit, then by taking it off
 * the invoice that it paid. Returns false, having changed nothing, when that is not certain: several invoices, or the money is used.
 */
async function bookRefund(ctx: Ctx, payment: Payment, amount: bigint, reference: string): Promise<boolean> {
  const free = sumOf((await creditOf(ctx, payment)).map(({ remaining }) => ({ amount: remaining })));
  const paid = await paidBy(ctx, payment.id);
  const missing = amount - free;
  const isCertain = missing <= 0n || missing === sumOf(paid) || (paid.length === 1 && missing < sumOf(paid));
  if (!isCertain) return false;
  for (const { invoiceId } of missing > 0n ? paid : []) {
    await ctx.run(unapplyPaymentAction, { paymentId: payment.id, invoiceId });
  }
  let left = amount;
  for (const lot of await creditOf(ctx, payment)) {
    const part = left < lot.remaining ? left : lot.remaining;
    if (part > 0n) {
      await ctx.run(refundCreditAction, { id: lot.id, amount: part, method: 'card', reference, note: '' });
      left -= part;
    }
    const [invoice] = paid;
    if (missing > 0n && invoice && part < lot.remaining) {
      await ctx.run(applyCreditAction, { invoiceId: invoice.invoiceId, creditId: lot.id });
    }
  }
  return true;
}

interface SentBack {
  reference: string;
  amount: bigint;
  currency: string;
  why: string;
}

async function takeSentBack(ctx: Ctx, provider: string, payment: Payment, back: SentBack): Promise<Taken> {
  const { reference, amount, currency } = back;
  if (await ctx.db.find(providerRefunds, { provider, externalId: reference })) {
    return { state: 'ignored', note: 'In the books already.' };
  }
  const isBooked = currency === payment.currency && (await bookRefund(ctx, payment, amount, reference));
  if (!isBooked) {
    const { locale } = await readTenant(ctx);
    const sentence = `${back.why}: ${formatMoney(amount, currency, locale)} of ${payment.providerRef}. It is not certain which invoice or credit it takes; book it by hand, then set this aside.`;
    const { clientId, id: paymentId, providerRef: paymentRef } = payment;
    const facts = { provider, reference, paymentRef, currency, amount, clientId, paymentId };
    await openException(ctx, { ...facts, kind: 'refund_unclear', sentence });
    return { state: 'exception', note: sentence };
  }
  await ctx.db.insert(providerRefunds, {
    ...{ provider, paymentId: payment.id, externalId: reference, currency, amount, state: 'succeeded' as const },
    askedBy: provider,
  });
  ctx.touch('payment');
  return { state: 'done', note: '' };
}

/** Our own refund, confirmed or failed; or one made at the provider's own pages, which goes into the books as it is. */
export async function takeRefund(ctx: Ctx, provider: string, fact: Refund): Promise<Taken> {
  const ours = fact.ourRefundId
    ? await ctx.db.find(providerRefunds, { id: fact.ourRefundId, provider })
    : await ctx.db.find(providerRefunds, { provider, externalId: fact.refundRef });
  if (ours) {
    if (fact.outcome === 'failed') {
      await failRefund(ctx, ours.id, fact.failure ?? 'The bank did not take it.');
    } else if (ours.state === 'waiting') {
      const state = fact.outcome === 'succeeded' ? ('succeeded' as const) : ours.state;
      await ctx.db.update(providerRefunds, ours.id, { state, externalId: fact.refundRef });
      ctx.touch('payment');
    }
    return { state: 'done', note: '' };
  }
  if (fact.outcome !== 'succeeded') return { state: 'ignored', note: `A refund that is ${fact.outcome}.` };
  const payment = await ctx.db.find(payments, { provider, providerRef: fact.paymentRef });
  if (!payment) return { state: 'waiting', note: 'The payment is not in the books yet.' };
  const { refundRef: reference, amount, currency } = fact;
  return takeSentBack(ctx, provider, payment, { reference, amount, currency, why: 'Refunded at the provider' });
}

/** A client's bank asks the money back: a person hears of it; when it is lost, the money leaves the books as it left the account. */
export async function takeDispute(ctx: Ctx, provider: string, fact: Dispute): Promise<Taken> {
  const payment = await ctx.db.find(payments, { provider, providerRef: fact.paymentRef });
  if (!payment) return { state: 'waiting', note: 'The payment is not in the books yet.' };
  const { disputeRef: reference, amount, currency, paymentRef } = fact;
  const { locale } = await readTenant(ctx);
  const { clientId, id: paymentId } = payment;
  if (fact.outcome === 'open') {
    const sentence = `The client's bank disputes ${formatMoney(amount, currency, locale)} (${fact.reason.replaceAll('_', ' ')}). Answer it in the provider's own pages before it lapses.`;
    const facts = { provider, reference, paymentRef, currency, amount, clientId, paymentId };
    await openException(ctx, { ...facts, kind: 'dispute', sentence });
    return { state: 'exception', note: sentence };
  }
  await settleException(ctx, { provider, kind: 'dispute', reference }, fact.outcome === 'won' ? 'Won.' : 'Lost.');
  if (fact.outcome === 'won') return { state: 'done', note: '' };
  return takeSentBack(ctx, provider, payment, { reference, amount, currency, why: 'A dispute was lost' });
}
