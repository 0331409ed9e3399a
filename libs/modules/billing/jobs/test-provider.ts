import { defineJob, z } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { openProvider, providerRow } from '../providers/open-provider';
import { paymentProviders } from '../tables/providers';

/** Asks a provider who the key belongs to and writes the answer on the row. */
export const testProvider = defineJob({
  name: 'payment.test_provider',
  queue: 'default',
  input: z.object({ test: z.uuid(), kind: z.string() }),
  key: ({ test }) => test,
  attempts: 1,
  process: async (unit, { kind }) => {
    const row = await unit.transaction((ctx) => providerRow(ctx, kind));
    const answer = await Promise.resolve()
      .then(async () => (await openProvider(unit.tenant, row)).test())
      .then(
        ({ accountName }) => ({ testState: 'ok' as const, testText: null, accountName }),
        (error: unknown) => ({
          testState: 'failed' as const,
          testText: isAppError(error) ? error.message : 'The test could not be made.',
        }),
      );
    await unit.transaction(async (ctx) => {
      await ctx.db.update(paymentProviders, row.id, { ...answer, testedAt: ctx.now() });
      ctx.touch('payment_provider');
    });
  },
});
