import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addMonthsClamped, groupBy, laterDate, minorToDecimalString, toCsv, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import {
  exportRecurringRevenue,
  listRecurringLines,
  readRecurringRevenue,
  type ClientMovement,
  type RecurringRevenue,
} from '../contract';
import { monthlyOn, movementOf, recurringKinds, type RecurringLine } from '../domain/recurring-revenue';
import { loadTermsOf } from '../load/load-rows';
import { today } from '../load/today';

const permission = 'money_report.read';

interface Flat extends Omit<RecurringLine, 'terms' | 'counts' | 'startsOn' | 'endsOn'> {
  name: string;
  contractName: string;
  clientId: string;
  clientName: string;
  currency: string;
  startsOn: string;
  endsOn: string | null;
  contractStartsOn: string;
  contractEndsOn: string | null;
}
type Line = RecurringLine & Pick<Flat, 'name' | 'contractName' | 'clientId' | 'clientName' | 'currency'>;

const earlier = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);

/** The recurring lines of contracts that serve or have served, of one client or all, in three queries. */
async function loadRecurring(ctx: ReadCtx, clientId: string | null): Promise<Line[]> {
  const kinds = [...recurringKinds];
  const which = sql`c.client_id is not null and c.status in ('active', 'ended') and l.kind = any(${kinds}::text[])
    ${clientId ? sql`and c.client_id = ${clientId}` : sql``}`;
  const ids = sql`select l.id from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
    where l.tenant_id = ${ctx.tenant} and ${which}`;
  const [lines, terms, counts] = await Promise.all([
    ctx.db.rows<Flat>(
      sql`select l.id, l.contract_id, c.name as contract_name, c.client_id, k.name as client_name, c.currency, l.kind, c.cycle, l.name,
            l.starts_on, l.ends_on, c.starts_on as contract_starts_on, c.ends_on as contract_ends_on
          from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
          join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
          where l.tenant_id = ${ctx.tenant} and ${which} order by lower(k.name), k.id, c.starts_on, c.id, l.position`,
    ),
    loadTermsOf(ctx, ids),
    ctx.db.rows<{ lineId: string; from: string; quantity: string }>(
      sql`select line_id, on_date as "from", quantity from quantity_events
          where tenant_id = ${ctx.tenant} and line_id in (${ids}) order by line_id, on_date, id`,
    ),
  ]);
  const termsOf = groupBy(terms, ({ lineId }) => lineId);
  const countsOf = groupBy(counts, ({ lineId }) => lineId);
  return lines.map(({ startsOn, endsOn, contractStartsOn, contractEndsOn, ...line }) => ({
    ...line,
    startsOn: laterDate(startsOn, contractStartsOn),
    endsOn: earlier(endsOn, contractEndsOn),
    terms: termsOf.get(line.id) ?? [],
    counts: countsOf.get(line.id) ?? [],
  }));
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** The firsts of the twelve months before a day, and the day. */
function monthDays(to: string): string[] {
  const first = `${to.slice(0, 8)}01`;
  const firsts = Array.from({ length: 12 }, (_none, back) => addMonthsClamped(first, back - 11));
  return firsts.at(-1) === to ? firsts : [...firsts, to];
}

function clientsOf(lines: readonly Line[], before: Map<string, bigint>, after: Map<string, bigint>): ClientMovement[] {
  return [...groupBy(lines, ({ clientId, currency }) => `${clientId} ${currency}`).values()].flatMap((own) => {
    const [one] = own;
    if (!one) return [];
    const [was, is] = [before, after].map((amounts) => sum(own.map(({ id }) => amounts.get(id) ?? 0n)));
    if (was === undefined || is === undefined || (was === 0n && is === 0n)) return [];
    const client = { id: one.clientId, name: one.clientName };
    return [{ client, currency: one.currency, before: was, after: is, movement: movementOf(was, is) }];
  });
}

function currencyOf(
  currency: string,
  rows: readonly ClientMovement[],
  months: RecurringRevenue['currencies'][number]['months'],
) {
  const moved = (movement: ClientMovement['movement']) =>
    sum(rows.filter((row) => row.movement === movement).map(({ before, after }) => after - before));
  return {
    currency,
    start: sum(rows.map(({ before }) => before)),
    new: moved('new'),
    expansion: moved('expansion'),
    contraction: moved('contraction'),
    churn: moved('churn'),
    end: sum(rows.map(({ after }) => after)),
    months,
  };
}

/** The two days: today and a month before where nothing is said. */
async function daysOf(ctx: ReadCtx, input: { from?: string | undefined; to?: string | undefined }) {
  const to = input.to ?? (await today(ctx));
  return { to, from: input.from ?? addMonthsClamped(to, -1) };
}

/** What each client is worth a month on the two days. */
async function movements(ctx: ReadCtx, input: { from?: string | undefined; to?: string | undefined }) {
  const [{ from, to }, lines] = await Promise.all([daysOf(ctx, input), loadRecurring(ctx, null)]);
  return { from, to, lines, clients: clientsOf(lines, monthlyOn(lines, from), monthlyOn(lines, to)) };
}

/** The same with the sums of each currency and its last twelve months. */
async function report(ctx: ReadCtx, input: { from?: string | undefined; to?: string | undefined }) {
  const [{ from, to, lines, clients }, { zone }, at] = await Promise.all([
    movements(ctx, input),
    readTenant(ctx),
    ctx.time(),
  ]);
  const months = monthDays(to).map((on) => ({ on, amounts: monthlyOn(lines, on) }));
  const currencies = [...groupBy(lines, ({ currency }) => currency)].map(([currency, own]) =>
    currencyOf(
      currency,
      clients.filter((row) => row.currency === currency),
      months.map(({ on, amounts }) => ({ on, amount: sum(own.map(({ id }) => amounts.get(id) ?? 0n)) })),
    ),
  );
  return { at, zone, from, to, clients, currencies };
}

export const readRecurringRevenueQuery = defineQuery(readRecurringRevenue, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx, input) => {
    const { currencies, ...found } = await report(ctx, input);
    const { count } = await ctx.db.one<{ count: number }>(
      sql`select count(*)::int as count from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
          where l.tenant_id = ${ctx.tenant} and c.client_id is not null and c.status in ('active', 'ended') and l.kind <> all(${[...recurringKinds]}::text[])
            and greatest(l.starts_on, c.starts_on) <= ${found.to} and (l.ends_on is null or l.ends_on > ${found.to}) and (c.ends_on is null or c.ends_on > ${found.to})`,
    );
    const shown = currencies.filter(({ months, start }) => start !== 0n || months.some(({ amount }) => amount !== 0n));
    return { ...found, currencies: shown.sort((a, b) => (a.currency < b.currency ? -1 : 1)), uncounted: count };
  },
});

export const listRecurringLinesQuery = defineQuery(listRecurringLines, {
  permission,
  run: async (ctx, { clientId, currency, ...input }) => {
    const [{ from, to }, lines] = await Promise.all([daysOf(ctx, input), loadRecurring(ctx, clientId)]);
    const [before, after] = [monthlyOn(lines, from), monthlyOn(lines, to)];
    return {
      lines: lines
        .filter((line) => !currency || line.currency === currency)
        .map(({ id, contractId, contractName, name, kind, cycle, currency: own }) => ({
          ...{ id, contract: { id: contractId, name: contractName }, name, kind, cycle, currency: own },
          ...{ before: before.get(id) ?? 0n, after: after.get(id) ?? 0n },
        }))
        .filter((line) => line.before !== 0n || line.after !== 0n),
    };
  },
});

const csvColumns = (from: string, to: string): CsvColumn<ClientMovement>[] => [
  { header: 'Client', value: ({ client }) => client.name },
  { header: 'Currency', value: ({ currency }) => currency },
  { header: `Monthly on ${from}`, value: ({ before, currency }) => minorToDecimalString(before, currency) },
  { header: `Monthly on ${to}`, value: ({ after, currency }) => minorToDecimalString(after, currency) },
  { header: 'Change', value: ({ before, after, currency }) => minorToDecimalString(after - before, currency) },
  { header: 'Movement', value: ({ movement }) => movement },
];

/** The clients of the report as one page of CSV, formulas made harmless. */
export const exportRecurringRevenueQuery = defineQuery(exportRecurringRevenue, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx, input) => {
    const { from, to, clients } = await movements(ctx, input);
    return { filename: `recurring-${from}-${to}.csv`, csv: toCsv(clients, csvColumns(from, to)), next: null };
  },
});
