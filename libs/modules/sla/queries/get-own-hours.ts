import { defineQuery } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { loadCalendars } from '../calendars';
import { getOwnHours } from '../contract';
import { businessCalendars, slaRecipientHours } from '../tables';

/** The caller's own hours with the calendars to choose from, by name. */
export const getOwnHoursQuery = defineQuery(getOwnHours, {
  signedIn: true,
  run: async (ctx) => {
    const { kind, id, userType } = ctx.actor;
    if (kind !== 'user' || userType !== 'internal')
      throw refused('sla.no_own_hours', 'Only people who work here have hours of their own. Sign in as one of them.');
    const own = id ? await ctx.db.find(slaRecipientHours, { userId: id }) : undefined;
    const rows = await ctx.db.list(businessCalendars, {}, { orderBy: 'name', limit: 200 });
    const loaded = await loadCalendars(
      ctx,
      rows.map(({ id }) => id),
    );
    return {
      calendarId: own?.calendarId ?? null,
      calendars: rows.map(({ id, name }) => ({ id, name, zone: loaded.get(id)?.schedule.timezone ?? '' })),
    };
  },
});
