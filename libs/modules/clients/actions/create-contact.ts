import { defineAction } from '@kelp/kernel';
import { contactFacts } from '../contact-facts';
import { createContact } from '../contract';
import { contactCreated } from '../events';
import { contacts } from '../tables';

/** A new contact of a client, or of none yet. */
export const createContactAction = defineAction(createContact, {
  permission: 'contact.create',
  run: async (ctx, input) => {
    const contact = await ctx.db.insert(contacts, { ...input, ...(await contactFacts(ctx, input)) });
    ctx.emit(contactCreated, contact.id, { contactId: contact.id, clientId: contact.clientId });
    return { id: contact.id };
  },
});
