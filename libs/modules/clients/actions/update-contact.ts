import { changeCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { setTags } from '@kelp/tags';
import { contactFacts } from '../contact-facts';
import { updateContact } from '../contract';
import { contactUpdated } from '../events';
import { refuseMergedContact } from '../refuse-merged';
import { contacts } from '../tables';

/** Changes the given facts of a contact. An inactive one can no longer use the portal. */
export const updateContactAction = defineAction(updateContact, {
  permission: 'contact.update',
  run: async (ctx, { id, version, custom: values, tags, ...patch }) => {
    const before = await ctx.db.lock(contacts, id);
    refuseMergedContact(before);
    const facts = await contactFacts(ctx, patch, before);
    const custom = await changeCustom(ctx, { entity: 'contact', id, before: before.custom, patch: values });
    // Who is put in or out of use by hand no longer follows the client.
    const use = patch.isInactive === undefined ? {} : { leftWithClient: false };
    const contact = await ctx.db.update(contacts, id, { ...patch, ...facts, ...use, custom }, version);
    await setTags(ctx, 'contact', id, tags);
    ctx.emit(contactUpdated, id, { contactId: id });
    return { id, version: contact.version };
  },
});
