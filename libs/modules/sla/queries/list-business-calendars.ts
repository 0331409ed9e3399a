import { defineQuery } from '@kelp/kernel';
import { compileCalendar } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { loadCalendars } from '../calendars';
import { listBusinessCalendars } from '../contract';

interface Row {
  id: string;
  name: string;
  version: number;
  policyCount: number;
}

/** Every business calendar of the workspace, by name. */
export const listBusinessCalendarsQuery = defineQuery(listBusinessCalendars, {
  permission: 'business_hours.read',
  run: async (ctx) => {
    const rows = await ctx.db.rows<Row>(
      sql`select c.id, c.name, c.version, (
            select count(*)::int from sla_policies p join sla_policy_revisions r
              on r.tenant_id = p.tenant_id and r.policy_id = p.id and r.revision = p.revision
            where p.tenant_id = c.tenant_id and p.deleted_at is null and r.calendar_id = c.id) as policy_count
          from business_calendars c where c.tenant_id = ${ctx.tenant} order by lower(c.name), c.id`,
    );
    const loaded = await loadCalendars(
      ctx,
      rows.map(({ id }) => id),
    );
    return {
      rows: rows.flatMap((row) => {
        const calendar = loaded.get(row.id);
        if (!calendar) return [];
        const { schedule } = calendar;
        return [{ ...row, zone: schedule.timezone, neverOpens: compileCalendar(schedule).neverOpens }];
      }),
    };
  },
});
