import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addMonthsClamped, laterDate, periodAt, type LocalDate } from '@kelp/std';
import { anchorOf } from '../load/line-schedule';
import { entryColumns, loadRows, type BillingRows } from '../load/load-rows';
import type { EntryRow, LineRow, LotRow, ProjectRow } from '../load/rows';

/** From when a line is worked out again: its period that falls due first within the days, whole. */
function clipped(line: LineRow, from: LocalDate): LineRow {
  const { start, end } = periodAt(anchorOf(line), line.cycle, from);
  // What is billed in advance was billed before when its period began before.
  const first = line.timing === 'advance' && start < from ? end : start;
  return { ...line, startsOn: laterDate(line.startsOn, first) };
}

/** The first days of the twelve whole months before a day, and of the month of the day: on each of the later ones an invoice falls due. */
export const replayDays = (today: LocalDate): LocalDate[] => {
  const end = `${today.slice(0, 8)}01`;
  return Array.from({ length: 13 }, (_none, back) => addMonthsClamped(end, back - 12));
};

/** All approved billable work of these days, whoever holds it. */
const workOf = ({ db, tenant }: ReadCtx, ids: readonly string[], from: LocalDate, to: LocalDate) =>
  db.rows<EntryRow>(
    sql`select ${entryColumns}
        from time_entries e where e.tenant_id = ${tenant} and e.client_id = any(${ids}::uuid[]) and e.billable_minutes > 0 and e.state = 'approved'
          and e.work_date >= ${from} and e.work_date < ${to} order by e.work_date, e.id`,
  );

/** All blocks that had not expired before, full. */
const lotsOf = ({ db, tenant }: ReadCtx, ids: readonly string[], from: LocalDate) =>
  db.rows<LotRow>(
    sql`select p.id, p.line_id, p.minutes, p.price, p.bought_on, p.expires_on, p.minutes as left, p.bought_on < ${from}::date as is_billed
        from prepaid_lots p join contract_lines l on l.tenant_id = p.tenant_id and l.id = p.line_id
        join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
        where p.tenant_id = ${tenant} and c.client_id = any(${ids}::uuid[]) and (p.expires_on is null or p.expires_on > ${from}::date)
        order by p.line_id, p.bought_on, p.id`,
  );

/** A project as it stood before: what was reached or due earlier is billed, and what is later is not reached yet. */
function projectBefore(project: ProjectRow, from: LocalDate): ProjectRow {
  const isEarlier = (day: string | null | undefined) => day !== null && day !== undefined && day < from;
  const days = new Map<string, string | null>([
    ...project.milestones.map(({ id, completedOn }): [string, string | null] => [id, completedOn]),
    ...project.deposits.map(({ id, dueOn }): [string, string | null] => [id, dueOn]),
  ]);
  const held = project.held.filter(({ sourceId, slice }) => !slice.startsWith('off') && isEarlier(days.get(sourceId)));
  return { ...project, charged: 0n, held };
}

/** The rows of these clients as if nothing of these days had been billed, and nothing had been before them. */
export async function replayRows(
  ctx: ReadCtx,
  ids: readonly string[],
  from: LocalDate,
  to: LocalDate,
): Promise<BillingRows> {
  const [rows, entries, lots] = await Promise.all([
    loadRows(ctx, ids, to),
    workOf(ctx, ids, from, to),
    lotsOf(ctx, ids, from),
  ]);
  return {
    ...rows,
    entries,
    lots,
    claimed: [],
    states: [],
    looseUsage: [],
    projects: rows.projects.map((project) => projectBefore(project, from)),
    lines: rows.lines.map((line) => clipped(line, from)),
    discounts: rows.discounts.map((discount) => ({ ...discount, used: 0n, useCount: 0 })),
  };
}
