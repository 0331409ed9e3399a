import { defineQuery } from '@kelp/kernel';
import { compileCalendar, type BusinessSchedule } from '@kelp/std';
import { loadVersions } from '../calendars';
import { getBusinessCalendar, type CalendarHours } from '../contract';
import { businessCalendars } from '../tables';

/** One calendar with its newest hours and from when they hold. */
export const getBusinessCalendarQuery = defineQuery(getBusinessCalendar, {
  permission: 'business_hours.read',
  run: async (ctx, { id }) => {
    const { name, version } = await ctx.db.get(businessCalendars, id);
    const newest = (await loadVersions(ctx, id)).at(-1);
    if (!newest) throw new Error(`The business calendar ${id} has no version.`);
    const { number, effectiveAt, schedule, written, holidayCalendarIds } = newest;
    const hours = hoursOf(written, holidayCalendarIds);
    const { neverOpens } = compileCalendar(schedule);
    return { id, name, version, zone: schedule.timezone, neverOpens, number, effectiveAt, hours };
  },
});

const hoursOf = (
  { timezone, alwaysOpen, week, holidays, exceptions = [], nightShift = 'opening_day' }: BusinessSchedule,
  holidayCalendarIds: string[],
): CalendarHours => ({
  timezone,
  alwaysOpen,
  week,
  holidays: holidays.map(({ date, name, recurring = false }) => ({ date, name, recurring })),
  exceptions,
  holidayCalendarIds,
  nightShift,
});
