import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { getClient } from '../contract';
import { clientEmailDomains, clientLocations, clients, contactClients, contacts } from '../tables';

/** One client with its locations, contacts and mail domains. */
export const getClientQuery = defineQuery(getClient, {
  permission: 'client.read',
  run: async (ctx, { id }) => {
    const [client, locations, people, domains, upTo] = await Promise.all([
      ctx.db.get(clients, id),
      ctx.db.list(clientLocations, { clientId: id }, { orderBy: 'name' }),
      peopleOf(ctx, id),
      ctx.db.list(clientEmailDomains, { clientId: id }, { orderBy: 'domain' }),
      ctx.upTo(),
    ]);
    return {
      ...client,
      locations,
      contacts: people,
      domains: domains.map((row) => row.domain),
      upTo,
      abilities: abilitiesOf(ctx, ['client.update', 'client.deactivate', 'contact.create', 'contact.update']),
    };
  },
});

/** The contacts of a client by name, with those who belong to it beside their own client. */
async function peopleOf(ctx: ReadCtx, clientId: string) {
  const members = await ctx.db.list(contactClients, { clientId });
  const [own, others] = await Promise.all([
    ctx.db.list(contacts, { clientId }),
    members.length > 0 ? ctx.db.list(contacts, { id: members.map(({ contactId }) => contactId) }) : [],
  ]);
  return [...own, ...others].sort((a, b) => a.fullName.localeCompare(b.fullName));
}
