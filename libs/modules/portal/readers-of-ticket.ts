import { permissionsOfRoles, type HeldRole } from '@kelp/identity';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketReaders } from '@kelp/tickets';

interface Person {
  userId: string;
  name: string;
  contactId: string | null;
  roles: HeldRole[];
}

/** Portal users who see a ticket of this client: all with the right to the company's tickets, and its own contact. */
export const readersOfTicket = fillServerSlot(ticketReaders, async (ctx, { clientId, contactId }) => {
  if (!clientId) return [];
  const people = await ctx.db.rows<Person>(
    sql`select u.id as user_id, u.name, u.contact_id, coalesce((select json_agg(json_build_object('name', r.name, 'msp', r.msp,
            'followsDefault', r.follows_default, 'granted', (select coalesce(json_agg(p.permission), '[]') from role_permissions p
              where p.tenant_id = r.tenant_id and p.role_id = r.id)))
          from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
          where ur.tenant_id = u.tenant_id and ur.user_id = u.id), '[]') as roles
        from users u where u.tenant_id = ${ctx.tenant} and u.type = 'client' and u.is_active and u.client_id = ${clientId}
        order by lower(u.name)`,
  );
  return people.filter((person) => {
    const held = permissionsOfRoles(ctx.permissions, person.roles);
    if (held.has('portal_ticket.read_client')) return true;
    return held.has('portal_ticket.read_own') && person.contactId !== null && person.contactId === contactId;
  });
});
