import { defineAction } from '@kelp/kernel';
import { updateContact } from '../contract';
import { normalizeEmail } from '../domain/normalize-email';
import { contactUpdated } from '../events';
import { refuseTakenAddress } from '../refuse-taken';
import { contacts } from '../tables';

/** Changes the given facts of a contact. */
export const updateContactAction = defineAction(updateContact, {
  permission: 'contact.update',
  run: async (ctx, { id, version, email, ...patch }) => {
    const address = email === undefined ? undefined : normalizeEmail(email);
    if (address !== undefined) await refuseTakenAddress(ctx, address, id);
    const contact = await ctx.db.update(contacts, id, { ...patch, email: address }, version);
    ctx.emit(contactUpdated, id, { contactId: id });
    return { id, version: contact.version };
  },
});
