import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { users } from '@kelp/identity';
import { tagsOf, type TagChip } from '@kelp/tags';
import { contactColumns, isContactOf } from '../contact-columns';
import { getClient, type ContactCard } from '../contract';
import { mergedInto } from '../merging/merged';
import { clientEmailDomains, clientLocations, clients, contacts } from '../tables';

/** One client with its locations, contacts and mail domains. */
export const getClientQuery = defineQuery(getClient, {
  permission: 'client.read',
  run: async (ctx, { id }) => {
    const [client, children, locations, people, domains, { tags }, merged, upTo] = await Promise.all([
      ctx.db.get(clients, id),
      ctx.db.list(clients, { parentId: id }, { orderBy: 'name' }),
      ctx.db.list(clientLocations, { clientId: id }, { orderBy: 'name' }),
      peopleOf(ctx, id),
      ctx.db.list(clientEmailDomains, { clientId: id }, { orderBy: 'domain' }),
      tagsOfClient(ctx, id),
      mergedInto(ctx, 'client', id),
      ctx.upTo(),
    ]);
    const [parent, manager, became, billing] = await Promise.all([
      client.parentId ? ctx.db.get(clients, client.parentId) : null,
      client.accountManagerId ? ctx.db.get(users, client.accountManagerId) : null,
      client.mergedIntoId ? ctx.db.get(clients, client.mergedIntoId) : null,
      client.billingContactId ? ctx.db.get(contacts, client.billingContactId) : null,
    ]);
    return {
      ...client,
      parent,
      children,
      accountManager: manager,
      billingContact: billing && { id: billing.id, name: billing.fullName },
      mergedInto: became,
      merged,
      locations,
      contacts: people,
      tags,
      domains: domains.map((row) => row.domain),
      upTo,
      abilities: abilitiesOf(ctx, [
        'client.update',
        'client.deactivate',
        'client.delete',
        'client.merge',
        'contact.create',
        'contact.update',
        'contact.delete',
        'interaction.read',
        'interaction.create',
        'interaction.update',
        'interaction.delete',
      ]),
    };
  },
});

/** The contacts of a client by name, with those who belong to it beside their own client. */
const peopleOf = (ctx: ReadCtx, clientId: string) =>
  ctx.db.rows<ContactCard>(
    sql`select ${contactColumns} from contacts k
        where k.tenant_id = ${ctx.tenant} and ${isContactOf(clientId)} and k.merged_into_id is null order by lower(k.full_name), k.id`,
  );

/** The tags of the client; an unknown one has none, and is refused elsewhere. */
const tagsOfClient = async (ctx: ReadCtx, id: string): Promise<{ tags: TagChip[] }> =>
  (await ctx.db.maybe<{ tags: TagChip[] }>(
    sql`select ${tagsOf('client', 'c')} as tags from clients c where c.tenant_id = ${ctx.tenant} and c.id = ${id}`,
  )) ?? { tags: [] };
