import { defineQuery } from '@kelp/kernel';
import { loadCalendars } from '../calendars';
import { getOwnHours } from '../contract';
import { businessCalendars, slaRecipientHours } from '../tables';

/** The caller's own hours with the calendars to choose from, by name. */
export const getOwnHoursQuery = defineQuery(getOwnHours, {
  permission: 'ticket.read',
  run: async (ctx) => {
    const own = ctx.actor.id ? await ctx.db.find(slaRecipientHours, { userId: ctx.actor.id }) : undefined;
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
