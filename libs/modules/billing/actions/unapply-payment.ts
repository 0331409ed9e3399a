import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { unapplyPayment } from '../contract';
import { unapplyPostings } from '../domain/postings';
import { invoices, paymentAllocations, payments } from '../tables';
import { creditLots } from '../tables/credits';
import { bookEntries } from '../write/book-entries';

/** Takes a payment off an invoice: mirror rows of what it paid there, and credit of the client for each. */
export const unapplyPaymentAction = defineAction(unapplyPayment, {
  permission: 'payment.update',
  run: async (ctx, { paymentId, invoiceId }) => {
    const payment = await ctx.db.get(payments, paymentId);
    const { clientId, currency } = payment;
    await ctx.db.lock(clients, clientId);
    await ctx.db.lock(invoices, invoiceId);
    const living = await ctx.db.rows<{ id: string; amount: bigint }>(
      sql`select a.id, a.amount from payment_allocations a
          where a.tenant_id = ${ctx.tenant} and a.payment_id = ${paymentId} and a.invoice_id = ${invoiceId} and a.reversal_of is null
            and not exists (select from payment_allocations r where r.tenant_id = a.tenant_id and r.reversal_of = a.id)`,
    );
    if (living.length === 0)
      throw refused('payment.not_there', 'This payment is not on this invoice any more. Reload.');
    const parts = living.map((row) => ({ ...row, backId: ctx.newId(), lotId: ctx.newId() }));
    await ctx.db.insertMany(
      paymentAllocations,
      parts.map(({ id, amount, backId }) => ({
        ...{ id: backId, paymentId, invoiceId, amount: -amount, reversalOf: id },
        allocatedAt: ctx.now(),
      })),
    );
    await ctx.db.insertMany(
      creditLots,
      parts.map(({ amount, backId, lotId }) => ({
        ...{ id: lotId, clientId, currency, amount, source: 'unapplied' as const, sourceId: backId, paymentId },
        grantedAt: ctx.now(),
        grantedBy: ctx.actor.name,
      })),
    );
    await bookEntries(
      ctx,
      parts.map(({ amount, backId, lotId }) => ({
        ...{ kind: 'unapply' as const, sourceId: backId, clientId, invoiceId, paymentId, lotId, currency },
        postings: unapplyPostings({ clientId, currency }, amount),
      })),
    );
    ctx.touch('invoice');
    ctx.touch('payment');
    ctx.touch('credit');
    return { amount: parts.reduce((sum, { amount }) => sum + amount, 0n) };
  },
});
