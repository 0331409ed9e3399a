import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { billingInvariants } from '../contract';
import { engineVersion } from '../domain/calculate-invoice';
import { canonicalJson, parseCanonicalJson } from '../domain/canonical-json';
import { replayInvoice } from '../domain/freeze-invoice';
import { replayWritten } from '../domain/freeze-written';
import { writtenEngine } from '../domain/written-lines';

type Violation = z.output<typeof billingInvariants.output>['violations'][number];

/** Each finds what must not be: rows of (subject, detail). */
function checks(tenant: string): Record<string, Sql> {
  const mine = (alias: Sql) => sql`${alias}.tenant_id = ${tenant}`;
  return {
    'Every journal entry sums to zero': sql`
      select p.entry_id::text as subject, sum(p.amount)::text as detail from postings p where ${mine(sql`p`)}
      group by p.entry_id, p.currency having sum(p.amount) <> 0`,
    'The receivable of a client is the sum of its open invoices': sql`
      select client_id::text as subject, concat(booked, ' booked, ', due, ' due') as detail from (
        select client_id, currency, sum(booked) as booked, sum(due) as due from (
          select p.client_id, p.currency, p.amount as booked, 0 as due from postings p where ${mine(sql`p`)} and p.account = 'receivable'
          union all select i.client_id, i.currency, 0, i.total from invoices i where ${mine(sql`i`)} and i.state = 'final'
          union all select i.client_id, i.currency, 0, -a.amount from payment_allocations a
            join invoices i on i.tenant_id = a.tenant_id and i.id = a.invoice_id where ${mine(sql`a`)}) x
        group by client_id, currency) y where booked <> due`,
    'The credit of a client is what its payments have left': sql`
      select client_id::text as subject, concat(booked, ' booked, ', free, ' left') as detail from (
        select client_id, currency, sum(booked) as booked, sum(free) as free from (
          select p.client_id, p.currency, -p.amount as booked, 0 as free from postings p where ${mine(sql`p`)} and p.account = 'credit_liability'
          union all select y.client_id, y.currency, 0, y.amount from payments y where ${mine(sql`y`)}
          union all select y.client_id, y.currency, 0, -a.amount from payment_allocations a
            join payments y on y.tenant_id = a.tenant_id and y.id = a.payment_id where ${mine(sql`a`)}) x
        group by client_id, currency) z where booked <> free`,
    'The lines of an invoice add up to its net and tax': sql`
      select i.id::text as subject, concat(i.net, '/', i.tax) as detail from invoices i
      left join invoice_lines l on l.tenant_id = i.tenant_id and l.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having i.net <> coalesce(sum(l.net), 0) or i.tax <> coalesce(sum(l.tax), 0)`,
    'The taxes of an invoice add up': sql`
      select i.id::text as subject, i.tax::text as detail from invoices i
      left join invoice_taxes t on t.tenant_id = i.tenant_id and t.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having i.tax <> coalesce(sum(t.tax), 0)`,
    'A living invoice holds all its sources, a void one none': sql`
      select i.id::text as subject, concat(i.state, ': ', count(c.source_id), ' of ', i.claim_count) as detail from invoices i
      left join claims c on c.tenant_id = i.tenant_id and c.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having count(c.source_id) <> case when i.state = 'void' then 0 else i.claim_count end`,
    'Every line of a living invoice has a source': sql`
      select l.id::text as subject, l.description as detail from invoice_lines l
      join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.state <> 'void' and i.kind = 'invoice'
      where ${mine(sql`l`)} and l.kind <> 'manual' and i.corrects_invoice_id is null and not exists (select 1 from claims c where c.tenant_id = l.tenant_id and c.line_id = l.id)`,
    'Numbers have no gap': sql`
      select i.series as subject, concat(count(*), ' of ', max(i.number)) as detail from invoices i
      where ${mine(sql`i`)} and i.number is not null group by i.series having count(*) <> max(i.number) - min(i.number) + 1`,
    'The next number follows the last': sql`
      select s.kind as subject, concat(s.next, ' after ', max(i.number)) as detail from number_series s
      join invoices i on i.tenant_id = s.tenant_id and i.series = s.kind and i.number is not null
      where ${mine(sql`s`)} group by s.kind, s.next having s.next <> max(i.number) + 1`,
    'No invoice is paid beyond its total': sql`
      select i.id::text as subject, concat(sum(a.amount), ' of ', i.total) as detail from invoices i
      join payment_allocations a on a.tenant_id = i.tenant_id and a.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having sum(a.amount) > i.total`,
  };
}

const replayed = 50;

/** The canonical text of JSON as the database gives it back, in which whole amounts still stand as objects. */
const canonicalText = (stored: unknown): string => canonicalJson(parseCanonicalJson(JSON.stringify(stored)));

/** The latest final invoices that this engine has made, calculated again from their frozen inputs. */
async function replayLatest(ctx: ReadCtx): Promise<Violation[]> {
  const rows = await ctx.db.rows<{
    id: string;
    frozenInputs: unknown;
    inputsHash: string;
    resultHash: string;
    engineVersion: string;
    total: bigint;
  }>(
    sql`select id, frozen_inputs, inputs_hash, result_hash, engine_version, total from invoices
        where tenant_id = ${ctx.tenant} and state = 'final' and engine_version in (${engineVersion}, ${writtenEngine})
        order by id desc limit ${replayed}`,
  );
  return rows.flatMap(({ id, frozenInputs, total, ...made }) => {
    const replay = made.engineVersion === writtenEngine ? replayWritten : replayInvoice;
    const { isEqual, result } = replay({ ...made, inputs: canonicalText(frozenInputs) });
    if (isEqual && result.total === total) return [];
    return [
      {
        rule: 'An invoice calculated again from its frozen inputs is the same',
        subject: id,
        detail: String(result.total),
      },
    ];
  });
}

/** Everything that is wrong in the books of this workspace; empty when all is right. */
export async function findViolations(ctx: ReadCtx): Promise<Violation[]> {
  const found = await Promise.all(
    Object.entries(checks(ctx.tenant)).map(async ([rule, statement]) => {
      const rows = await ctx.db.rows<{ subject: string; detail: string }>(statement);
      return rows.map((row) => ({ rule, ...row }));
    }),
  );
  return [...found.flat(), ...(await replayLatest(ctx))];
}

/** The books checked against themselves, on request; the nightly check asks the same. */
export const billingInvariantsQuery = defineQuery(billingInvariants, {
  permission: 'invoice.read',
  timeoutMs: 60_000,
  run: async (ctx) => ({ violations: await findViolations(ctx) }),
});
