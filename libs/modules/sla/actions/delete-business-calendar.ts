import { refused } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteBusinessCalendar } from '../contract';
import { businessCalendars, slaPolicyRevisions } from '../tables';

/** Deletes a calendar that no policy ever counted by; others stay, because their clocks explain themselves by it. */
export const deleteBusinessCalendarAction = defineAction(deleteBusinessCalendar, {
  permission: 'business_hours.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(businessCalendars, id);
    if (await ctx.db.find(slaPolicyRevisions, { calendarId: id })) {
      throw refused(
        'business_calendar.in_use',
        'SLA policies count by this calendar. Change its hours instead of deleting it.',
      );
    }
    // Whoever had it as their own hours goes by those of the policy again.
    await ctx.db.rows(sql`delete from sla_recipient_hours where tenant_id = ${ctx.tenant} and calendar_id = ${id}`);
    for (const table of [
      sql`calendar_intervals`,
      sql`calendar_dates`,
      sql`calendar_holidays`,
      sql`calendar_versions`,
    ]) {
      await ctx.db.rows(sql`delete from ${table} where tenant_id = ${ctx.tenant} and calendar_id = ${id}`);
    }
    await ctx.db.remove(businessCalendars, id);
    return { id };
  },
});
