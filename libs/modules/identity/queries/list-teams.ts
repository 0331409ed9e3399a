import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listTeams } from '../contract';

type Card = z.output<typeof listTeams.output>['rows'][number];
type Row = Omit<Card, 'manager'> & { managerId: string | null; managerName: string | null };

/** The teams by name, with their members. */
export const listTeamsQuery = defineQuery(listTeams, {
  permission: 'team.read',
  run: async (ctx) => {
    const found = await ctx.db.rows<Row>(
      sql`select tm.id, tm.name, tm.version, tm.manager_id, b.name as manager_name,
            (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'role', m.role) order by lower(u.name)), '[]')
              from team_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
              where m.tenant_id = tm.tenant_id and m.team_id = tm.id and u.is_active) as members
          from teams tm left join users b on b.tenant_id = tm.tenant_id and b.id = tm.manager_id
          where tm.tenant_id = ${ctx.tenant} order by lower(tm.name), tm.id`,
    );
    const rows = found.map(({ managerId, managerName, ...card }) => ({
      ...card,
      manager: managerId ? { id: managerId, name: managerName ?? '' } : null,
    }));
    return { rows, next: null };
  },
});
