import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { visibilityGroupBoards, visibilityGroupPeople, visibilityGroups, type VisibilityReach } from '../tables';
import { belongingTo, boardsToChoose } from './groups-of-client';

export interface GroupFacts {
  name: string;
  reach: VisibilityReach;
  seesMembers: boolean;
  memberIds: readonly string[];
  contactIds: readonly string[];
  boardIds: readonly string[];
}

const most = 100;

/** A new group of this client. Throws not_found for people of others and for boards out of reach, conflict for a taken name. */
export async function createGroup(
  ctx: Ctx,
  clientId: string,
  facts: GroupFacts,
): Promise<{ id: string; version: number }> {
  await assertKnown(ctx, clientId, facts);
  const there = await ctx.db.list(visibilityGroups, { clientId });
  if (there.length >= most) {
    throw refused('visibility_group.too_many', `A client has at most ${most} groups. Change or remove one of them.`);
  }
  const { name, reach, seesMembers } = facts;
  const { id, version } = await ctx.db.insert(visibilityGroups, {
    id: ctx.newId(),
    clientId,
    name,
    reach,
    seesMembers,
  });
  await writeLists(ctx, id, facts);
  return { id, version };
}

/** Gives a group other facts. `clientId` is the caller's own client, so that a foreign group answers as an unknown one; null for staff. */
export async function updateGroup(
  ctx: Ctx,
  clientId: string | null,
  { id, version, ...facts }: GroupFacts & { id: string; version?: number | undefined },
): Promise<{ id: string; version: number }> {
  const group = await lockGroup(ctx, clientId, id);
  await assertKnown(ctx, group.clientId, facts);
  const { name, reach, seesMembers } = facts;
  const patch = { name, reach, seesMembers, edition: group.edition + 1 };
  const after = await ctx.db.update(visibilityGroups, id, patch, version);
  await writeLists(ctx, id, facts);
  return { id, version: after.version };
}

/** Removes a group; its members are judged by their role again. */
export async function deleteGroup(ctx: Ctx, clientId: string | null, id: string): Promise<{ id: string }> {
  await lockGroup(ctx, clientId, id);
  await writeLists(ctx, id, { reach: 'own', seesMembers: false, memberIds: [], contactIds: [], boardIds: [] });
  await ctx.db.remove(visibilityGroups, id);
  return { id };
}

async function lockGroup(ctx: Ctx, clientId: string | null, id: string): Promise<Row<typeof visibilityGroups>> {
  const group = await ctx.db.lock(visibilityGroups, id);
  if (clientId !== null && group.clientId !== clientId) throw notFound(visibilityGroups.noun);
  return group;
}

async function assertKnown(ctx: Ctx, clientId: string, { memberIds, contactIds, boardIds }: GroupFacts): Promise<void> {
  const people = [...new Set([...memberIds, ...contactIds])];
  const known = await ctx.db.rows<{ id: string }>(
    sql`select k.id from contacts k where k.tenant_id = ${ctx.tenant} and k.id = any(${people}::uuid[]) and ${belongingTo(clientId)}`,
  );
  if (known.length < people.length) throw notFound('contact');
  if (boardIds.length === 0) return;
  const boards = new Set((await boardsToChoose(ctx, clientId)).map(({ id }) => id));
  if (boardIds.some((id) => !boards.has(id))) throw notFound('board');
}

/** What a reach does not use is not kept: who chooses “all” later finds no forgotten list behind it. */
async function writeLists(ctx: Ctx, groupId: string, facts: Omit<GroupFacts, 'name'>): Promise<void> {
  const isSome = facts.reach === 'some';
  const wanted = [
    ...new Set([
      ...facts.memberIds.map((id) => `member ${id}`),
      ...(isSome ? facts.contactIds : []).map((id) => `seen ${id}`),
    ]),
  ];
  const keyOf = ({ part, contactId }: { part: string; contactId: string }) => `${part} ${contactId}`;
  const people = await ctx.db.list(visibilityGroupPeople, { groupId });
  for (const row of people) if (!wanted.includes(keyOf(row))) await ctx.db.remove(visibilityGroupPeople, row.id);
  const there = new Set(people.map(keyOf));
  for (const key of wanted.filter((one) => !there.has(one))) {
    const [part, contactId = ''] = key.split(' ') as ['member' | 'seen', string];
    await ctx.db.insert(visibilityGroupPeople, { id: ctx.newId(), groupId, contactId, part });
  }
  await writeBoards(ctx, groupId, isSome ? [...new Set(facts.boardIds)] : []);
}

async function writeBoards(ctx: Ctx, groupId: string, boardIds: readonly string[]): Promise<void> {
  const rows = await ctx.db.list(visibilityGroupBoards, { groupId });
  for (const row of rows) if (!boardIds.includes(row.boardId)) await ctx.db.remove(visibilityGroupBoards, row.id);
  const there = new Set(rows.map(({ boardId }) => boardId));
  for (const boardId of boardIds) {
    if (!there.has(boardId)) await ctx.db.insert(visibilityGroupBoards, { id: ctx.newId(), groupId, boardId });
  }
}
