import { forgetCustom } from '@kelp/fields';
import { users } from '@kelp/identity';
import { defineAction, defineQuery, type ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { deleteContact, listContactDependents } from '../contract';
import { dependentLabel, type Dependent } from '../dependents';
import { contactDeleted } from '../events';
import { contactMerge } from '../merging/slots';
import { clientLocations, clients, contactClients, contacts } from '../tables';

/** Tables that let go of a contact: a location has nobody to ask for any more, and a billing contact is refused with its own sentence. */
const lettingGo = [clients.name, clientLocations.name];

/**
 * What has been done by or for a contact: the rooms name the same tables as for a merge. Access to the portal is history too, since what
 * the person did there bears their name.
 */
async function historyOf(ctx: ReadCtx, id: string): Promise<Dependent[]> {
  const page = `/msp/contacts/${id}`;
  const [parts, access, merged] = await Promise.all([
    ctx.askSlot(contactMerge, { from: id, into: id }),
    ctx.db.list(users, { contactId: id }),
    ctx.db.list(contacts, { mergedIntoId: id }),
  ]);
  const own = { href: page, permission: 'contact.read' };
  return [
    ...parts.filter(({ table }) => !lettingGo.includes(table)).map(({ href = page, ...part }) => ({ ...part, href })),
    { ...own, table: users.name, count: access.length, one: 'portal user', other: 'portal users' },
    {
      ...own,
      table: contacts.name,
      count: merged.length,
      one: 'contact merged into it',
      other: 'contacts merged into it',
    },
  ].filter(({ count }) => count > 0);
}

const billedThrough = async (ctx: ReadCtx, id: string) =>
  (await ctx.db.list(clients, { billingContactId: id }, { orderBy: 'name' })).map(({ id: of, name }) => ({
    id: of,
    name,
  }));

/** Deletes a contact without history, with its memberships. Otherwise refuses with what is in the way, and offers to deactivate instead. */
export const deleteContactAction = defineAction(deleteContact, {
  permission: 'contact.delete',
  run: async (ctx, { id }) => {
    const { fullName } = await ctx.db.lock(contacts, id);
    const [billed, history] = [await billedThrough(ctx, id), await historyOf(ctx, id)];
    if (billed.length > 0)
      throw refused(
        'contact.billing',
        `${fullName} is the billing contact of ${billed.map(({ name }) => name).join(', ')}. Choose another one there first.`,
        { clients: billed },
      );
    if (history.length > 0) {
      const blockers = history.map((one) => ({ label: dependentLabel(one), count: one.count, href: one.href }));
      throw refused(
        'contact.in_use',
        `${fullName} has ${blockers.map(({ label }) => label).join(', ')}. Deactivate the contact instead.`,
        { blockers },
      );
    }
    await ctx.db.updateAll(clientLocations, { siteContactId: id }, { siteContactId: null });
    for (const row of await ctx.db.list(contactClients, { contactId: id })) await ctx.db.remove(contactClients, row.id);
    await setTags(ctx, 'contact', id, []);
    await forgetCustom(ctx, id);
    await ctx.db.remove(contacts, id);
    ctx.emit(contactDeleted, id, { contactId: id, name: fullName });
    return {};
  },
});

/** What keeps a contact from being deleted; only what the caller may see. */
export const listContactDependentsQuery = defineQuery(listContactDependents, {
  permission: 'contact.read',
  run: async (ctx, { id }) => {
    ctx.assertVisible('contact.read', await ctx.db.get(contacts, id), 'contact');
    const [billed, history] = await Promise.all([billedThrough(ctx, id), historyOf(ctx, id)]);
    const seen = history.filter(({ permission }) => ctx.can(permission));
    return {
      billingContactOf: ctx.can('client.read') ? billed : [],
      rows: seen.map((one) => ({ label: dependentLabel(one), count: one.count, href: one.href })),
    };
  },
});
