import { endAccess, users } from '@kelp/identity';
import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { mergeContacts } from '../contract';
import { arrangePhones } from '../domain/arrange-phones';
import { contactMerged, contactUpdated } from '../events';
import { contactClients, contacts, type ContactEmail } from '../tables';
import { joinCustom, joinTags } from './join-facts';
import { lockTwo } from './lock-two';
import { contactMerge, type MergePart } from './slots';
import { tagsOfBoth, writeDown } from './write-down';

type Contact = Row<typeof contacts>;

/**
 * Makes one contact of two: `id` becomes a part of `intoId`. All addresses and numbers stay, so that mail from each is the one person's;
 * tickets, memberships and portal access move. Where both have access to the portal, that of the merged one ends. Each row that it touches
 * is written down, for undoing.
 */
export const mergeContactsAction = defineAction(mergeContacts, {
  permission: 'contact.merge',
  run: async (ctx, { id, intoId }) => {
    if (id === intoId) throw invalid('A contact cannot be merged into itself.', { intoId: 'Choose another contact.' });
    const [from, into] = await lockTwo(ctx, contacts, id, intoId);
    const question = { from: id, into: intoId };
    const parts = await ctx.askSlot(contactMerge, question);
    const blockers = [...contactBlockers(from, into), ...parts.flatMap(({ blocker }) => blocker ?? [])];
    if (blockers.length > 0) throw refused('contact.merge_blocked', blockers.join(' '), { blockers });
    const tags = await tagsOfBoth(ctx, 'contact', question);
    const changes = await ctx.recorded(() => moveAll(ctx, from, into, parts));
    await writeDown(ctx, 'contact', question, tags, changes);
    ctx.emit(contactMerged, intoId, { contactId: intoId, mergedId: id, name: from.fullName });
    for (const contactId of [id, intoId]) ctx.emit(contactUpdated, contactId, { contactId });
    ctx.touch('ticket');
    return { id: intoId };
  },
});

async function moveAll(ctx: Ctx, from: Contact, into: Contact, parts: readonly MergePart[]): Promise<void> {
  const clientId = into.clientId ?? from.clientId;
  await moveAccess(ctx, from, into, clientId);
  await joinTags(ctx, 'contact', { from: from.id, into: into.id });
  for (const part of parts) await part.move?.(ctx);
  await joinAddresses(ctx, from, into, clientId);
  await joinMemberships(ctx, from, into.id, clientId);
  await ctx.db.updateAll(contacts, { mergedIntoId: from.id }, { mergedIntoId: into.id });
  await ctx.db.update(contacts, from.id, { mergedIntoId: into.id });
}

/** Why these two cannot become one, each a sentence. */
export function contactBlockers(from: Contact, into: Contact): string[] {
  if (from.id === into.id) return ['A contact cannot be merged into itself. Choose another one.'];
  if (from.mergedIntoId) return [`${from.fullName} is merged already. Open the contact that it became.`];
  if (into.mergedIntoId) return [`${into.fullName} was merged into another contact. Choose that one.`];
  if (into.isInactive && !from.isInactive)
    return [`${into.fullName} is inactive. Activate that contact first, or merge the other way round.`];
  return [];
}

/** A contact has one way into the portal. The merged one's is kept when the other has none, for the client of the one that stays. */
async function moveAccess(ctx: Ctx, from: Contact, into: Contact, clientId: string | null): Promise<void> {
  const user = await ctx.db.find(users, { contactId: from.id });
  if (!user) return;
  const other = await ctx.db.find(users, { contactId: into.id });
  if (!other && clientId) await ctx.db.update(users, user.id, { contactId: into.id, clientId });
  else if (user.isActive) await endAccess(ctx, user);
}

/** First the merged row gives its addresses up, then the other one takes them. */
async function joinAddresses(ctx: Ctx, from: Contact, into: Contact, clientId: string | null): Promise<void> {
  await ctx.db.update(contacts, from.id, { email: null, otherEmails: [], isInactive: true, leftWithClient: false });
  const email = into.email ?? from.email;
  const first: ContactEmail[] = from.email ? [{ kind: 'work', email: from.email }] : [];
  const others = new Map([...into.otherEmails, ...first, ...from.otherEmails].map((one) => [one.email, one] as const));
  if (email) others.delete(email);
  const digits = ({ number }: { number: string }) => number.replace(/\D/g, '');
  const known = new Set(into.phones.map(digits));
  const added = from.phones.filter((one) => !known.has(digits(one))).map((one) => ({ ...one, isDefault: false }));
  await ctx.db.update(contacts, into.id, {
    clientId,
    email,
    otherEmails: [...others.values()],
    ...arrangePhones({ phones: [...into.phones, ...added] }, into.phones),
    title: into.title || from.title,
    locale: into.locale ?? from.locale,
    channel: into.channel ?? from.channel,
    isVip: into.isVip || from.isVip,
    isExternal: into.isExternal || from.isExternal,
    custom: await joinCustom(ctx, 'contact', into, from.custom),
  });
}

/** The clients of both, each once, beside the own one. */
async function joinMemberships(ctx: Ctx, from: Contact, intoId: string, clientId: string | null): Promise<void> {
  const there = new Set((await ctx.db.list(contactClients, { contactId: intoId })).map((row) => row.clientId));
  const theirs = await ctx.db.list(contactClients, { contactId: from.id });
  for (const row of theirs) {
    if (there.has(row.clientId) || row.clientId === clientId) await ctx.db.remove(contactClients, row.id);
    else await ctx.db.update(contactClients, row.id, { contactId: intoId });
    there.add(row.clientId);
  }
  if (from.clientId && from.clientId !== clientId && !there.has(from.clientId))
    await ctx.db.insert(contactClients, { contactId: intoId, clientId: from.clientId });
}
