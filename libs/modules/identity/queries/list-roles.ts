import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listRoles } from '../contract';
import { holdsEverything, permissionsOfRoles } from '../domain/permissions-of-roles';
import { isShippedRole } from '../domain/shipped-roles';

type Card = z.output<typeof listRoles.output>['rows'][number];
type Row = Omit<Card, 'permissions' | 'isShipped' | 'holdsEverything'> & { granted: string[] };

/** The roles of one side or of both, with what each allows and how many active people hold it. */
export const listRolesQuery = defineQuery(listRoles, {
  permission: 'role.read',
  run: async (ctx, { side }) => {
    const rows = await ctx.db.rows<Row>(
      sql`select r.id, r.name, case when r.msp then 'msp' else 'client' end as side, r.follows_default, r.second_factor_from, r.version,
            (select count(*)::integer from user_roles ur join users u on u.tenant_id = ur.tenant_id and u.id = ur.user_id
              where ur.tenant_id = r.tenant_id and ur.role_id = r.id and u.is_active) as people,
            (select coalesce(json_agg(p.permission), '[]') from role_permissions p
              where p.tenant_id = r.tenant_id and p.role_id = r.id) as granted
          from roles r
          where r.tenant_id = ${ctx.tenant} and (${side ?? null}::text is null or r.msp = (${side ?? null} = 'msp'))
          order by r.client, lower(r.name)`,
    );
    return { rows: rows.map((row) => withPermissions(ctx, row)), next: null };
  },
});

function withPermissions(ctx: ReadCtx, { granted, ...role }: Row): Card {
  const { name, side, followsDefault } = role;
  const msp = side === 'msp';
  const held = permissionsOfRoles(ctx.permissions, [{ name, msp, followsDefault, granted }]);
  const permissions = [...ctx.permissions.values()].filter((one) => held.has(one.name));
  return {
    ...role,
    isShipped: isShippedRole({ name, msp }),
    holdsEverything: holdsEverything({ name, msp }),
    permissions: permissions.map((one) => ({ name: one.name, label: one.label })),
  };
}
