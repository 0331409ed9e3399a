import { defineJob, defineSchedule, z, type Ctx, type JobUnit } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { formatMoney, isAppError } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { openProvider } from '../providers/open-provider';
import type { SeenPayment } from '../providers/payment-provider';
import { payments } from '../tables';
import { paymentProviders, providerComparisons } from '../tables/providers';
import { openException } from '../write/payment-exceptions';

const day = 24 * 3600_000;
/** Every night looks back over three days, so that a night without the provider is made up for. */
const lookBack = 3 * day;
/** What is younger may still be on its way as an event. */
const settling = 30 * 60_000;

interface Looked {
  provider: string;
  since: Date;
  seen: SeenPayment[];
}

async function compare(ctx: Ctx, { provider, since, seen }: Looked): Promise<number> {
  const { locale } = await readTenant(ctx);
  const refs = seen.map(({ paymentRef }) => paymentRef);
  const known = new Map(
    (await ctx.db.list(payments, { provider, providerRef: refs })).map((payment) => [payment.providerRef, payment]),
  );
  const until = ctx.now().getTime() - settling;
  let differences = 0;
  for (const { paymentRef, amount, currency, attemptId, at } of seen) {
    const payment = known.get(paymentRef);
    const shown = formatMoney(amount, currency, locale);
    const facts = { provider, reference: paymentRef, paymentRef, amount, currency };
    if (!payment && at.getTime() < until) {
      differences += 1;
      const attempt = await ctx.db.maybe<{ id: string; clientId: string }>(
        sql`select id, client_id from payment_attempts where tenant_id = ${ctx.tenant} and id = ${attemptId}`,
      );
      const sentence = `The provider has ${shown} that is not in the books. Record it for its client.`;
      const whose = attempt ? { attemptId: attempt.id, clientId: attempt.clientId } : {};
      await openException(ctx, { ...facts, ...whose, kind: 'missing_in_books', sentence });
    } else if (payment && (payment.amount !== amount || payment.currency !== currency)) {
      differences += 1;
      const booked = formatMoney(payment.amount, payment.currency, locale);
      const sentence = `The provider has ${shown}, the books have ${booked}. Correct the payment by hand, then set this aside.`;
      const { clientId, id: paymentId } = payment;
      await openException(ctx, {
        ...facts,
        clientId,
        paymentId,
        expected: payment.amount,
        kind: 'books_differ',
        sentence,
      });
    }
  }
  return differences + (await findMissing(ctx, { provider, since, seen }, locale));
}

/** Payments of these days that the books have and the provider does not know. */
async function findMissing(ctx: Ctx, { provider, since, seen }: Looked, locale: string): Promise<number> {
  const from = new Date(since.getTime() + day);
  const missing = await ctx.db.rows<Row<typeof payments>>(
    sql`select * from payments where tenant_id = ${ctx.tenant} and provider = ${provider} and created_at > ${from}
        and provider_ref <> all(${seen.map(({ paymentRef }) => paymentRef)}::text[])`,
  );
  for (const { providerRef, amount, currency, clientId, id: paymentId } of missing) {
    const shown = formatMoney(amount, currency, locale);
    const sentence = `The books have ${shown} that the provider does not know. Find out where it came from, then set this aside.`;
    const facts = { provider, reference: providerRef, paymentRef: providerRef, amount, currency, clientId, paymentId };
    await openException(ctx, { ...facts, kind: 'missing_at_provider', sentence });
  }
  return missing.length;
}

async function compareOne(unit: JobUnit, row: Row<typeof paymentProviders>): Promise<void> {
  const now = await unit.transaction((ctx) => Promise.resolve(ctx.now()));
  const since = new Date(now.getTime() - lookBack);
  const base = { provider: row.kind, compared: { comparedAt: now, comparedSince: since } };
  try {
    const seen = await (await openProvider(unit.tenant, row)).paymentsSince(since, unit.tenant);
    await unit.transaction(async (ctx) => {
      const differences = await compare(ctx, { provider: row.kind, since, seen });
      await ctx.db.insertMany(providerComparisons, [
        { id: ctx.newId(), provider: base.provider, ...base.compared, seen: seen.length, differences },
      ]);
      ctx.touch('payment_provider');
    });
  } catch (error) {
    const failure = isAppError(error) ? error.message : 'The comparison could not be made.';
    await unit.transaction(async (ctx) => {
      const values = { id: ctx.newId(), provider: base.provider, ...base.compared, seen: 0, differences: 0, failure };
      await ctx.db.insertMany(providerComparisons, [values]);
      ctx.touch('payment_provider');
    });
    if (!isAppError(error)) throw error;
  }
}

/** Compares what the providers took in the last days with the books; each difference waits for a person. */
export const compareProvider = defineJob({
  name: 'payment.compare_provider',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  attempts: 3,
  process: async (unit) => {
    const rows = await unit.transaction((ctx) => ctx.db.list(paymentProviders, { isActive: true }));
    for (const row of rows) await compareOne(unit, row);
  },
});

export const compareProviderEveryNight = defineSchedule(
  'payment.compare_provider',
  '50 3 * * *',
  'UTC',
  compareProvider,
);
