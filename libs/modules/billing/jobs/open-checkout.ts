import { defineJob, z } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { portalAddress } from '@kelp/tenants';
import { openProvider, providerRow } from '../providers/open-provider';
import { paymentAttempts } from '../tables/providers';

/** Asks the provider for its payment page. The attempt's id is the key there, so that a repeat is the same page. */
export const openCheckout = defineJob({
  name: 'payment.open_checkout',
  queue: 'default',
  input: z.object({ attemptId: z.uuid() }),
  key: ({ attemptId }) => attemptId,
  attempts: 4,
  process: async (unit, { attemptId }) => {
    const { attempt, row, items, root } = await unit.transaction(async (ctx) => {
      const found = await ctx.db.get(paymentAttempts, attemptId);
      return {
        attempt: found,
        root: await portalAddress(ctx),
        row: await providerRow(ctx, found.provider),
        items: await ctx.db.rows<{ name: string; amount: bigint }>(
          sql`select i.number_text as name, p.amount from payment_attempt_parts p
              join invoices i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
              where p.tenant_id = ${ctx.tenant} and p.attempt_id = ${attemptId} order by i.number_text`,
        ),
      };
    });
    if (attempt.state !== 'opening') return;
    const back = `${root}/client-portal/payments/${attemptId}`;
    try {
      const { id, url, expiresAt } = await (
        await openProvider(unit.tenant, row)
      ).openCheckout({
        ...{ attemptId, tenant: unit.tenant, currency: attempt.currency, items, locale: attempt.locale, email: null },
        successUrl: `${back}?back=success`,
        cancelUrl: `${back}?back=cancelled`,
      });
      await unit.transaction(async (ctx) => {
        const now = await ctx.db.lock(paymentAttempts, attemptId);
        const state = now.state === 'opening' ? ('open' as const) : now.state;
        await ctx.db.update(paymentAttempts, attemptId, { state, checkoutId: id, checkoutUrl: url, expiresAt });
        ctx.touch('payment');
      });
    } catch (error) {
      const isFinal = unit.isLastAttempt || (isAppError(error) && error.id === 'payment_provider.refused');
      if (!isFinal) throw error;
      const failure = isAppError(error) ? error.message : 'The payment page could not be opened.';
      await unit.transaction(async (ctx) => {
        await ctx.db.update(paymentAttempts, attemptId, { state: 'failed', failure });
        ctx.touch('payment');
      });
    }
  },
});
