import { defineJob, z } from '@kelp/kernel';
import { openProvider, providerRow } from '../providers/open-provider';
import { keepEvent } from '../payment-event-handler';
import { paymentAttempts } from '../tables/providers';

/** Asks the provider what an open checkout has come to, for when its event is late or lost. The answer is taken like an event, once. */
export const lookAtCheckout = defineJob({
  name: 'payment.look_at_checkout',
  queue: 'default',
  input: z.object({ attemptId: z.uuid(), look: z.uuid() }),
  key: ({ look }) => look,
  attempts: 2,
  process: async (unit, { attemptId }) => {
    const { attempt, row } = await unit.transaction(async (ctx) => {
      const found = await ctx.db.get(paymentAttempts, attemptId);
      return { attempt: found, row: await providerRow(ctx, found.provider) };
    });
    if (!attempt.checkoutId || (attempt.state !== 'open' && attempt.state !== 'processing')) return;
    const fact = await (await openProvider(unit.tenant, row)).readCheckout(attempt.checkoutId);
    if (fact.kind !== 'checkout') return;
    await unit.transaction((ctx) => {
      const id = `seen:${fact.checkoutId}:${fact.outcome}`;
      return keepEvent(ctx, attempt.provider, { id, happenedAt: ctx.now(), fact });
    });
  },
});
