import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { getClient } from '../contract';
import { clientEmailDomains, clientLocations, clients, contacts } from '../tables';

/** One client with its locations, contacts and mail domains. */
export const getClientQuery = defineQuery(getClient, {
  permission: 'client.read',
  run: async (ctx, { id }) => {
    const [client, locations, people, domains, upTo] = await Promise.all([
      ctx.db.get(clients, id),
      ctx.db.list(clientLocations, { clientId: id }, { orderBy: 'name' }),
      ctx.db.list(contacts, { clientId: id }, { orderBy: 'fullName' }),
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
