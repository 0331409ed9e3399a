import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listAccountManagers, listClientDependents } from '../contract';
import { allDependents, dependentLabel } from '../dependents';
import { clients } from '../tables';

/** What a client still has, before it is deactivated or deleted; only what the caller may see. */
export const listClientDependentsQuery = defineQuery(listClientDependents, {
  permission: 'client.read',
  run: async (ctx, { id }) => {
    await ctx.db.get(clients, id);
    const all = await allDependents(ctx, id);
    const people = await ctx.db.one<{ activeContacts: number; portalUsers: number; leftContacts: number }>(
      sql`select count(*) filter (where not k.is_inactive)::int as active_contacts, count(u.id)::int as portal_users,
            count(*) filter (where k.is_inactive and k.left_with_client)::int as left_contacts
          from contacts k left join users u on u.tenant_id = k.tenant_id and u.contact_id = k.id and u.is_active
          where k.tenant_id = ${ctx.tenant} and k.client_id = ${id}`,
    );
    const seen = all.filter(({ permission }) => ctx.can(permission));
    return { ...people, rows: seen.map((one) => ({ label: dependentLabel(one), count: one.count, href: one.href })) };
  },
});

/** Active members of staff by name. */
export const listAccountManagersQuery = defineQuery(listAccountManagers, {
  permission: 'client.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<{ id: string; name: string }>(
      sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active order by lower(name), id limit 500`,
    ),
  }),
});
