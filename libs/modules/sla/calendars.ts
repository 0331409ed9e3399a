import { compileCalendar, groupBy, invalid, notFound, validateSchedule, type BusinessSchedule } from '@kelp/std';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { calendarTimeline } from './domain/calendar-timeline';
import { rowsOfSchedule, scheduleOfRows } from './domain/schedule-rows';
import type { ClockCalendar } from './domain/sla-policy';
import {
  businessCalendars,
  calendarDates,
  calendarHolidays,
  calendarIntervals,
  calendarVersions,
  holidayCalendars,
  holidayDates,
} from './tables';

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
  const [versions, intervals, dates, links] = await Promise.all([
    ctx.db.list(calendarVersions, { calendarId }, { orderBy: 'number' }),
    ctx.db.list(calendarIntervals, { calendarId }, { orderBy: 'openMin' }),
    ctx.db.list(calendarDates, { calendarId }, { orderBy: 'fallsOn' }),
    ctx.db.list(calendarHolidays, { calendarId }, { orderBy: 'holidayCalendarId' }),
  ]);
  const intervalsOf = groupBy(intervals, (row) => row.number);
  const datesOf = groupBy(dates, (row) => row.number);
  const linksOf = groupBy(links, (row) => row.number);
  return versions.map(({ number, zone, isAlwaysOpen, nightShift, effectiveAt, recordedAt, recordedBy }) => {
    const all = datesOf.get(number) ?? [];
    const rows = { zone, isAlwaysOpen, nightShift, intervals: intervalsOf.get(number) ?? [] };
    const own = all.filter(({ holidayCalendarId }) => holidayCalendarId === null);
    return {
      number,
      effectiveAt,
      recordedAt,
      recordedBy,
      /** What time is counted by: own and shared days off. */
      schedule: scheduleOfRows({ ...rows, dates: all }),
      /** As people wrote it, without the days of shared calendars. */
      written: scheduleOfRows({ ...rows, dates: own }),
      holidayCalendarIds: (linksOf.get(number) ?? []).map(({ holidayCalendarId }) => holidayCalendarId),
    };
  });
}

/** Throws invalid with one sentence per wrong field (`hours.week.mon.0`) unless the schedule can be counted by. */
export function assertSchedule(schedule: BusinessSchedule): void {
  const issues = validateSchedule(schedule);
  if (issues.length === 0) return;
  const fields = Object.fromEntries(issues.map(({ path, message }) => [`hours.${path}`, message]));
  throw invalid('These opening hours cannot be used yet. Put the marked fields right.', fields);
}

/** A new business calendar with its first version. Returns its id. */
export async function insertCalendar(
  ctx: Ctx,
  name: string,
  schedule: BusinessSchedule,
  holidayCalendarIds: readonly string[] = [],
): Promise<string> {
  assertSchedule(schedule);
  const { id } = await ctx.db.insert(businessCalendars, { name, tzdb: process.versions.tz ?? '' });
  await insertVersion(ctx, id, 1, { schedule, holidayCalendarIds }, ctx.now());
  return id;
}

/** Hours as people wrote them, with the shared calendars whose days off they keep. */
export interface WrittenHours {
  schedule: BusinessSchedule;
  holidayCalendarIds: readonly string[];
}

/** The days of these shared calendars as rows of a version. Throws not_found for an unknown or deleted one. */
export async function sharedDays(ctx: Ctx, ids: readonly string[]) {
  for (const id of ids) {
    const { deletedAt } = await ctx.db.get(holidayCalendars, id);
    if (deletedAt) throw notFound(holidayCalendars.noun);
  }
  const days = await ctx.db.list(holidayDates, { holidayCalendarId: [...ids] });
  return days.map(({ holidayCalendarId, fallsOn, name }) => ({
    holidayCalendarId,
    fallsOn,
    name,
    kind: 'closed' as const,
    isRecurring: false,
  }));
}

/** Writes one version of a calendar's hours; the caller has made the number the latest one. */
export async function insertVersion(
  ctx: Ctx,
  calendarId: string,
  number: number,
  { schedule, holidayCalendarIds }: WrittenHours,
  effectiveAt: Date,
): Promise<void> {
  const { zone, isAlwaysOpen, nightShift, intervals, dates } = rowsOfSchedule(schedule);
  const links = [...new Set(holidayCalendarIds)];
  const shared = await sharedDays(ctx, links);
  const recorded = { recordedAt: ctx.now(), recordedBy: ctx.actor.name };
  await ctx.db.insertMany(calendarVersions, [
    { calendarId, number, zone, isAlwaysOpen, nightShift, effectiveAt, ...recorded },
  ]);
  await ctx.db.insertMany(
    calendarIntervals,
    intervals.map((row) => ({ ...row, calendarId, number })),
  );
  await ctx.db.insertMany(
    calendarDates,
    [...dates, ...shared].map((row) => ({ ...row, id: ctx.newId(), calendarId, number })),
  );
  await ctx.db.insertMany(
    calendarHolidays,
    links.map((holidayCalendarId) => ({ calendarId, number, holidayCalendarId })),
  );
}

/** The newest version of each business calendar that keeps this shared calendar, written again with its days as they are now. */
export async function renewCalendarsOf(ctx: Ctx, holidayCalendarId: string): Promise<string[]> {
  const using = await calendarsWith(ctx, holidayCalendarId);
  for (const id of using) {
    const calendar = await ctx.db.lock(businessCalendars, id);
    const newest = (await loadVersions(ctx, id)).at(-1);
    if (!newest) continue;
    const { written, holidayCalendarIds, effectiveAt } = newest;
    const number = calendar.latest + 1;
    await ctx.db.update(businessCalendars, id, { latest: number });
    // A version that is yet to come stays the one that is yet to come.
    const from = effectiveAt > ctx.now() ? effectiveAt : ctx.now();
    await insertVersion(ctx, id, number, { schedule: written, holidayCalendarIds }, from);
  }
  return using;
}

/** The business calendars whose newest version keeps this shared calendar. */
export async function calendarsWith(ctx: ReadCtx, holidayCalendarId: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select c.id from business_calendars c join calendar_holidays h
          on h.tenant_id = c.tenant_id and h.calendar_id = c.id and h.number = c.latest
        where c.tenant_id = ${ctx.tenant} and h.holiday_calendar_id = ${holidayCalendarId} order by c.id`,
  );
  return rows.map(({ id }) => id);
}
