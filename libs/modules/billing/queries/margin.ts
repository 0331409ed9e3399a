import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { groupBy, minorToDecimalString, toCsv, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportMargin, readMargin, type MarginRow } from '../contract';

export interface Span {
  from: string;
  to: string;
}

/** Who may see a margin sees what hours cost as well: the one tells the other. */
export const marginPermission = 'billing.view_margin';

/** What an hour of entry `e` costs, in this currency: by the rate of its person, of its role, or of everybody on its day. */
const rateOfEntry = (currency: string): Sql =>
  sql`left join lateral (select r.cost from cost_rates r where r.tenant_id = e.tenant_id and r.currency = ${currency}
        and r.valid_from <= e.work_date and (r.valid_to is null or r.valid_to > e.work_date)
        and (r.user_id = e.user_id or (r.user_id is null and (r.role is null or r.role = e.role)))
        order by r.user_id is null, r.role is null limit 1) r on true`;

/** Lines of final documents dated in the span, each with the time that it bills and what that cost, rounded once a line. */
export const marginLines = (ctx: ReadCtx, { from, to }: Span, currency: string): Sql =>
  sql`select l.id, l.invoice_id, i.number_text as number, i.invoice_date, coalesce(m.id, k.id) as client_id, coalesce(m.name, k.name) as client_name,
        c.id as contract_id, c.name as contract_name, i.currency, l.description, l.net, l.position, t.entries, t.minutes, t.minutes_without_rate, t.cost
      from invoices i join invoice_lines l on l.tenant_id = i.tenant_id and l.invoice_id = i.id
      join clients k on k.tenant_id = i.tenant_id and k.id = i.client_id
      left join clients m on m.tenant_id = k.tenant_id and m.id = k.merged_into_id
      left join contract_lines cl on cl.tenant_id = l.tenant_id and cl.id = l.contract_line_id
      left join contracts c on c.tenant_id = cl.tenant_id and c.id = cl.contract_id
      cross join lateral (select count(*)::int as entries, coalesce(sum(e.minutes), 0)::int as minutes,
          coalesce(sum(e.minutes) filter (where r.cost is null), 0)::int as minutes_without_rate, coalesce(round(sum(e.minutes * r.cost) / 60), 0)::bigint as cost
        from claims q join time_entries e on e.tenant_id = q.tenant_id and e.id = q.source_id ${rateOfEntry(currency)}
        where q.tenant_id = l.tenant_id and q.invoice_id = l.invoice_id and q.line_id = l.id and q.source_kind = 'time_entry' and q.slice = 'whole') t
      where i.tenant_id = ${ctx.tenant} and i.state = 'final' and i.kind <> 'opening_balance' and i.invoice_date >= ${from} and i.invoice_date < ${to}`;

/** Work of the span that nobody pays for, each entry with what it cost; null without a rate. */
export const unpaidWork = (ctx: ReadCtx, { from, to }: Span, currency: string): Sql =>
  sql`select e.id, e.work_date, e.user_id, e.service_id, e.ticket_id, e.minutes, round(e.minutes * r.cost / 60)::bigint as cost, coalesce(m.id, k.id) as client_id,
        coalesce(m.name, k.name) as client_name, c.id as contract_id, c.name as contract_name
      from time_entries e join clients k on k.tenant_id = e.tenant_id and k.id = e.client_id
      left join clients m on m.tenant_id = k.tenant_id and m.id = k.merged_into_id
      left join contract_lines cl on cl.tenant_id = e.tenant_id and cl.id = e.contract_line_id
      left join contracts c on c.tenant_id = cl.tenant_id and c.id = cl.contract_id ${rateOfEntry(currency)}
      where e.tenant_id = ${ctx.tenant} and e.billable_minutes = 0 and e.minutes > 0 and e.work_date >= ${from} and e.work_date < ${to}`;

interface Flat extends Omit<MarginRow, 'client' | 'contract' | 'margin'> {
  clientId: string;
  clientName: string;
  contractId: string | null;
  contractName: string | null;
}
type Sums = Omit<MarginRow, 'client' | 'contract'>;

/** The currency of costs, and whether there are any rates. */
interface Costs {
  costCurrency: string;
  hasRates: boolean;
}

/**
 * Revenue less costs, where both are in one currency. Null as well where nobody knows a cost: nobody has a cost rate, or none of the time
 * has one. Revenue without any time costs nothing that is known of.
 */
const withMargin = <T extends Omit<Sums, 'margin'>>(sums: T, { costCurrency, hasRates }: Costs) => {
  const hasCost = sums.cost !== 0n || sums.unpaidCost !== 0n;
  const isComparable = sums.currency === costCurrency || !hasCost;
  const isUnknown = !hasRates || (sums.minutes > 0 && sums.minutesWithoutRate === sums.minutes);
  return { ...sums, margin: isComparable && !isUnknown ? sums.revenue - sums.cost - sums.unpaidCost : null };
};

function added(rows: readonly Omit<Sums, 'margin'>[], currency: string): Omit<Sums, 'margin'> {
  const none = {
    ...{ currency, revenue: 0n, cost: 0n, unpaidCost: 0n, revenueWithoutCost: 0n },
    ...{ minutes: 0, minutesWithoutRate: 0 },
  };
  return rows.reduce<Omit<Sums, 'margin'>>(
    (all, row) => ({
      currency,
      revenue: all.revenue + row.revenue,
      cost: all.cost + row.cost,
      unpaidCost: all.unpaidCost + row.unpaidCost,
      revenueWithoutCost: all.revenueWithoutCost + row.revenueWithoutCost,
      minutes: all.minutes + row.minutes,
      minutesWithoutRate: all.minutesWithoutRate + row.minutesWithoutRate,
    }),
    none,
  );
}

async function marginOf(ctx: ReadCtx, span: Span, by: 'client' | 'contract') {
  ctx.require('billing.view_cost');
  const { currency: costCurrency, zone } = await readTenant(ctx);
  const contract = by === 'contract' ? sql`x.contract_id, x.contract_name` : sql`null::uuid, null::text`;
  const [{ hasRates }, earned, unpaid] = await Promise.all([
    ctx.db.one<{ hasRates: boolean }>(
      sql`select exists (select from cost_rates where tenant_id = ${ctx.tenant}) as has_rates`,
    ),
    ctx.db.rows<Flat>(
      sql`select x.client_id, x.client_name, g.contract_id, g.contract_name, x.currency, sum(x.net)::bigint as revenue, sum(x.cost)::bigint as cost, 0::bigint as unpaid_cost,
            coalesce(sum(x.net) filter (where x.entries = 0), 0)::bigint as revenue_without_cost, sum(x.minutes)::int as minutes,
            sum(x.minutes_without_rate)::int as minutes_without_rate
          from (${marginLines(ctx, span, costCurrency)}) x cross join lateral (select ${contract}) g(contract_id, contract_name)
          group by x.client_id, x.client_name, g.contract_id, g.contract_name, x.currency`,
    ),
    ctx.db.rows<Flat>(
      sql`select x.client_id, x.client_name, g.contract_id, g.contract_name, ${costCurrency}::text as currency, 0::bigint as revenue, 0::bigint as cost,
            coalesce(sum(x.cost), 0)::bigint as unpaid_cost, 0::bigint as revenue_without_cost, sum(x.minutes)::int as minutes,
            coalesce(sum(x.minutes) filter (where x.cost is null), 0)::int as minutes_without_rate
          from (${unpaidWork(ctx, span, costCurrency)}) x cross join lateral (select ${contract}) g(contract_id, contract_name)
          group by x.client_id, x.client_name, g.contract_id, g.contract_name`,
    ),
  ]);
  const groups = groupBy([...earned, ...unpaid], (row) => [row.clientId, row.contractId, row.currency].join(' '));
  const rows = [...groups.values()].flatMap((group): MarginRow[] => {
    const [one] = group;
    if (!one) return [];
    const { clientId, clientName, contractId, contractName, currency } = one;
    const sums = withMargin(added(group, currency), { costCurrency, hasRates });
    const contractRef = contractId ? { id: contractId, name: contractName ?? '' } : null;
    return [{ client: { id: clientId, name: clientName }, contract: contractRef, ...sums }];
  });
  rows.sort(
    (a, b) =>
      a.client.name.localeCompare(b.client.name) ||
      (a.contract?.name ?? '').localeCompare(b.contract?.name ?? '') ||
      (a.currency < b.currency ? -1 : 1),
  );
  return { costCurrency, hasRates, zone, rows };
}

export const readMarginQuery = defineQuery(readMargin, {
  permission: marginPermission,
  timeoutMs: 30_000,
  run: async (ctx, { by, ...span }) => {
    const [{ costCurrency, hasRates, zone, rows }, at] = await Promise.all([marginOf(ctx, span, by), ctx.time()]);
    const totals = [...groupBy(rows, ({ currency }) => currency)]
      .map(([currency, own]) => withMargin(added(own, currency), { costCurrency, hasRates }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1));
    return { at, zone, costCurrency, hasRates, rows, totals };
  },
});

const csvColumns = (costCurrency: string): CsvColumn<MarginRow>[] => [
  { header: 'Client', value: ({ client }) => client.name },
  { header: 'Contract', value: ({ contract }) => contract?.name ?? '' },
  { header: 'Currency', value: ({ currency }) => currency },
  { header: 'Revenue', value: ({ revenue, currency }) => minorToDecimalString(revenue, currency) },
  { header: `Cost of billed time in ${costCurrency}`, value: ({ cost }) => minorToDecimalString(cost, costCurrency) },
  {
    header: `Cost of unpaid work in ${costCurrency}`,
    value: ({ unpaidCost }) => minorToDecimalString(unpaidCost, costCurrency),
  },
  {
    header: 'Margin',
    value: ({ margin, currency }) => (margin === null ? '' : minorToDecimalString(margin, currency)),
  },
  {
    header: 'Revenue without known cost',
    value: ({ revenueWithoutCost, currency }) => minorToDecimalString(revenueWithoutCost, currency),
  },
  { header: 'Minutes', value: ({ minutes }) => minutes },
  { header: 'Minutes without a cost rate', value: ({ minutesWithoutRate }) => minutesWithoutRate },
];

/** The rows of the report as one page of CSV, formulas made harmless. */
export const exportMarginQuery = defineQuery(exportMargin, {
  permission: marginPermission,
  timeoutMs: 30_000,
  run: async (ctx, { by, from, to }) => {
    const { costCurrency, rows } = await marginOf(ctx, { from, to }, by);
    return { filename: `margin-${from}-${to}.csv`, csv: toCsv(rows, csvColumns(costCurrency)), next: null };
  },
});
