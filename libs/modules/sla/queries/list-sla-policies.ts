import { defineQuery } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { listSlaPolicies } from '../contract';

interface Row {
  id: string;
  name: string;
  isDefault: boolean;
  calendarId: string;
  calendarName: string;
  clientCount: number;
  boardCount: number;
  version: number;
}

const assigned = (column: Sql): Sql =>
  sql`(select count(${column})::int from sla_assignments a where a.tenant_id = p.tenant_id and a.policy_id = p.id)`;

/** Every SLA policy in use, the default first. */
export const listSlaPoliciesQuery = defineQuery(listSlaPolicies, {
  permission: 'sla_policy.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<Row>(
      sql`select p.id, p.name, p.is_default, p.version, c.id as calendar_id, c.name as calendar_name,
            ${assigned(sql`a.client_id`)} as client_count, ${assigned(sql`a.board_id`)} as board_count
          from sla_policies p
          join sla_policy_revisions r on r.tenant_id = p.tenant_id and r.policy_id = p.id and r.revision = p.revision
          join business_calendars c on c.tenant_id = r.tenant_id and c.id = r.calendar_id
          where p.tenant_id = ${ctx.tenant} and p.deleted_at is null order by p.is_default desc, lower(p.name), p.id`,
    ),
  }),
});
