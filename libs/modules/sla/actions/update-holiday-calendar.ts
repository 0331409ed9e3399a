import { notFound } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { renewCalendarsOf } from '../calendars';
import { updateHolidayCalendar } from '../contract';
import { assertDays } from '../holidays/assert-days';
import { recomputeLater } from '../live-policy';
import { holidayCalendars, holidayDates } from '../tables';

/**
 * Changes a shared calendar. Other days are a new version of each business calendar that keeps it, from now on; clocks that run
 * are recomputed in the background, what was decided stays.
 */
export const updateHolidayCalendarAction = defineAction(updateHolidayCalendar, {
  permission: 'business_hours.update',
  run: async (ctx, { id, version, name, days }) => {
    const before = await ctx.db.lock(holidayCalendars, id);
    if (before.deletedAt) throw notFound(holidayCalendars.noun);
    await ctx.db.update(holidayCalendars, id, { name }, version);
    if (!days) return { id, version: (await ctx.db.get(holidayCalendars, id)).version, calendarCount: 0 };
    assertDays(days);
    await ctx.db.rows(sql`delete from holiday_dates where tenant_id = ${ctx.tenant} and holiday_calendar_id = ${id}`);
    await ctx.db.insertMany(
      holidayDates,
      days.map((day) => ({ holidayCalendarId: id, fallsOn: day.date, name: day.name })),
    );
    // The days are rows of their own: the calendar's version tells others that they changed.
    const [row] = await ctx.db.rows<{ version: number }>(
      sql`update holiday_calendars set version = version + 1, updated_at = ${ctx.now()}
          where tenant_id = ${ctx.tenant} and id = ${id} returning version`,
    );
    const using = await renewCalendarsOf(ctx, id);
    for (const calendarId of using) await recomputeLater(ctx, { calendarId });
    return { id, version: row?.version ?? before.version, calendarCount: using.length };
  },
});
