import { isManagedByCaller } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { addDays, type LocalDate } from '@kelp/std';
import type { SheetFlag } from '../contract';
import { capacityOn, usualSchedule, type WorkSchedule } from '../domain/work-schedule';

/** A person's time in a period, added up. */
export interface SheetSums {
  entries: number;
  minutes: number;
  billableMinutes: number;
  overlaps: number;
  withoutNotes: number;
  unpriced: number;
}

/** SQL: sums over the entries `e` of a group, for `SheetSums`. A billable entry that no line and no catalogue pays for is unpriced. */
export const sheetSums = sql`count(e.id)::int as entries, coalesce(sum(e.minutes), 0)::int as minutes,
  coalesce(sum(e.billable_minutes), 0)::int as billable_minutes,
  count(*) filter (where e.id is not null and e.notes = '' and e.comment_id is null)::int as without_notes,
  count(*) filter (where e.billable_minutes > 0 and e.line_source in ('ambiguous', 'none') and e.client_id is not null)::int as unpriced,
  count(*) filter (where exists (select 1 from time_entries o where o.tenant_id = e.tenant_id and o.user_id = e.user_id and o.id <> e.id
    and o.started_at < e.ended_at and o.ended_at > e.started_at and o.started_at > e.started_at - interval '1 day'))::int as overlaps`;

/** What to look at twice: overlaps, work without a word, more than the person's hours hold (or much less, once it is over), time that nobody pays. */
export function sheetFlags(sums: SheetSums, capacityMinutes: number): SheetFlag[] {
  const flags: SheetFlag[] = [];
  if (sums.overlaps > 0) flags.push('overlap');
  if (sums.withoutNotes > 0) flags.push('no_notes');
  if (sums.minutes > capacityMinutes) flags.push('over_capacity');
  if (sums.unpriced > 0) flags.push('unpriced');
  if (sums.minutes < capacityMinutes / 2) flags.push('short');
  return flags;
}

/** The days of a period; the end is excluded. */
export function daysOf(startsOn: LocalDate, endsOn: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = startsOn; day < endsOn; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Minutes that a period holds for somebody. */
export const capacityOf = (schedule: WorkSchedule | undefined, startsOn: LocalDate, endsOn: LocalDate): number =>
  daysOf(startsOn, endsOn).reduce((sum, day) => sum + capacityOn(schedule ?? usualSchedule, day), 0);

/** SQL: the people in this column whose sheets the caller may see. Their own; their people's; everybody's with `time_sheet.read_all`. */
export function sheetIsVisible(ctx: ReadCtx, person: Sql): Sql {
  if (ctx.can('time_sheet.read_all')) return sql`true`;
  const isOwn = sql`${person} = ${ctx.actor.id}`;
  return ctx.can('time_sheet.read_team') ? sql`(${isOwn} or ${isManagedByCaller(ctx, person)})` : isOwn;
}
