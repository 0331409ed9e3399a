import { clients } from '@kelp/clients';
import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, periodsBetween, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { simulateNext, simulateReplay, type ReplayRow, type SimulatedChange, type SimulatedInvoice } from '../contract';
import { isInformation } from '../domain/invoice-result';
import { anchorOf } from '../load/line-schedule';
import type { DraftInvoice } from '../load/load-drafts';
import { loadRows, type BillingRows } from '../load/load-rows';
import { today } from '../load/today';
import { alterRows } from '../simulate/alter-rows';
import { replayDays, replayRows } from '../simulate/replay-rows';
import { workOut } from '../simulate/work-out';

const permission = 'invoice.read';
const atOnce = 100;
const nextInvoices = 3;
const mostDays = 60;

/** Days from today on, three years ahead at most, on which something of these lines falls due. */
function dueDays({ lines }: BillingRows, from: LocalDate): LocalDate[] {
  const until = addDays(from, 3 * 366);
  const days = lines.flatMap((line) =>
    periodsBetween(anchorOf(line), line.cycle, { start: from, end: until }).map(({ start, end }) =>
      line.timing === 'advance' ? addDays(start, -line.leadDays) : end,
    ),
  );
  const later = [...new Set(days)].filter((day) => day > from && day <= until).sort();
  return [from, ...later.slice(0, mostDays)];
}

type Made = Awaited<ReturnType<typeof workOut>>;
const issued = (made: Made) => made.filter(({ drafts }) => drafts.some(({ result }) => result?.isInvoice));

function documentOf(draft: DraftInvoice | undefined): SimulatedInvoice['asIs'] {
  if (!draft?.result?.isInvoice) return null;
  const { lines, net, tax, total } = draft.result;
  const shown = lines
    .filter((line) => !isInformation(line))
    .map(({ description, quantity, net: amount }) => ({ description, quantity, net: amount }));
  return { lines: shown, net, tax, total };
}

/** What a person must know: why an invoice would not come about. */
const problemsOf = (made: Made): string[] => [
  ...new Set(
    made.flatMap(({ drafts }) =>
      drafts.flatMap(({ problem, result }) =>
        problem ? [problem] : (result?.blockers ?? []).map(({ sentence }) => sentence),
      ),
    ),
  ),
];

function sideBySide(asIs: Made, wouldBe: Made): SimulatedInvoice[] {
  const days = [...new Set([...issued(asIs), ...issued(wouldBe)].map(({ on }) => on))].sort().slice(0, nextInvoices);
  const draftsOn = (made: Made, on: LocalDate) => made.find((one) => one.on === on)?.drafts ?? [];
  return days.flatMap((on) => {
    const [was, is] = [draftsOn(asIs, on), draftsOn(wouldBe, on)];
    const profiles = [...new Set([...was, ...is].flatMap(({ profile }) => profile?.id ?? []))];
    return profiles.flatMap((id) => {
      const find = (drafts: DraftInvoice[]) => drafts.find(({ profile }) => profile?.id === id);
      const [before, after] = [documentOf(find(was)), documentOf(find(is))];
      const currency = (find(was) ?? find(is))?.profile?.currency ?? '';
      return before || after ? [{ on, currency, asIs: before, wouldBe: after }] : [];
    });
  });
}

export const simulateNextQuery = defineQuery(simulateNext, {
  permission,
  timeoutMs: 15_000,
  run: async (ctx, { clientId, changes }) => {
    const [client, on] = await Promise.all([ctx.db.get(clients, clientId), today(ctx)]);
    const rows = await loadRows(ctx, [clientId], on);
    const altered = alterRows(rows, changes, on);
    const enough = (made: Made) => issued(made).length >= nextInvoices;
    const [asIs, wouldBe] = [
      await workOut(ctx, rows, dueDays(rows, on), false, enough),
      await workOut(ctx, altered, dueDays(altered, on), false, enough),
    ];
    const known = new Set(problemsOf(asIs));
    const problems = [...known, ...problemsOf(wouldBe).filter((sentence) => !known.has(sentence))];
    return { client: { id: client.id, name: client.name }, invoices: sideBySide(asIs, wouldBe), problems };
  },
});

/** Clients whom a change can touch: all who buy the service, or the one of the contract. In order of their ids. */
async function touched(ctx: ReadCtx, changes: readonly SimulatedChange[], after: string | null): Promise<string[]> {
  const services = changes.flatMap((change) => (change.kind === 'service_price' ? change.serviceId : []));
  const lines = changes.flatMap((change) => ('lineId' in change ? change.lineId : []));
  const contracts = changes.flatMap((change) => (change.kind === 'line_add' ? change.contractId : []));
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select id from (
          select c.client_id as id from contracts c join contract_lines l on l.tenant_id = c.tenant_id and l.contract_id = c.id
            where c.tenant_id = ${ctx.tenant} and c.client_id is not null and c.status in ('active', 'ended')
              and (l.service_id = any(${services}::uuid[]) or l.id = any(${lines}::uuid[]) or c.id = any(${contracts}::uuid[])
                or exists (select from contract_line_services s where s.tenant_id = l.tenant_id and s.line_id = l.id and s.service_id = any(${services}::uuid[])))
          union select e.client_id from time_entries e where e.tenant_id = ${ctx.tenant} and e.client_id is not null and e.service_id = any(${services}::uuid[])) x
        where true ${after ? sql`and id > ${after}::uuid` : sql``} order by id limit ${atOnce + 1}`,
  );
  return rows.map(({ id }) => id);
}

/** Net by client and currency of all invoices that were worked out. */
function netOf(made: Made): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { client, profile, result } of made.flatMap(({ drafts }) => drafts)) {
    if (!profile || !result?.isInvoice) continue;
    const key = `${client.id} ${profile.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + result.net);
  }
  return sums;
}

function rowsOf(asIs: Made, wouldBe: Made): ReplayRow[] {
  const [before, after] = [netOf(asIs), netOf(wouldBe)];
  const drafts = [...asIs, ...wouldBe].flatMap((one) => one.drafts);
  const named = groupBy(drafts, ({ client, profile }) => `${client.id} ${profile?.currency ?? ''}`);
  return [...named].flatMap(([key, [draft]]): ReplayRow[] => {
    const [was, is] = [before.get(key) ?? 0n, after.get(key) ?? 0n];
    if (!draft?.profile || was === is) return [];
    const client = { id: draft.client.id, name: draft.client.name };
    return [{ client, currency: draft.profile.currency, asIs: was, wouldBe: is }];
  });
}

export const simulateReplayQuery = defineQuery(simulateReplay, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx, { changes, clientId, after }) => {
    const cursor = readCursor(after, ['string']);
    const [on, { zone }] = await Promise.all([today(ctx), readTenant(ctx)]);
    const days = replayDays(on);
    const [from = on, to = on] = [days[0], days.at(-1)];
    const found = clientId ? [clientId] : await touched(ctx, changes, cursor ? String(cursor[0]) : null);
    const ids = found.slice(0, atOnce);
    const rows = await replayRows(ctx, ids, from, to);
    const asIs = await workOut(ctx, rows, days.slice(1), true);
    const wouldBe = await workOut(ctx, alterRows(rows, changes, from), days.slice(1), true);
    const last = ids.at(-1);
    return {
      ...{ from, to, zone, rows: rowsOf(asIs, wouldBe), looked: ids.length },
      problems: problemsOf(wouldBe).slice(0, 20),
      next: found.length > atOnce && last ? writeCursor([last]) : null,
    };
  },
});
