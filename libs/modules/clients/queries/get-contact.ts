import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { contactColumns } from '../contact-columns';
import { getContact, getContactHint, type ContactCard } from '../contract';
import { mergedInto } from '../merging/merged';
import { clients, contactClients, contacts } from '../tables';

const offered = [
  'contact.update',
  'contact.merge',
  'contact.delete',
  'client.read',
  'interaction.read',
  'interaction.create',
  'interaction.update',
  'interaction.delete',
  'ticket.create',
];

/** One contact with its clients. A merged one says which contact it became. */
export const getContactQuery = defineQuery(getContact, {
  permission: 'contact.read',
  run: async (ctx, { id }) => {
    const [card, row, memberships, merged, upTo] = await Promise.all([
      ctx.db.maybe<ContactCard>(
        sql`select ${contactColumns} from contacts k
            where k.tenant_id = ${ctx.tenant} and k.id = ${id} and ${ctx.visible('contact.read', 'k')}`,
      ),
      ctx.db.find(contacts, { id }),
      ctx.db.list(contactClients, { contactId: id }),
      mergedInto(ctx, 'contact', id),
      ctx.upTo(),
    ]);
    if (!card || !row) throw notFound('contact');
    const ids = [...(row.clientId ? [row.clientId] : []), ...memberships.map(({ clientId }) => clientId)];
    const [theirs, became] = await Promise.all([
      ctx.db.list(clients, { id: ids }, { orderBy: 'name' }),
      row.mergedIntoId ? ctx.db.get(contacts, row.mergedIntoId) : null,
    ]);
    return {
      ...card,
      client: theirs.find((one) => one.id === row.clientId) ?? null,
      otherClients: theirs.filter((one) => one.id !== row.clientId),
      mergedInto: became && { id: became.id, name: became.fullName },
      merged,
      abilities: abilitiesOf(ctx, offered),
      upTo,
    };
  },
});

export const getContactHintQuery = defineQuery(getContactHint, {
  permission: 'contact.read',
  run: async (ctx, { id }) => {
    const contact = await ctx.db.get(contacts, id);
    ctx.assertVisible('contact.read', contact, 'contact');
    const { isVip, locale, channel, phone } = contact;
    return { isVip, locale, channel, phone };
  },
});
