import { defineAction } from '@kelp/kernel';
import { insertCalendar } from '../calendars';
import { createBusinessCalendar } from '../contract';

/** New opening hours with their zone and holidays. */
export const createBusinessCalendarAction = defineAction(createBusinessCalendar, {
  permission: 'business_hours.create',
  run: async (ctx, { name, hours: { holidayCalendarIds, ...schedule } }) => ({
    id: await insertCalendar(ctx, name, schedule, holidayCalendarIds),
  }),
});
