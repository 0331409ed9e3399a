import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listWatchers } from '../contract';
import { tickets } from '../tables';

interface FlatWatcher {
  id: string;
  userId: string | null;
  contactId: string | null;
  name: string;
  address: string | null;
  clientName: string | null;
  isOtherClient: boolean;
}

/** Who follows a ticket: colleagues, and people outside who get its public replies. */
export const listWatchersQuery = defineQuery(listWatchers, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId }) => {
    const ticket = await ctx.db.get(tickets, ticketId);
    const rows = await ctx.db.rows<FlatWatcher>(
      sql`select w.id, w.user_id, w.contact_id, coalesce(u.name, k.full_name, w.address, '') as name,
            coalesce(k.email, w.address) as address, c.name as client_name,
            k.client_id is not null and k.client_id is distinct from ${ticket.clientId}::uuid as is_other_client
          from ticket_watchers w
          left join users u on u.tenant_id = w.tenant_id and u.id = w.user_id
          left join contacts k on k.tenant_id = w.tenant_id and k.id = w.contact_id
          left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
          where w.tenant_id = ${ctx.tenant} and w.ticket_id = ${ticketId} order by w.id limit 500`,
    );
    return {
      colleagues: rows.flatMap(({ id, userId, name }) => (userId ? [{ id, userId, name }] : [])),
      copies: rows
        .filter(({ userId }) => !userId)
        .map(({ id, contactId, name, address, clientName, isOtherClient }) => ({
          id,
          contactId,
          name,
          address: address ?? '',
          otherClient: isOtherClient ? clientName : null,
        })),
      isFollowing: rows.some(({ userId }) => userId !== null && userId === ctx.actor.id),
    };
  },
});
