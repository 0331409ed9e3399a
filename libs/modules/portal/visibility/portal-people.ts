import { permissionsOfRoles, type HeldRole } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

export interface PortalPerson {
  userId: string;
  name: string;
  contactId: string | null;
  can: (permission: string) => boolean;
}

/** The people of a client who may use the portal, each with what their roles allow. */
export async function portalPeople(ctx: ReadCtx, clientId: string): Promise<PortalPerson[]> {
  const rows = await ctx.db.rows<Omit<PortalPerson, 'can'> & { roles: HeldRole[] }>(
    sql`select u.id as user_id, u.name, u.contact_id, coalesce((select json_agg(json_build_object('name', r.name, 'msp', r.msp,
            'followsDefault', r.follows_default, 'granted', (select coalesce(json_agg(p.permission), '[]') from role_permissions p
              where p.tenant_id = r.tenant_id and p.role_id = r.id)))
          from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
          where ur.tenant_id = u.tenant_id and ur.user_id = u.id), '[]') as roles
        from users u where u.tenant_id = ${ctx.tenant} and u.type = 'client' and u.is_active and u.client_id = ${clientId}
        order by lower(u.name)`,
  );
  return rows.map(({ roles, ...person }) => {
    const held = permissionsOfRoles(ctx.permissions, roles);
    return { ...person, can: (permission: string) => held.has(permission) };
  });
}
