import { defineJob, z } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { openProvider, providerRow } from '../providers/open-provider';
import { payments } from '../tables';
import { providerRefunds } from '../tables/providers';
import { failRefund } from '../write/fail-refund';
import { takeRefund } from '../write/take-refund';

/** Asks the provider to send money back; our id is the key there, so that a repeat sends nothing twice. */
export const sendRefund = defineJob({
  name: 'payment.send_refund',
  queue: 'default',
  input: z.object({ id: z.uuid() }),
  key: ({ id }) => id,
  process: async (unit, { id }) => {
    const { asked, payment, row } = await unit.transaction(async (ctx) => {
      const found = await ctx.db.get(providerRefunds, id);
      const of = await ctx.db.get(payments, found.paymentId);
      return { asked: found, payment: of, row: await providerRow(ctx, found.provider) };
    });
    if (asked.state !== 'waiting') return;
    const { amount, currency } = asked;
    try {
      const request = { id, paymentRef: payment.providerRef, amount, currency };
      const fact = await (await openProvider(unit.tenant, row)).refund(request);
      await unit.transaction((ctx) => takeRefund(ctx, asked.provider, { ...fact, ourRefundId: id }));
    } catch (error) {
      // Only what the provider has refused is certain not to have happened; what is unknown is asked again, in the end by the nightly comparison.
      if (!isAppError(error) || error.id !== 'payment_provider.refused') throw error;
      await unit.transaction((ctx) => failRefund(ctx, id, error.message));
    }
  },
});
