import { defineAction } from '@kelp/kernel';
import { contactFacts } from '../contact-facts';
import { updateContact } from '../contract';
import { contactUpdated } from '../events';
import { contacts } from '../tables';

/** Changes the given facts of a contact. An inactive one can no longer use the portal. */
export const updateContactAction = defineAction(updateContact, {
  permission: 'contact.update',
  run: async (ctx, { id, version, ...patch }) => {
    const before = await ctx.db.lock(contacts, id);
    const facts = await contactFacts(ctx, patch, before);
    const contact = await ctx.db.update(contacts, id, { ...patch, ...facts }, version);
    ctx.emit(contactUpdated, id, { contactId: id });
    return { id, version: contact.version };
  },
});
