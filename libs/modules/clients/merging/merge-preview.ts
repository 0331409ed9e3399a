import { users } from '@kelp/identity';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { previewClientMerge, previewContactMerge } from '../contract';
import { clientEmailDomains, clientLocations, clients, contactClients, contacts } from '../tables';
import { blockersBetween } from './merge-clients';
import { contactBlockers } from './merge-contacts';
import { clientMerge, contactMerge, movedRows, type MergePart } from './slots';

/** What becomes of everything that a client has, before anybody merges it; only what the caller may see is counted. */
export const previewClientMergeQuery = defineQuery(previewClientMerge, {
  permission: 'client.merge',
  run: async (ctx, { id, intoId }) => {
    const [from, into] = await Promise.all([ctx.db.get(clients, id), ctx.db.get(clients, intoId)]);
    const question = { from: id, into: intoId };
    const field = 'clientId';
    const read = 'client.read';
    const own = await movedRows(ctx, question, [
      { table: contacts, field, one: 'contact', other: 'contacts', permission: 'contact.read' },
      { table: users, field, one: 'portal user', other: 'portal users', permission: read },
      { table: clientLocations, field, one: 'location', other: 'locations', permission: read },
      { table: clientEmailDomains, field, one: 'mail domain', other: 'mail domains', permission: read },
      { table: clients, field: 'parentId', one: 'client below it', other: 'clients below it', permission: read },
    ]);
    const parts = [...own, ...(await ctx.askSlot(clientMerge, question))];
    return {
      from: { id, name: from.name },
      into: { id: intoId, name: into.name },
      names: [from.name, ...from.aliases],
      ...told(ctx, parts),
      blockers: [...blockersBetween(from, into), ...blockersOf(parts)],
    };
  },
});

/** The same for a contact. */
export const previewContactMergeQuery = defineQuery(previewContactMerge, {
  permission: 'contact.merge',
  run: async (ctx, { id, intoId }) => {
    const [from, into] = await Promise.all([ctx.db.get(contacts, id), ctx.db.get(contacts, intoId)]);
    const question = { from: id, into: intoId };
    const field = 'contactId';
    const [own, access, theirs] = await Promise.all([
      movedRows(ctx, question, [
        { table: contactClients, field, one: 'further client', other: 'further clients', permission: 'contact.read' },
      ]),
      ctx.db.find(users, { contactId: id, isActive: true }),
      ctx.db.find(users, { contactId: intoId }),
    ]);
    const parts = [...own, ...(await ctx.askSlot(contactMerge, question))];
    return {
      from: { id, name: from.fullName },
      into: { id: intoId, name: into.fullName },
      names: [from.email, ...from.otherEmails.map(({ email }) => email)].flatMap((email) => email ?? []),
      ...told(ctx, parts),
      portal: access ? (theirs ? ('ends' as const) : ('moves' as const)) : null,
      blockers: [...contactBlockers(from, into), ...blockersOf(parts)],
    };
  },
});

const blockersOf = (parts: readonly MergePart[]): string[] => parts.flatMap(({ blocker }) => blocker ?? []);

function told(ctx: ReadCtx, parts: readonly MergePart[]) {
  const seen = parts.filter(({ count, permission }) => count > 0 && ctx.can(permission));
  const words = (fate: MergePart['fate']) =>
    seen.filter((part) => part.fate === fate).map(({ count, one, other }) => `${count} ${count === 1 ? one : other}`);
  return { moves: words('moves'), stays: words('stays') };
}
