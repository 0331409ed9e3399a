import { openCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { setTags } from '@kelp/tags';
import { contactFacts } from '../contact-facts';
import { createContact } from '../contract';
import { contactCreated } from '../events';
import { refuseMergedClient } from '../refuse-merged';
import { clients, contacts } from '../tables';

/** A new contact of a client, or of none yet. */
export const createContactAction = defineAction(createContact, {
  permission: 'contact.create',
  run: async (ctx, { custom: values, tags, ...input }) => {
    if (input.clientId) refuseMergedClient(await ctx.db.get(clients, input.clientId));
    const id = ctx.newId();
    const facts = await contactFacts(ctx, input);
    const custom = await openCustom(ctx, { entity: 'contact', id, values, demand: true });
    const contact = await ctx.db.insert(contacts, { ...input, ...facts, id, custom });
    await setTags(ctx, 'contact', id, tags);
    ctx.emit(contactCreated, contact.id, { contactId: contact.id, clientId: contact.clientId });
    return { id: contact.id };
  },
});
