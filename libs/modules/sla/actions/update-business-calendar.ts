import { invalid } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { assertSchedule, insertVersion } from '../calendars';
import { updateBusinessCalendar } from '../contract';
import { recomputeLater } from '../live-policy';
import { businessCalendars } from '../tables';

/**
 * Changes a calendar's name or hours. Other hours are a new version that holds from its effective instant: the past is not
 * rewritten, clocks that run are recomputed in the background. Throws invalid for hours that cannot be used or a past instant.
 */
export const updateBusinessCalendarAction = defineAction(updateBusinessCalendar, {
  permission: 'business_hours.update',
  run: async (ctx, { id, version, name, hours, effectiveAt }) => {
    const calendar = await ctx.db.lock(businessCalendars, id);
    if (effectiveAt && effectiveAt < ctx.now()) {
      throw invalid('Hours cannot change in the past. Leave the time empty to change them from now on.', {
        effectiveAt: 'Choose a time in the future.',
      });
    }
    const latest = hours ? calendar.latest + 1 : calendar.latest;
    const after = await ctx.db.update(businessCalendars, id, { name, latest }, version);
    if (hours) {
      const { holidayCalendarIds, ...schedule } = hours;
      assertSchedule(schedule);
      await insertVersion(ctx, id, latest, { schedule, holidayCalendarIds }, effectiveAt ?? ctx.now());
      await recomputeLater(ctx, { calendarId: id });
    }
    return { id, version: after.version };
  },
});
