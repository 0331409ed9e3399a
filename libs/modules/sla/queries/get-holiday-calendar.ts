import { defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { getHolidayCalendar } from '../contract';
import { holidayCalendars, holidayDates } from '../tables';

/** One shared calendar with its days, ascending. */
export const getHolidayCalendarQuery = defineQuery(getHolidayCalendar, {
  permission: 'business_hours.read',
  run: async (ctx, { id }) => {
    const { name, source, country, region, version, deletedAt } = await ctx.db.get(holidayCalendars, id);
    if (deletedAt) throw notFound(holidayCalendars.noun);
    const dates = await ctx.db.list(holidayDates, { holidayCalendarId: id }, { orderBy: 'fallsOn' });
    const days = dates.map((day) => ({ date: day.fallsOn, name: day.name }));
    return { id, name, source, country, region, version, days };
  },
});
