import { clients } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { recordPaymentAction } from '../actions/record-payment';
import { paymentAttemptParts, paymentAttempts } from '../tables/providers';

/** What is still owed for the invoices of this attempt: some may have been paid in another way meanwhile. */
async function stillDue(ctx: Ctx, attemptId: string): Promise<{ invoiceId: string; amount: bigint }[]> {
  const parts = await ctx.db.list(paymentAttemptParts, { attemptId }, { orderBy: 'invoiceId' });
  const due = await ctx.db.rows<{ id: string; due: bigint }>(
    sql`select i.id, (i.total - coalesce((select sum(s.amount) from invoice_settlements s
            where s.tenant_id = i.tenant_id and s.invoice_id = i.id), 0))::bigint as due
        from invoices i where i.tenant_id = ${ctx.tenant} and i.state = 'final' and i.id = any(${parts.map(({ invoiceId }) => invoiceId)}::uuid[])`,
  );
  const dueOf = new Map(due.map((row) => [row.id, row.due]));
  return parts.flatMap(({ invoiceId, amount }) => {
    const open = dueOf.get(invoiceId) ?? 0n;
    const used = open < amount ? open : amount;
    return used > 0n ? [{ invoiceId, amount: used }] : [];
  });
}

/**
 * Puts a confirmed payment into the books, once: what the client chose is paid as far as it is still owed, the rest becomes credit.
 */
export async function recordOnlinePayment(
  ctx: Ctx,
  attempt: Row<typeof paymentAttempts>,
  paymentRef: string,
): Promise<void> {
  if (attempt.paymentId) return;
  const { clientId, amount, currency, provider } = attempt;
  await ctx.db.lock(clients, clientId);
  const paid = await ctx.run(recordPaymentAction, {
    ...{ clientId, amount, currency, provider, reference: paymentRef, method: 'card' as const, note: '' },
    invoices: await stillDue(ctx, attempt.id),
  });
  await ctx.db.update(paymentAttempts, attempt.id, { state: 'paid', paymentId: paid.id, failure: null });
}
