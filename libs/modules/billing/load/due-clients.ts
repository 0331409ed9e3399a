import { dueSlices } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, periodAt } from '@kelp/std';
import { anchorOf, claimedDays, scheduleOf } from './line-schedule';
import { loadLooseUsage } from './due-usage';
import { loadClaimed, loadLines, unclaimedTime } from './load-rows';

/** Clients with more counts than were known when their lines were last billed: there may be a difference. */
async function countedSince(ctx: ReadCtx, clientIds: readonly string[] | null): Promise<string[]> {
  const rows = await ctx.db.rows<{ clientId: string }>(
    sql`select distinct c.client_id from
          (select tenant_id, contract_line_id, max(seen) as seen from period_claims
            where tenant_id = ${ctx.tenant} and seen is not null group by tenant_id, contract_line_id) p
        join contract_lines l on l.tenant_id = p.tenant_id and l.id = p.contract_line_id and l.kind = 'seats'
        join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
        where p.tenant_id = ${ctx.tenant} ${clientIds ? sql`and c.client_id = any(${clientIds}::uuid[])` : sql``}
          and (select count(*) from quantity_events q where q.tenant_id = p.tenant_id and q.line_id = p.contract_line_id) > p.seen`,
  );
  return rows.map(({ clientId }) => clientId);
}

/** Clients with other usage events than were known when their periods were billed: there may be a difference. */
async function usedSince(ctx: ReadCtx, clientIds: readonly string[] | null): Promise<string[]> {
  const rows = await ctx.db.rows<{ clientId: string }>(
    sql`select distinct c.client_id from
          (select tenant_id, contract_line_id, claimed_from, claimed_to, (array_agg(seen order by id desc))[1] as seen from period_claims
            where tenant_id = ${ctx.tenant} and seen is not null group by tenant_id, contract_line_id, claimed_from, claimed_to) p
        join contract_lines l on l.tenant_id = p.tenant_id and l.id = p.contract_line_id and l.kind = 'usage'
        join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
        where p.tenant_id = ${ctx.tenant} ${clientIds ? sql`and c.client_id = any(${clientIds}::uuid[])` : sql``}
          and (select count(*) from meter_events e where e.tenant_id = p.tenant_id and e.client_id = c.client_id and e.meter_id = l.meter_id
            and e.work_date >= p.claimed_from and e.work_date < p.claimed_to and not e.at_catalogue) <> p.seen`,
  );
  return rows.map(({ clientId }) => clientId);
}

/** Clients with a prepaid block that was bought, a milestone that was reached or a deposit that is due by the date, on no invoice. */
async function soldOnce(ctx: ReadCtx, cutOff: string, clientIds: readonly string[] | null): Promise<string[]> {
  const rows = await ctx.db.rows<{ clientId: string }>(
    sql`select distinct c.client_id from (
          select line_id, 'prepaid_lot' as kind, id from prepaid_lots where tenant_id = ${ctx.tenant} and bought_on <= ${cutOff}::date
          union all select line_id, 'project_milestone', id from project_milestones where tenant_id = ${ctx.tenant} and completed_on <= ${cutOff}::date
          union all select line_id, 'project_deposit', id from project_deposits where tenant_id = ${ctx.tenant} and due_on <= ${cutOff}::date) p
        join contract_lines l on l.tenant_id = ${ctx.tenant} and l.id = p.line_id
        join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id and c.status <> 'draft'
        where c.client_id is not null
          ${clientIds ? sql`and c.client_id = any(${clientIds}::uuid[])` : sql``}
          and not exists (select 1 from claims k where k.tenant_id = l.tenant_id and k.source_kind = p.kind and k.source_id = p.id
            and (p.kind <> 'project_milestone' or exists (select 1 from invoice_lines b where b.tenant_id = k.tenant_id and b.id = k.line_id
              and (b.gross = 0 or b.gross + coalesce((select sum(n.gross) from invoice_lines n join invoices d on d.tenant_id = n.tenant_id and d.id = n.invoice_id
                and d.state <> 'void' where n.tenant_id = b.tenant_id and n.credits_line_id = b.id), 0) <> 0))))`,
  );
  return rows.map(({ clientId }) => clientId);
}

/**
 * Clients with something due by the cut-off date and not billed, by id, in seven queries: fees whose period has fallen due, and
 * billable time: `approved` alone for a run, or `all` for a list, where what waits for approval is worth seeing.
 */
export async function dueClients(
  ctx: ReadCtx,
  cutOff: string,
  clientIds: readonly string[] | null,
  time: 'approved' | 'all',
): Promise<string[]> {
  const many = clientIds === null || clientIds.length > 500;
  const [lines, claimed, recounted, used, loose, buyers, worked] = await Promise.all([
    loadLines(ctx, clientIds),
    loadClaimed(ctx, clientIds),
    countedSince(ctx, clientIds),
    usedSince(ctx, clientIds),
    loadLooseUsage(ctx, clientIds, cutOff),
    soldOnce(ctx, cutOff, clientIds),
    ctx.db.rows<{ clientId: string; contractLineId: string | null; workDate: string }>(
      sql`select e.client_id, e.contract_line_id, min(e.work_date) as work_date from time_entries e
          where ${unclaimedTime(ctx.tenant, cutOff, many ? 'all' : 'some')} ${clientIds ? sql`and e.client_id = any(${clientIds}::uuid[])` : sql``}
          ${time === 'approved' ? sql`and e.state = 'approved'` : sql``}
          group by e.client_id, e.contract_line_id`,
    ),
  ]);
  const claimsOf = groupBy(claimed, ({ contractLineId }) => contractLineId);
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const due = new Set([...recounted, ...used, ...loose.map(({ clientId }) => clientId), ...buyers]);
  for (const line of lines) {
    if (line.kind === 'hourly' || line.kind === 'prepaid' || line.kind === 'project') continue;
    const billed = claimedDays(claimsOf.get(line.id) ?? []);
    // Any terms will do: only whether days are left counts here.
    const terms = [{ validFrom: line.startsOn, validTo: null }];
    if (dueSlices(scheduleOf(line), terms, line.proration, cutOff, billed).length > 0) due.add(line.clientId);
  }
  for (const { clientId, contractLineId, workDate } of worked) {
    const line = lineOf.get(contractLineId ?? '');
    // The earliest entry decides: periods fall due in order.
    const isDue = !line || periodAt(anchorOf(line), line.cycle, workDate).end <= cutOff;
    if (isDue) due.add(clientId);
  }
  return [...due].sort();
}
