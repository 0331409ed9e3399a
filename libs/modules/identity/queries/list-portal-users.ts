import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listPortalUsers, type portalUserCard } from '../contract';

type Card = z.output<typeof portalUserCard>;
type Row = Omit<Card, 'client'> & { clientId: string; clientName: string };

/** Who may use the client portal, of one client or of all. */
export const listPortalUsersQuery = defineQuery(listPortalUsers, {
  permission: 'portal_access.read',
  run: async (ctx, { clientId = null }) => {
    const found = await ctx.db.rows<Row>(
      sql`select u.id, u.name, u.email, u.contact_id, u.client_id, c.name as client_name, u.is_active, u.last_sign_in_at,
            u.password_hash is not null as has_password,
            coalesce((select string_agg(r.name, ', ' order by r.name) from user_roles ur
              join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
              where ur.tenant_id = u.tenant_id and ur.user_id = u.id), '') as role
          from users u join clients c on c.tenant_id = u.tenant_id and c.id = u.client_id
          where u.tenant_id = ${ctx.tenant} and u.type = 'client' and (${clientId}::uuid is null or u.client_id = ${clientId})
          order by lower(c.name), lower(u.name), u.id limit 2000`,
    );
    const rows = found.map(({ clientId: id, clientName, ...card }) => ({ ...card, client: { id, name: clientName } }));
    return { rows };
  },
});
