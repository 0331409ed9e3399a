import { users } from '@kelp/identity';
import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { mergeClients } from '../contract';
import { clientMerged, clientUpdated } from '../events';
import { clientEmailDomains, clientLocations, clients, contactClients, contacts } from '../tables';
import { clientMerge, type MergePart, type MergeQuestion } from './slots';
import { joinCustom, joinTags } from './join-facts';
import { lockTwo } from './lock-two';
import { tagsOfBoth, writeDown } from './write-down';

type Client = Row<typeof clients>;

/**
 * Makes one client of two: `id` becomes a part of `intoId`. Its names stay as other names, what refers to it moves, and what is frozen
 * keeps the merged row. Refused with sentences while something clashes. Each row that it touches is written down, for undoing.
 */
export const mergeClientsAction = defineAction(mergeClients, {
  permission: 'client.merge',
  run: async (ctx, { id, intoId }) => {
    if (id === intoId) throw invalid('A client cannot be merged into itself.', { intoId: 'Choose another client.' });
    const [from, into] = await lockTwo(ctx, clients, id, intoId);
    const question = { from: id, into: intoId };
    const parts = await ctx.askSlot(clientMerge, question);
    const blockers = [...blockersBetween(from, into), ...parts.flatMap(({ blocker }) => blocker ?? [])];
    if (blockers.length > 0) throw refused('client.merge_blocked', blockers.join(' '), { blockers });
    const tags = await tagsOfBoth(ctx, 'client', question);
    const changes = await ctx.recorded(async () => {
      await moveOwn(ctx, from, into);
      for (const part of [...parts].sort(byTurn)) await part.move?.(ctx);
      await joinNames(ctx, from, into);
    });
    await writeDown(ctx, 'client', question, tags, changes);
    ctx.emit(clientMerged, intoId, { clientId: intoId, mergedId: id, name: from.name });
    for (const clientId of [id, intoId]) ctx.emit(clientUpdated, clientId, { clientId });
    for (const topic of ['contact', 'ticket']) ctx.touch(topic);
    return { id: intoId };
  },
});

const byTurn = (a: MergePart, b: MergePart): number => Number(a.isLast ?? false) - Number(b.isLast ?? false);

/** Why these two cannot become one, each a sentence. */
export function blockersBetween(from: Client, into: Client): string[] {
  if (from.id === into.id) return ['A client cannot be merged into itself. Choose another one.'];
  if (from.mergedIntoId) return [`${from.name} is merged already. Open the client that it became.`];
  if (into.mergedIntoId) return [`${into.name} was merged into another client. Choose that one.`];
  if (into.isInactive && !from.isInactive)
    return [`${into.name} is inactive. Activate it first, or merge the other way round.`];
  return [];
}

/** What this room keeps of a client. */
async function moveOwn(ctx: Ctx, from: Client, into: Client): Promise<void> {
  const question = { from: from.id, into: into.id };
  await moveLocations(ctx, from, into);
  await ctx.db.updateAll(clientEmailDomains, { clientId: from.id }, { clientId: into.id });
  await moveMembers(ctx, question);
  await ctx.db.updateAll(users, { clientId: from.id }, { clientId: into.id });
  await moveChildren(ctx, from, into);
  await ctx.db.updateAll(clients, { mergedIntoId: from.id }, { mergedIntoId: into.id });
  await joinTags(ctx, 'client', question);
}

/** The one that stays keeps its marks; a name that both have is told apart by the merged client's name. */
async function moveLocations(ctx: Ctx, from: Client, into: Client): Promise<void> {
  const there = await ctx.db.list(clientLocations, { clientId: into.id });
  const names = new Set(there.map(({ name }) => name));
  const has = (mark: 'isDefault' | 'isBilling' | 'isShipping') => there.some((one) => one[mark]);
  for (const one of await ctx.db.list(clientLocations, { clientId: from.id }, { orderBy: 'id', lock: true })) {
    let name = one.name;
    for (let n = 1; names.has(name); n += 1) name = `${one.name} (${from.name}${n > 1 ? ` ${n}` : ''})`;
    names.add(name);
    await ctx.db.update(clientLocations, one.id, {
      clientId: into.id,
      name,
      isDefault: one.isDefault && !has('isDefault'),
      isBilling: one.isBilling && !has('isBilling'),
      isShipping: one.isShipping && !has('isShipping'),
    });
  }
}

/** Contacts of its own, and those who belong to it beside their own client: each belongs to the other one once. */
async function moveMembers(ctx: Ctx, { from, into }: MergeQuestion): Promise<void> {
  await ctx.db.updateAll(contacts, { clientId: from }, { clientId: into });
  for (const row of await ctx.db.list(contactClients, { clientId: from })) {
    const { clientId } = await ctx.db.get(contacts, row.contactId);
    const isThere =
      clientId === into || (await ctx.db.find(contactClients, { contactId: row.contactId, clientId: into }));
    if (isThere) await ctx.db.remove(contactClients, row.id);
    else await ctx.db.update(contactClients, row.id, { clientId: into });
  }
  // Whoever was of both is now of the one alone.
  for (const row of await ctx.db.list(contactClients, { clientId: into })) {
    const { clientId } = await ctx.db.get(contacts, row.contactId);
    if (clientId === into) await ctx.db.remove(contactClients, row.id);
  }
}

/** Where the one that stays stood below the merged one, it takes its place, so that no circle closes. */
async function moveChildren(ctx: Ctx, from: Client, into: Client): Promise<void> {
  for (let above = into.parentId; above; above = (await ctx.db.lock(clients, above)).parentId) {
    if (above !== from.id) continue;
    await ctx.db.update(clients, into.id, { parentId: from.parentId });
    break;
  }
  await ctx.db.updateAll(clients, { parentId: from.id }, { parentId: into.id });
}

/** First the merged row gives its names up, then the other one takes them, with what it has not said itself. */
async function joinNames(ctx: Ctx, from: Client, into: Client): Promise<void> {
  await ctx.db.update(clients, from.id, { aliases: [], mergedIntoId: into.id, isInactive: true, parentId: null });
  const names = new Map([...into.aliases, from.name, ...from.aliases].map((name) => [name.toLowerCase(), name]));
  names.delete(into.name.toLowerCase());
  await ctx.db.update(clients, into.id, {
    aliases: [...names.values()],
    notes: [into.notes, from.notes].filter((text) => text.trim()).join('\n\n'),
    url: into.url ?? from.url,
    zone: into.zone ?? from.zone,
    currency: into.currency ?? from.currency,
    locale: into.locale ?? from.locale,
    accountManagerId: into.accountManagerId ?? from.accountManagerId,
    custom: await joinCustom(ctx, 'client', into, from.custom),
  });
}
