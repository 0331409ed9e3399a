import { defineAction } from '@kelp/kernel';
import { createContact } from '../contract';
import { normalizeEmail } from '../domain/normalize-email';
import { contactCreated } from '../events';
import { refuseTakenAddress } from '../refuse-taken';
import { contacts } from '../tables';

/** A new contact of a client, or of none yet. */
export const createContactAction = defineAction(createContact, {
  permission: 'contact.create',
  run: async (ctx, input) => {
    const email = normalizeEmail(input.email);
    await refuseTakenAddress(ctx, email, null);
    const contact = await ctx.db.insert(contacts, { ...input, email });
    ctx.emit(contactCreated, contact.id, { contactId: contact.id, clientId: contact.clientId });
    return { id: contact.id };
  },
});
