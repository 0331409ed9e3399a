import { defineAction } from '@kelp/kernel';
import { createHolidayCalendar } from '../contract';
import { assertDays } from '../holidays/assert-days';
import { holidayCalendars, holidayDates } from '../tables';

/** Days off for several business calendars. Throws invalid for a date given twice. */
export const createHolidayCalendarAction = defineAction(createHolidayCalendar, {
  permission: 'business_hours.create',
  run: async (ctx, { days, ...fields }) => {
    assertDays(days);
    const { id } = await ctx.db.insert(holidayCalendars, fields);
    await ctx.db.insertMany(
      holidayDates,
      days.map(({ date, name }) => ({ holidayCalendarId: id, fallsOn: date, name })),
    );
    return { id };
  },
});
