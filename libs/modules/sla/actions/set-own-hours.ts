import { refused } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { setOwnHours } from '../contract';
import { businessCalendars } from '../tables';

/** The business calendar that the caller's notices wait for, when a rule respects their hours. */
export const setOwnHoursAction = defineAction(setOwnHours, {
  signedIn: true,
  run: async (ctx, { calendarId }) => {
    const { kind, id, userType } = ctx.actor;
    if (kind !== 'user' || userType !== 'internal')
      throw refused('sla.no_own_hours', 'Only people who work here have hours of their own. Sign in as one of them.');
    if (calendarId === null) {
      await ctx.db.rows(sql`delete from sla_recipient_hours where tenant_id = ${ctx.tenant} and user_id = ${id}`);
      return { calendarId };
    }
    await ctx.db.get(businessCalendars, calendarId);
    await ctx.db.rows(
      sql`insert into sla_recipient_hours (tenant_id, user_id, calendar_id) values (${ctx.tenant}, ${id}, ${calendarId})
          on conflict (tenant_id, user_id) do update set calendar_id = excluded.calendar_id`,
    );
    return { calendarId };
  },
});
