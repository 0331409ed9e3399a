import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { billingRules } from '../billing-rules';
import { earnedBefore, monthOf, type EarnedOver } from '../domain/earned-revenue';
import type { Posting } from '../domain/postings';
import { today } from '../load/today';
import { revenueChanges, revenueRecognitions, revenueSchedules } from '../tables/deferred-revenue';
import { bookEntries } from './book-entries';

interface Party {
  clientId: string;
  currency: string;
}

const moved = ({ clientId, currency }: Party, amount: bigint): Posting[] => [
  { account: 'deferred_revenue', clientId, currency, amount, taxGroup: null },
  { account: 'revenue', clientId, currency, amount: -amount, taxGroup: null },
];

interface Line extends Party {
  invoiceId: string;
  lineId: string;
  net: bigint;
  invoiceDate: string;
  serviceFrom: string;
  serviceTo: string;
}

/**
 * Lines of final invoices whose service goes on beyond the month of the invoice: their net waits until it is earned. Called in the transaction
 * that finalises, after the books were written; nothing while the workspace does not defer.
 */
export async function deferRevenue(ctx: Ctx, invoiceIds: readonly string[]): Promise<void> {
  if (!(await ctx.setting(billingRules)).defersRevenue) return;
  const lines = await ctx.db.rows<Line>(
    sql`select i.id as invoice_id, l.id as line_id, i.client_id, i.currency, i.invoice_date, l.net, l.service_from, l.service_to
        from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
        where l.tenant_id = ${ctx.tenant} and l.invoice_id = any(${invoiceIds}::uuid[]) and i.kind = 'invoice' and l.net <> 0
          and l.service_to > (date_trunc('month', i.invoice_date) + interval '1 month')::date order by l.invoice_id, l.position`,
  );
  const rows = lines.map((line) => ({ ...line, id: ctx.newId() }));
  await ctx.db.insertMany(
    revenueSchedules,
    rows.map(({ id, invoiceId, lineId, clientId, currency, net, serviceFrom, serviceTo }) => ({
      ...{ id, invoiceId, lineId, clientId, currency, amount: net, serviceFrom, serviceTo },
    })),
  );
  await bookEntries(
    ctx,
    rows.map(({ id, invoiceId, clientId, currency, net }) => ({
      ...{ kind: 'deferral' as const, sourceId: id, clientId, invoiceId, paymentId: null, currency },
      postings: moved({ clientId, currency }, -net),
    })),
  );
}

interface Waiting extends EarnedOver, Party {
  id: string;
  invoiceId: string;
  /** Earned and booked before. */
  recognised: bigint;
}

const livingSql = sql`(s.amount + coalesce((select sum(c.amount) from revenue_changes c where c.tenant_id = s.tenant_id and c.schedule_id = s.id), 0))::bigint`;
const recognisedSql = sql`coalesce((select sum(r.amount) from revenue_recognitions r where r.tenant_id = s.tenant_id and r.schedule_id = s.id), 0)::bigint`;

/** Schedules with what lives of them and what was earned; those of some, or every one that is not earned yet. */
function schedules(ctx: Ctx, ids?: readonly string[]): Promise<Waiting[]> {
  return ctx.db.rows<Waiting>(
    sql`select * from (select s.id, s.invoice_id, s.client_id, s.currency, s.service_from, s.service_to, ${livingSql} as amount,
          ${recognisedSql} as recognised from revenue_schedules s where s.tenant_id = ${ctx.tenant}
          ${ids ? sql`and s.id = any(${ids}::uuid[])` : sql``}) x where x.amount <> x.recognised order by x.id`,
  );
}

/** Books what is earned before the day and was not booked yet: rounded cumulative less what was posted. Again, it books nothing. */
export async function recognise(ctx: Ctx, asOf: string, ids?: readonly string[]): Promise<number> {
  await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`revenue:${ctx.tenant}`}, 0))`);
  const due = (await schedules(ctx, ids)).flatMap((one) => {
    const amount = earnedBefore(one, asOf) - one.recognised;
    return amount === 0n ? [] : [{ ...one, earned: amount, rowId: ctx.newId() }];
  });
  await ctx.db.insertMany(
    revenueRecognitions,
    due.map(({ rowId, id, earned }) => ({ id: rowId, scheduleId: id, asOf, amount: earned, recognisedAt: ctx.now() })),
  );
  await bookEntries(
    ctx,
    due.map(({ rowId, clientId, currency, invoiceId, earned }) => ({
      ...{ kind: 'recognition' as const, sourceId: rowId, clientId, invoiceId, paymentId: null, currency },
      postings: moved({ clientId, currency }, earned),
    })),
  );
  return due.length;
}

interface Change {
  scheduleId: string;
  invoiceId: string;
  clientId: string;
  currency: string;
  amount: bigint;
}

/** Lowers (or restores) what waits, undoes as much of the deferral, and books at once what is earned of the rest. */
async function change(
  ctx: Ctx,
  kind: 'credit' | 'credit_void' | 'void',
  documentId: string,
  changes: readonly Change[],
) {
  const rows = changes.filter(({ amount }) => amount !== 0n).map((one) => ({ ...one, id: ctx.newId() }));
  if (rows.length === 0) return;
  await ctx.db.insertMany(
    revenueChanges,
    rows.map(({ id, scheduleId, amount }) => ({ id, scheduleId, kind, documentId, amount })),
  );
  await bookEntries(
    ctx,
    rows.map(({ id, invoiceId, clientId, currency, amount }) => ({
      ...{ kind: 'deferral_back' as const, sourceId: id, clientId, invoiceId, paymentId: null, currency },
      postings: moved({ clientId, currency }, -amount),
    })),
  );
  const ids = rows.map(({ scheduleId }) => scheduleId);
  const asOf = await ctx.db.maybe<{ asOf: string | null }>(
    sql`select max(as_of) as as_of from revenue_recognitions where tenant_id = ${ctx.tenant} and schedule_id = any(${ids}::uuid[])`,
  );
  await recognise(ctx, asOf?.asOf ?? monthOf(await today(ctx)), ids);
}

/** A credit note takes back lines: what waits of them is less by what is credited. */
export async function unwindCredit(ctx: Ctx, noteId: string): Promise<void> {
  const changes = await ctx.db.rows<Change>(
    sql`select s.id as schedule_id, s.invoice_id, s.client_id, s.currency, sum(n.net)::bigint as amount from invoice_lines n
        join revenue_schedules s on s.tenant_id = n.tenant_id and s.line_id = n.credits_line_id
        where n.tenant_id = ${ctx.tenant} and n.invoice_id = ${noteId} group by s.id, s.invoice_id, s.client_id, s.currency order by s.id`,
  );
  await change(ctx, 'credit', noteId, changes);
}

/** Nothing waits any more of a void invoice; a void credit note gives back what it took. */
export async function unwindVoid(ctx: Ctx, documentId: string): Promise<void> {
  const own = await ctx.db.rows<Change>(
    sql`select s.id as schedule_id, s.invoice_id, s.client_id, s.currency, (- ${livingSql})::bigint as amount from revenue_schedules s
        where s.tenant_id = ${ctx.tenant} and s.invoice_id = ${documentId} order by s.id`,
  );
  await change(ctx, 'void', documentId, own);
  const credited = await ctx.db.rows<Change>(
    sql`select s.id as schedule_id, s.invoice_id, s.client_id, s.currency, (- c.amount)::bigint as amount from revenue_changes c
        join revenue_schedules s on s.tenant_id = c.tenant_id and s.id = c.schedule_id
        where c.tenant_id = ${ctx.tenant} and c.document_id = ${documentId} and c.kind = 'credit' order by s.id`,
  );
  await change(ctx, 'credit_void', documentId, credited);
}
