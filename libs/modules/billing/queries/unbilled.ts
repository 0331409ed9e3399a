import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, minorToDecimalString, toCsv, type CsvColumn, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportUnbilled, listUnbilled, readUnbilled, type UnbilledItemCard, type UnbilledRow } from '../contract';
import { openDays, unbilledAge, unbilledItems, type UnbilledItem } from '../domain/unbilled';
import { dueClients } from '../load/due-clients';
import { approvedRows } from '../load/approved-rows';
import { askOnce, draftsOfRows } from '../load/load-drafts';
import { loadRows, unclaimedTime } from '../load/load-rows';
import { today } from '../load/today';

const permission = 'money_report.read';
const atOnce = 500;

interface Found {
  client: { id: string; name: string };
  currency: string;
  items: UnbilledItem[];
}

/** What of these clients (at most 500) stands on no invoice; document by document. */
async function unbilledOf(ctx: ReadCtx, clientIds: readonly string[], on: LocalDate): Promise<Found[]> {
  const [rows, at] = await Promise.all([loadRows(ctx, clientIds, addDays(on, 1)), ctx.time()]);
  const approved = new Set(rows.entries.flatMap(({ id, state }) => (state === 'approved' ? [id] : [])));
  const all = approvedRows(rows);
  const asked = await askOnce(ctx, all);
  const due = await draftsOfRows(ctx, all, addDays(on, 1), at, undefined, asked);
  const open = await draftsOfRows(ctx, all, addDays(on, openDays), at, undefined, asked);
  return due.flatMap((draft, place) => {
    const later = open[place];
    if (draft.problem !== null || !later || later.problem !== null) return [];
    const client = { id: draft.client.id, name: draft.client.name };
    return [
      { client, currency: draft.profile.currency, items: unbilledItems(draft, later, (id) => approved.has(id), on) },
    ];
  });
}

/** Clients with something due, with billable time or with a line of usage in service. */
async function candidates(ctx: ReadCtx, on: LocalDate): Promise<string[]> {
  const until = addDays(on, 1);
  const [due, others] = await Promise.all([
    dueClients(ctx, until, null, 'all'),
    ctx.db.rows<{ clientId: string }>(
      sql`select distinct e.client_id from time_entries e where ${unclaimedTime(ctx.tenant, until, 'all')}
          union select distinct c.client_id from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
            where l.tenant_id = ${ctx.tenant} and l.kind = 'usage' and c.client_id is not null and c.status in ('active', 'ended')`,
    ),
  ]);
  return [...new Set([...due, ...others.map(({ clientId }) => clientId)])].sort();
}

type Sums = Omit<UnbilledRow, 'client'>;
const nothing = (currency: string): Sums => ({
  ...{ currency, approved: 0n, unapproved: 0n, usage: 0n, products: 0n, fees: 0n, total: 0n },
  ...{ days30: 0n, days60: 0n, days90: 0n, older: 0n, unpricedMinutes: 0 },
});

function sumsOf(items: readonly UnbilledItem[], currency: string, on: LocalDate): Sums {
  const sums = nothing(currency);
  for (const { kind, amount, minutes, date } of items) {
    if (amount === null) {
      sums.unpricedMinutes += minutes;
      continue;
    }
    sums[kind] += amount;
    sums[unbilledAge(date, on)] += amount;
    sums.total += amount;
  }
  return sums;
}

const amounts = [
  ...['approved', 'unapproved', 'usage', 'products', 'fees', 'total'],
  ...['days30', 'days60', 'days90', 'older'],
] as (keyof Omit<Sums, 'currency' | 'unpricedMinutes'>)[];

function totalsOf(rows: readonly Sums[]): Sums[] {
  const totals = [...groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => {
    const all = nothing(currency);
    for (const row of own) {
      for (const key of amounts) all[key] += row[key];
      all.unpricedMinutes += row.unpricedMinutes;
    }
    return all;
  });
  return totals.sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

async function unbilledRows(ctx: ReadCtx, on: LocalDate): Promise<UnbilledRow[]> {
  const ids = await candidates(ctx, on);
  const found: Found[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    found.push(...(await unbilledOf(ctx, ids.slice(start, start + atOnce), on)));
  }
  const groups = groupBy(found, ({ client, currency }) => `${client.id} ${currency}`);
  const rows = [...groups.values()].flatMap((group): UnbilledRow[] => {
    const [one] = group;
    const items = group.flatMap((part) => part.items);
    return one && items.length > 0 ? [{ client: one.client, ...sumsOf(items, one.currency, on) }] : [];
  });
  return rows.sort((a, b) => a.client.name.localeCompare(b.client.name) || (a.currency < b.currency ? -1 : 1));
}

export const readUnbilledQuery = defineQuery(readUnbilled, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx) => {
    const [on, at, { zone }] = await Promise.all([today(ctx), ctx.time(), readTenant(ctx)]);
    const rows = await unbilledRows(ctx, on);
    return { at, zone, on, rows, totals: totalsOf(rows) };
  },
});

interface Facts {
  id: string;
  ticketId: string | null;
  person: string;
}

export const listUnbilledQuery = defineQuery(listUnbilled, {
  permission,
  timeoutMs: 15_000,
  run: async (ctx, { clientId, currency, kind, age }) => {
    const on = await today(ctx);
    const found = (await unbilledOf(ctx, [clientId], on))
      .filter((part) => !currency || part.currency === currency)
      .flatMap((part) =>
        part.items.map((item) => ({ ...item, currency: part.currency, age: unbilledAge(item.date, on) })),
      )
      .filter((item) => (!kind || item.kind === kind) && (!age || item.age === age));
    const [entries, lines] = await Promise.all([
      ctx.db.rows<Facts>(
        sql`select e.id, e.ticket_id, u.name as person from time_entries e join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
            where e.tenant_id = ${ctx.tenant} and e.id = any(${found.flatMap(({ entryId }) => entryId ?? [])}::uuid[])`,
      ),
      ctx.db.rows<{ id: string; contractId: string }>(
        sql`select id, contract_id from contract_lines where tenant_id = ${ctx.tenant}
              and id = any(${found.flatMap(({ contractLineId }) => contractLineId ?? [])}::uuid[])`,
      ),
    ]);
    const factsOf = new Map(entries.map((entry) => [entry.id, entry]));
    const contractOf = new Map(lines.map(({ id, contractId }) => [id, contractId]));
    const items = found.map(({ contractLineId, ...item }): UnbilledItemCard => {
      const facts = factsOf.get(item.entryId ?? '');
      const contractId = contractOf.get(contractLineId ?? '') ?? null;
      return { ...item, contractId, ticketId: facts?.ticketId ?? null, person: facts?.person ?? null };
    });
    return { items: items.sort((a, b) => (a.date < b.date ? -1 : 1)) };
  },
});

const money = (key: keyof Omit<Sums, 'currency' | 'unpricedMinutes'>, header: string): CsvColumn<UnbilledRow> => ({
  header,
  value: (row) => minorToDecimalString(row[key], row.currency),
});
const csvColumns: CsvColumn<UnbilledRow>[] = [
  { header: 'Client', value: ({ client }) => client.name },
  { header: 'Currency', value: ({ currency }) => currency },
  money('approved', 'Approved time'),
  money('unapproved', 'Unapproved time'),
  money('usage', 'Usage'),
  money('products', 'Products'),
  money('fees', 'Fees'),
  money('total', 'Total'),
  money('days30', 'Up to 30 days'),
  money('days60', '31 to 60 days'),
  money('days90', '61 to 90 days'),
  money('older', 'Over 90 days'),
  { header: 'Minutes without a price', value: ({ unpricedMinutes }) => unpricedMinutes },
];

/** The rows of the report as one page of CSV, formulas made harmless. */
export const exportUnbilledQuery = defineQuery(exportUnbilled, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx) => {
    const on = await today(ctx);
    return { filename: `unbilled-${on}.csv`, csv: toCsv(await unbilledRows(ctx, on), csvColumns), next: null };
  },
});
