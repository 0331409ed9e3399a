import { clients } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { dismissPaymentException, recordPaymentException } from '../contract';
import { isRecordable } from '../domain/recordable-exception';
import { payments } from '../tables';
import { paymentAttempts, paymentExceptions } from '../tables/providers';
import { takeWaiting } from '../write/take-event';
import { recordPaymentAction } from './record-payment';

async function lockOpen(ctx: Ctx, id: string) {
  const one = await ctx.db.lock(paymentExceptions, id);
  if (one.resolvedAt) {
    throw refused('payment_exception.resolved', `${one.resolvedBy} has settled this already: ${one.resolution}`);
  }
  return one;
}

const settled = (ctx: Ctx, resolution: string) => ({ resolution, resolvedBy: ctx.actor.name, resolvedAt: ctx.now() });

/** What arrived goes into the books of the chosen client, as much as arrived. */
export const recordPaymentExceptionAction = defineAction(recordPaymentException, {
  permission: 'payment.create',
  run: async (ctx, { id, clientId, receivedOn }) => {
    const client = await ctx.db.get(clients, clientId);
    const one = await lockOpen(ctx, id);
    const { provider, paymentRef, amount, currency } = one;
    if (!isRecordable(one) || amount === null || currency === null || paymentRef === null) {
      throw refused(
        'payment_exception.not_money',
        'There is no money to record here. Settle it by hand, then set it aside.',
      );
    }
    if (await ctx.db.find(payments, { provider, providerRef: paymentRef })) {
      throw refused('payment_exception.in_books', 'This payment is in the books meanwhile. Set this aside.');
    }
    const { id: paymentId } = await ctx.run(recordPaymentAction, {
      ...{ clientId, amount, currency, provider, reference: paymentRef, method: 'card' as const, note: '' },
      ...(receivedOn ? { receivedOn } : {}),
    });
    if (one.attemptId) {
      await ctx.db.update(paymentAttempts, one.attemptId, { state: 'paid', paymentId, failure: null });
    }
    await takeWaiting(ctx, provider, paymentRef);
    await ctx.db.update(paymentExceptions, id, { paymentId, ...settled(ctx, `Recorded for ${client.name}.`) });
    ctx.touch('payment');
    return { paymentId };
  },
});

/** Set aside with a reason: the books stay as they are. */
export const dismissPaymentExceptionAction = defineAction(dismissPaymentException, {
  permission: 'payment.update',
  run: async (ctx, { id, note }) => {
    await lockOpen(ctx, id);
    await ctx.db.update(paymentExceptions, id, settled(ctx, note));
    ctx.touch('payment');
    return { id };
  },
});
