import { compileCalendar, groupBy, invalid, validateSchedule, type BusinessSchedule } from '@kelp/std';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { calendarTimeline } from './domain/calendar-timeline';
import { rowsOfSchedule, scheduleOfRows } from './domain/schedule-rows';
import type { ClockCalendar } from './domain/sla-policy';
import { businessCalendars, calendarDates, calendarIntervals, calendarVersions } from './tables';

/** A business calendar ready to count with. */
export interface LoadedCalendar {
  id: string;
  /** Number of the newest version. */
  latest: number;
  /** The newest version as people wrote it. */
  schedule: BusinessSchedule;
  /** All versions as one line of business time. */
  calendar: ClockCalendar;
}

/**
 * Compiled calendars of this process. Versions are never edited, so an entry is right for good; nothing that writes a
 * version loads it in the same transaction, so none can be kept of a version that was rolled back.
 */
const compiled = new Map<string, LoadedCalendar>();
const mostKept = 500;

/** These calendars of the tenant by id. */
export async function loadCalendars(ctx: ReadCtx, ids: readonly string[]): Promise<Map<string, LoadedCalendar>> {
  const loaded = new Map<string, LoadedCalendar>();
  if (ids.length === 0) return loaded;
  for (const { id, latest } of await ctx.db.list(businessCalendars, { id: [...ids] })) {
    const key = `${ctx.tenant}:${id}:${latest}`;
    const calendar = compiled.get(key) ?? (await compile(ctx, id, latest));
    compiled.delete(key);
    compiled.set(key, calendar);
    loaded.set(id, calendar);
  }
  for (const key of compiled.keys()) {
    if (compiled.size <= mostKept) break;
    compiled.delete(key);
  }
  return loaded;
}

async function compile(ctx: ReadCtx, id: string, latest: number): Promise<LoadedCalendar> {
  const versions = await loadVersions(ctx, id);
  const editions = versions.map(({ effectiveAt, schedule }) => ({ effectiveAt, calendar: compileCalendar(schedule) }));
  const schedule = versions.at(-1)?.schedule;
  if (!schedule) throw new Error(`The business calendar ${id} has no version.`);
  return { id, latest, schedule, calendar: calendarTimeline(editions) };
}

/** Every version of a calendar, ascending by number. */
export async function loadVersions(ctx: ReadCtx, calendarId: string) {
  const [versions, intervals, dates] = await Promise.all([
    ctx.db.list(calendarVersions, { calendarId }, { orderBy: 'number' }),
    ctx.db.list(calendarIntervals, { calendarId }, { orderBy: 'openMin' }),
    ctx.db.list(calendarDates, { calendarId }, { orderBy: 'fallsOn' }),
  ]);
  const intervalsOf = groupBy(intervals, (row) => row.number);
  const datesOf = groupBy(dates, (row) => row.number);
  return versions.map(({ number, zone, isAlwaysOpen, effectiveAt }) => ({
    number,
    effectiveAt,
    schedule: scheduleOfRows({
      zone,
      isAlwaysOpen,
      intervals: intervalsOf.get(number) ?? [],
      dates: datesOf.get(number) ?? [],
    }),
  }));
}

/** Throws invalid with one sentence per wrong field (`hours.week.mon.0`) unless the schedule can be counted by. */
export function assertSchedule(schedule: BusinessSchedule): void {
  const issues = validateSchedule(schedule);
  if (issues.length === 0) return;
  const fields = Object.fromEntries(issues.map(({ path, message }) => [`hours.${path}`, message]));
  throw invalid('These opening hours cannot be used yet. Put the marked fields right.', fields);
}

/** A new business calendar with its first version. Returns its id. */
export async function insertCalendar(ctx: Ctx, name: string, schedule: BusinessSchedule): Promise<string> {
  assertSchedule(schedule);
  const { id } = await ctx.db.insert(businessCalendars, { name });
  await insertVersion(ctx, id, 1, schedule, ctx.now());
  return id;
}

/** Writes one version of a calendar's hours; the caller has made the number the latest one. */
export async function insertVersion(
  ctx: Ctx,
  calendarId: string,
  number: number,
  schedule: BusinessSchedule,
  effectiveAt: Date,
): Promise<void> {
  const { zone, isAlwaysOpen, intervals, dates } = rowsOfSchedule(schedule);
  await ctx.db.insertMany(calendarVersions, [{ calendarId, number, zone, isAlwaysOpen, effectiveAt }]);
  await ctx.db.insertMany(
    calendarIntervals,
    intervals.map((row) => ({ ...row, calendarId, number })),
  );
  await ctx.db.insertMany(
    calendarDates,
    dates.map((row) => ({ ...row, calendarId, number })),
  );
}
