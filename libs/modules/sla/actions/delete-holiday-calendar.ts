import { refused } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { calendarsWith } from '../calendars';
import { deleteHolidayCalendar } from '../contract';
import { holidayCalendars } from '../tables';

/** Takes a shared calendar away that no business calendar keeps any more; former versions keep the days they counted by. */
export const deleteHolidayCalendarAction = defineAction(deleteHolidayCalendar, {
  permission: 'business_hours.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(holidayCalendars, id);
    if ((await calendarsWith(ctx, id)).length > 0) {
      throw refused(
        'holiday_calendar.in_use',
        'Business calendars keep these days. Take it out of them first, under Business hours.',
      );
    }
    await ctx.db.update(holidayCalendars, id, { deletedAt: ctx.now() });
    return { id };
  },
});
