import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { refundThroughProvider } from '../contract';
import { sendRefund } from '../jobs/send-refund';
import { providerRow } from '../providers/open-provider';
import { payments } from '../tables';
import { creditLots } from '../tables/credits';
import { providerRefunds } from '../tables/providers';
import { refundCreditAction } from './move-credit';

/** Pays credit out of an online payment back by the same way. The books say so at once; should the provider refuse, it is credit again. */
export const refundThroughProviderAction = defineAction(refundThroughProvider, {
  permission: 'credit.refund',
  run: async (ctx, { id: lotId, amount, note }) => {
    const lot = await ctx.db.get(creditLots, lotId);
    const payment = lot.paymentId ? await ctx.db.get(payments, lot.paymentId) : null;
    if (payment?.provider !== 'stripe') {
      throw refused(
        'credit.not_online',
        'This credit does not come from an online payment. Pay it back in another way.',
      );
    }
    await providerRow(ctx, payment.provider);
    const done = await ctx.run(refundCreditAction, { id: lotId, amount, method: 'card', reference: '', note });
    const id = ctx.newId();
    const { provider, id: paymentId, currency } = payment;
    await ctx.db.insert(providerRefunds, {
      ...{ id, provider, paymentId, refundId: done.id, lotId, currency, amount },
      state: 'waiting',
      askedBy: ctx.actor.name,
    });
    await ctx.enqueue(sendRefund, { id });
    return { id, remaining: done.remaining };
  },
});
