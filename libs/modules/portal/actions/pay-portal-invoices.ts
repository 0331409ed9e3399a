import { askingKinds, lookAtCheckout, openAttempt } from '@kelp/billing';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { lookAtPortalPayment, startPortalPayment } from '../contract';
import { ownInvoices } from '../queries/invoice-rows';
import { assertOwnPayment, languageOf } from '../queries/portal-payments';

/** Begins a payment of own open invoices. An invoice of somebody else is as unknown as one that does not exist. */
export const startPortalPaymentAction = defineAction(startPortalPayment, {
  permission: 'portal_billing.pay',
  run: async (ctx, { invoices }) => {
    const ids = [...new Set(invoices.map(({ invoiceId }) => invoiceId))];
    const own = await ctx.db.rows(
      sql`select i.id from invoices i where ${ownInvoices(ctx)} and i.kind = any(${[...askingKinds]}::text[]) and i.id = any(${ids}::uuid[])`,
    );
    if (own.length !== ids.length) throw notFound('invoice');
    return { id: await openAttempt(ctx, invoices, await languageOf(ctx)) };
  },
});

export const lookAtPortalPaymentAction = defineAction(lookAtPortalPayment, {
  permission: 'portal_billing.pay',
  run: async (ctx, { id }) => {
    await assertOwnPayment(ctx, id);
    await ctx.enqueue(lookAtCheckout, { attemptId: id, look: ctx.newId() });
    return {};
  },
});
