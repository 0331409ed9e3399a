import { clients } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { recordPayment } from '../contract';
import { allocatePayment, type OpenInvoice, type PaymentUse } from '../domain/allocate-payment';
import { askingKinds } from '../domain/document-kind';
import { paymentPostings } from '../domain/postings';
import { paymentRecorded } from '../events';
import { today } from '../load/today';
import { invoices, paymentAllocations, payments } from '../tables';
import { creditLots } from '../tables/credits';
import { bookEntries } from '../write/book-entries';

/** The client's open invoices of the currency, locked: two payments at once cannot pay the same cent. */
async function lockOpenInvoices(ctx: Ctx, clientId: string, currency: string): Promise<OpenInvoice[]> {
  const locked = await ctx.db.list(
    invoices,
    { clientId, currency, state: 'final', kind: [...askingKinds] },
    { orderBy: 'id', lock: true },
  );
  const paid = await ctx.db.rows<{ invoiceId: string; amount: bigint }>(
    sql`select invoice_id, sum(amount)::bigint as amount from invoice_settlements
        where tenant_id = ${ctx.tenant} and invoice_id = any(${locked.map(({ id }) => id)}::uuid[]) group by invoice_id`,
  );
  const paidOf = new Map(paid.map(({ invoiceId, amount }) => [invoiceId, amount]));
  return locked.map(({ id, total, dueDate }) => ({ id, currency, dueDate, amountDue: total - (paidOf.get(id) ?? 0n) }));
}

interface Known {
  clientId: string;
  amount: bigint;
  currency: string;
}

/** The answer for a payment that was recorded before; the same reference with other figures is refused. */
async function recorded(ctx: Ctx, provider: string, providerRef: string, wanted: Known) {
  const payment = await ctx.db.find(payments, { provider, providerRef });
  if (!payment) return null;
  if (
    payment.clientId !== wanted.clientId ||
    payment.amount !== wanted.amount ||
    payment.currency !== wanted.currency
  ) {
    throw refused(
      'payment.reference_used',
      `The reference ${providerRef} belongs to another payment. Look at it before you record this one under another reference.`,
    );
  }
  const uses = await ctx.db.rows<PaymentUse>(
    sql`select invoice_id, sum(amount)::bigint as amount from payment_allocations
        where tenant_id = ${ctx.tenant} and payment_id = ${payment.id} group by invoice_id having sum(amount) > 0 order by invoice_id`,
  );
  const used = uses.reduce((sum, use) => sum + use.amount, 0n);
  return { id: payment.id, isNew: false, uses, credit: payment.amount - used };
}

/** Records money, spreads it over open invoices and books it. Idempotent by provider and reference. */
export const recordPaymentAction = defineAction(recordPayment, {
  permission: 'payment.create',
  run: async (ctx, input) => {
    const { clientId, amount, currency, method, provider, note } = input;
    await ctx.db.lock(clients, clientId);
    const id = ctx.newId();
    const providerRef = input.reference || id;
    const known = await recorded(ctx, provider, providerRef, { clientId, amount, currency });
    if (known) return known;
    const open = await lockOpenInvoices(ctx, clientId, currency);
    const chosen = input.purpose === 'prepayment' ? [] : input.invoices;
    const { uses, credit } = allocatePayment({ amount, currency }, open, chosen);
    const receivedOn = input.receivedOn ?? (await today(ctx));
    const recordedBy = ctx.actor.name;
    await ctx.db.insert(payments, {
      id,
      clientId,
      currency,
      amount,
      receivedOn,
      method,
      provider,
      providerRef,
      note,
      recordedBy,
    });
    await ctx.db.insertMany(
      paymentAllocations,
      uses.map((use) => ({ id: ctx.newId(), paymentId: id, ...use, allocatedAt: ctx.now() })),
    );
    await ctx.db.insertMany(
      creditLots,
      credit === 0n
        ? []
        : [
            {
              id: ctx.newId(),
              clientId,
              currency,
              amount: credit,
              source: input.purpose === 'prepayment' ? 'prepayment' : 'overpayment',
              sourceId: id,
              paymentId: id,
              expiresOn: input.creditExpiresOn ?? null,
              grantedAt: ctx.now(),
              grantedBy: ctx.actor.name,
            },
          ],
    );
    const entry = { kind: 'payment' as const, sourceId: id, clientId, invoiceId: null, paymentId: id, currency };
    await bookEntries(ctx, [{ ...entry, postings: paymentPostings({ clientId, currency }, amount, amount - credit) }]);
    const invoiceIds = uses.map(({ invoiceId }) => invoiceId);
    ctx.emit(paymentRecorded, id, { paymentId: id, clientId, currency, amount: amount.toString(), invoiceIds });
    ctx.touch('invoice');
    ctx.touch('credit');
    return { id, isNew: true, uses, credit };
  },
});
