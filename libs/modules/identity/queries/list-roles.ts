import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listRoles } from '../contract';

type Row = z.output<typeof listRoles.output>['rows'][number];

/** The roles of one side or of both, with how many active people hold each. */
export const listRolesQuery = defineQuery(listRoles, {
  permission: 'role.read',
  run: async (ctx, { side }) => {
    const rows = await ctx.db.rows<Row>(
      sql`select r.id, r.name, case when r.msp then 'msp' else 'client' end as side, r.follows_default,
            (select count(*)::integer from user_roles ur join users u on u.tenant_id = ur.tenant_id and u.id = ur.user_id
              where ur.tenant_id = r.tenant_id and ur.role_id = r.id and u.is_active) as people
          from roles r
          where r.tenant_id = ${ctx.tenant} and (${side ?? null}::text is null or r.msp = (${side ?? null} = 'msp'))
          order by r.client, lower(r.name)`,
    );
    return { rows, next: null };
  },
});
