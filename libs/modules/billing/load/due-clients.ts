import { dueSlices } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, periodAt } from '@kelp/std';
import { anchorOf, claimedDays, scheduleOf } from './line-schedule';
import { loadClaimed, loadLines, unclaimedTime } from './load-rows';

/**
 * Clients with something due by the cut-off date and not billed, by id, in three queries: fees whose period has fallen due, and
 * billable time: `approved` alone for a run, or `all` for a list, where what waits for approval is worth seeing.
 */
export async function dueClients(
  ctx: ReadCtx,
  cutOff: string,
  clientIds: readonly string[] | null,
  time: 'approved' | 'all',
): Promise<string[]> {
  const [lines, claimed, worked] = await Promise.all([
    loadLines(ctx, clientIds),
    loadClaimed(ctx, clientIds),
    ctx.db.rows<{ clientId: string; contractLineId: string | null; workDate: string }>(
      sql`select e.client_id, e.contract_line_id, min(e.work_date) as work_date from time_entries e
          where ${unclaimedTime(ctx.tenant, cutOff)} ${clientIds ? sql`and e.client_id = any(${clientIds}::uuid[])` : sql``}
          ${time === 'approved' ? sql`and e.state = 'approved'` : sql``}
          group by e.client_id, e.contract_line_id`,
    ),
  ]);
  const claimsOf = groupBy(claimed, ({ contractLineId }) => contractLineId);
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const due = new Set<string>();
  for (const line of lines) {
    if (line.kind !== 'fixed') continue;
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
