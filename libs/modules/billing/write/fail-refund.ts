import type { Ctx } from '@kelp/kernel';
import { formatMoney } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { mirrorPostings, refundPostings } from '../domain/postings';
import { creditUses, refunds } from '../tables/credits';
import { providerRefunds } from '../tables/providers';
import { bookEntries } from './book-entries';
import { lockAccounts } from './lock-accounts';
import { openException } from './payment-exceptions';

/** A refund that the provider did not make: the money is credit of the client again, once, and a person hears of it. */
export async function failRefund(ctx: Ctx, id: string, failure: string): Promise<void> {
  const asked = await ctx.db.get(providerRefunds, id);
  if (!asked.refundId || asked.state === 'failed') return;
  const [refund] = await ctx.db.list(refunds, { id: asked.refundId });
  if (!refund) return;
  const { clientId, currency, amount, useId, paymentId } = refund;
  await lockAccounts(ctx, [clientId]);
  if ((await ctx.db.lock(providerRefunds, id)).state === 'failed') return;
  const backId = ctx.newId();
  const lotId = asked.lotId ?? '';
  const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
  await ctx.db.insertMany(creditUses, [
    { id: backId, lotId, kind: 'reversal', amount: -amount, reversalOf: useId, ...by },
  ]);
  const entry = {
    kind: 'refund_back' as const,
    sourceId: backId,
    clientId,
    invoiceId: null,
    paymentId,
    lotId,
    currency,
  };
  const postings = mirrorPostings(refundPostings({ clientId, currency }, amount, 'credit_liability'));
  await bookEntries(ctx, [{ ...entry, postings }]);
  await ctx.db.update(providerRefunds, id, { state: 'failed', failure: failure.slice(0, 500) });
  const { locale } = await readTenant(ctx);
  await openException(ctx, {
    ...{
      provider: asked.provider,
      kind: 'refund_failed' as const,
      reference: id,
      clientId,
      currency,
      amount,
      paymentId,
    },
    sentence: `A refund of ${formatMoney(amount, currency, locale)} failed: ${failure.slice(0, 300)} The money is credit of the client again; pay it back in another way.`,
  });
  ctx.touch('credit');
}
