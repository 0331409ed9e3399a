import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getBillingRun, listBillingRuns, type BillingRunRow, type Notice, type RunClientRow } from '../contract';
import { billingRuns, type InvoiceState, type RunClientState, type RunState } from '../tables';

interface FlatRun {
  id: string;
  cutOff: string;
  state: RunState;
  startedBy: string;
  startedAt: Date;
  finishedAt: Date | null;
  clientCount: number;
  queued: number;
  drafted: number;
  nothing: number;
  blocked: number;
  failed: number;
  totals: { currency: string; total: string }[] | null;
}

const countOf = (state: RunClientState): Sql => sql`count(*) filter (where state = ${state})::int`;

const runSelect = (where: Sql): Sql => sql`
  select r.id, r.cut_off, r.state, r.started_by, r.started_at, r.finished_at, c.*, x.totals
  from billing_runs r
  cross join lateral (
    select count(distinct client_id)::int as client_count, ${countOf('queued')} as queued, ${countOf('drafted')} as drafted,
      ${countOf('nothing')} as nothing, ${countOf('blocked')} as blocked, ${countOf('failed')} as failed
    from billing_run_clients where tenant_id = r.tenant_id and run_id = r.id) c
  cross join lateral (
    select json_agg(json_build_object('currency', currency, 'total', total::text) order by currency) as totals from (
      select currency, sum(total) as total from invoices where tenant_id = r.tenant_id and run_id = r.id and state <> 'void' group by currency) s) x
  where ${where}`;

function toRun({ queued, drafted, nothing, blocked, failed, totals, ...run }: FlatRun): BillingRunRow {
  return {
    ...run,
    counts: { queued, drafted, nothing, blocked, failed },
    totals: (totals ?? []).map(({ currency, total }) => ({ currency, total: BigInt(total) })),
  };
}

/** Billing runs, the latest first. */
export const listBillingRunsQuery = defineQuery(listBillingRuns, {
  permission: 'invoice.read',
  run: async (ctx, { after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const where = sql`r.tenant_id = ${ctx.tenant} ${cursor ? sql`and r.id < ${cursor[0]}::uuid` : sql``}`;
    const [rows, upTo] = await Promise.all([
      ctx.db.rows<FlatRun>(sql`${runSelect(where)} order by r.id desc limit ${limit + 1}`),
      ctx.upTo(),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page.map(toRun), next: rows.length > limit && last ? writeCursor([last.id]) : null, upTo };
  },
});

interface FlatClient {
  id: string;
  clientId: string;
  clientName: string;
  profileId: string | null;
  profileName: string | null;
  state: RunClientState;
  note: string | null;
  blockers: Notice[];
  invoiceId: string | null;
  invoiceState: InvoiceState | null;
  numberText: string | null;
  currency: string | null;
  total: bigint | null;
}

function toClient(row: FlatClient): RunClientRow {
  const { clientId, clientName, profileId, profileName, state, note, blockers } = row;
  const { invoiceId, invoiceState, numberText, currency, total } = row;
  return {
    client: { id: clientId, name: clientName },
    profile: profileId && profileName !== null ? { id: profileId, name: profileName } : null,
    state,
    note,
    blockers,
    invoice:
      invoiceId && invoiceState && currency && total !== null
        ? { id: invoiceId, state: invoiceState, number: numberText, currency, total }
        : null,
  };
}

async function clientsOf(
  ctx: ReadCtx,
  runId: string,
  state: string | undefined,
  after: string | undefined,
  limit: number,
) {
  const cursor = readCursor(after, ['string']);
  const rows = await ctx.db.rows<FlatClient>(
    sql`select r.id, r.client_id, c.name as client_name, p.id as profile_id, p.name as profile_name, r.state, r.note, r.blockers,
          i.id as invoice_id, i.state as invoice_state, i.number_text, i.currency, i.total
        from billing_run_clients r join clients c on c.tenant_id = r.tenant_id and c.id = r.client_id
        left join billing_profiles p on p.tenant_id = r.tenant_id and p.id = r.billing_profile_id
        left join invoices i on i.tenant_id = r.tenant_id and i.id = r.invoice_id
        where r.tenant_id = ${ctx.tenant} and r.run_id = ${runId} ${state ? sql`and r.state = ${state}` : sql``}
          ${cursor ? sql`and r.id > ${cursor[0]}::uuid` : sql``}
        order by r.id limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page.map(toClient), next: rows.length > limit && last ? writeCursor([last.id]) : null };
}

/** A run with its counts and a page of its clients. */
export const getBillingRunQuery = defineQuery(getBillingRun, {
  permission: 'invoice.read',
  run: async (ctx, { id, state, after, limit }) => {
    const [run, clients, upTo] = await Promise.all([
      ctx.db.maybe<FlatRun>(runSelect(sql`r.tenant_id = ${ctx.tenant} and r.id = ${id}`)),
      clientsOf(ctx, id, state, after, limit),
      ctx.upTo(),
    ]);
    if (!run) throw notFound(billingRuns.noun);
    const abilities = abilitiesOf(ctx, ['invoice.generate', 'invoice.finalize']);
    return { ...toRun(run), clients: { ...clients, upTo }, abilities };
  },
});
