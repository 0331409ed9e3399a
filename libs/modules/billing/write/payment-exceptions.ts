import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { paymentExceptions, type ExceptionKind } from '../tables/providers';

interface NewException {
  provider: string;
  kind: ExceptionKind;
  reference: string;
  sentence: string;
  paymentRef?: string | null;
  currency?: string | null;
  amount?: bigint | null;
  expected?: bigint | null;
  clientId?: string | null;
  attemptId?: string | null;
  paymentId?: string | null;
}

/** Puts what does not add up before a person; the same thing again is the same exception. */
export async function openException(ctx: Ctx, one: NewException): Promise<void> {
  const { provider, kind, reference } = one;
  await ctx.db.rows(
    sql`insert into payment_exceptions (tenant_id, id, provider, kind, reference, sentence, payment_ref, currency, amount, expected, client_id,
          attempt_id, payment_id, opened_at)
        values (${ctx.tenant}, ${ctx.newId()}, ${provider}, ${kind}, ${reference}, ${one.sentence}, ${one.paymentRef ?? null}, ${one.currency ?? null},
          ${one.amount ?? null}, ${one.expected ?? null}, ${one.clientId ?? null}, ${one.attemptId ?? null}, ${one.paymentId ?? null}, ${ctx.now()})
        on conflict (tenant_id, provider, kind, reference) do nothing`,
  );
  ctx.touch('payment');
}

/** Settles an open exception; nothing when there is none. */
export async function settleException(
  ctx: Ctx,
  where: { provider: string; kind: ExceptionKind; reference: string },
  resolution: string,
): Promise<void> {
  const known = await ctx.db.find(paymentExceptions, where);
  if (!known || known.resolvedAt) return;
  await ctx.db.update(paymentExceptions, known.id, {
    resolution,
    resolvedBy: ctx.actor.name,
    resolvedAt: ctx.now(),
  });
  ctx.touch('payment');
}
