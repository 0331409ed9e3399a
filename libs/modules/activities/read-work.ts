import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { shippedGroup, type WorkGroup, type WorkItem } from './contract';
import type { Place } from './domain/arrange';
import { keyOf } from './domain/arrange';
import type { Snooze } from './domain/snooze';
import { workItems } from './slots';
import { activityGroupItems, activityGroups, activitySnoozes } from './tables';

/** What this person has to do, as far as the caller may see it now. */
export async function readItems(ctx: ReadCtx, userId: string): Promise<WorkItem[]> {
  return ctx.askSlot(workItems, { userId, now: await ctx.time() });
}

/** The item of the caller's own list; undefined when it is not theirs, or may not be seen any more. */
export async function findItem(
  ctx: ReadCtx,
  userId: string,
  wanted: { kind: string; id: string },
): Promise<WorkItem | undefined> {
  return (await readItems(ctx, userId)).find((item) => keyOf(item) === keyOf(wanted));
}

type GroupRow = Row<typeof activityGroups>;
const keyOfGroup = ({ id, shippedKey }: GroupRow): string => shippedKey ?? id;

/** A person's groups from the top: the shipped ones stand where they always did until somebody orders them. */
export async function readGroups(ctx: ReadCtx, userId: string): Promise<WorkGroup[]> {
  const rows = await ctx.db.list(activityGroups, { userId }, { orderBy: 'position' });
  const known = new Set(rows.map(({ shippedKey }) => shippedKey));
  const untouched = shippedGroup.options
    .filter((key) => !known.has(key))
    .map((key) => ({ key: key as string, name: null, isCollapsed: false, position: shippedPosition(key) }));
  const touched = rows.map((row) => ({
    key: keyOfGroup(row),
    name: row.shippedKey ? null : row.name,
    isCollapsed: row.isCollapsed,
    position: row.position,
  }));
  return [...untouched, ...touched]
    .sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1))
    .map(({ position: _own, ...group }) => group);
}

/** Own groups stand between "This week" and "Later" until they are ordered. */
const shippedPositions = { today: 0, week: 10, later: 1000, waiting: 1010 } as const;
export const firstOwnPosition = 100;
export const shippedPosition = (key: keyof typeof shippedPositions): number => shippedPositions[key];

export async function readPlaces(ctx: ReadCtx, userId: string): Promise<Map<string, Place>> {
  const [groups, items] = await Promise.all([
    ctx.db.list(activityGroups, { userId }),
    ctx.db.list(activityGroupItems, { userId }),
  ]);
  const keys = new Map(groups.map((group) => [group.id, keyOfGroup(group)]));
  return new Map(
    items.map(({ itemKind, itemId, groupId, position }) => [
      keyOf({ kind: itemKind, id: itemId }),
      { group: keys.get(groupId) ?? '', position },
    ]),
  );
}

export async function readSnoozes(ctx: ReadCtx, userId: string): Promise<Map<string, Snooze>> {
  const rows = await ctx.db.list(activitySnoozes, { userId });
  return new Map(rows.map(({ itemKind, itemId, ...snooze }) => [keyOf({ kind: itemKind, id: itemId }), snooze]));
}
