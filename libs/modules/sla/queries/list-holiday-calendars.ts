import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listHolidayCalendars } from '../contract';

type Row = z.output<typeof listHolidayCalendars.output>['rows'][number];

/** Every shared calendar of days off, by name. */
export const listHolidayCalendarsQuery = defineQuery(listHolidayCalendars, {
  permission: 'business_hours.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<Row>(
      sql`select h.id, h.name, h.source, h.country, h.region, h.version,
            (select count(*)::int from holiday_dates d where d.tenant_id = h.tenant_id and d.holiday_calendar_id = h.id) as day_count,
            (select max(d.falls_on)::text from holiday_dates d where d.tenant_id = h.tenant_id and d.holiday_calendar_id = h.id) as last_day,
            (select count(*)::int from calendar_holidays l join business_calendars c
              on c.tenant_id = l.tenant_id and c.id = l.calendar_id and c.latest = l.number
              where l.tenant_id = h.tenant_id and l.holiday_calendar_id = h.id) as calendar_count
          from holiday_calendars h where h.tenant_id = ${ctx.tenant} and h.deleted_at is null order by lower(h.name), h.id`,
    ),
  }),
});
