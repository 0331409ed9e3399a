import type { Ctx } from '@kelp/kernel';
import { camel, isHeldByOthers, sql, type Row, type Table } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import type { TakenBack } from './slots';
import { partyMergeChanges, type partyMerges, type Values } from './tables';
import { asJson } from './write-down';

export type MergeChange = Row<typeof partyMergeChanges>;
export type Merge = Row<typeof partyMerges>;

interface Patched {
  id: string;
  patch: Values;
  isPartly: boolean;
}
/** Puts values right that rows of one table may hold only once, before they are written. */
export type Adjust = (patches: readonly Patched[], rows: ReadonlyMap<string, Values>) => readonly Patched[];

export const changesOf = (ctx: Ctx, merge: Merge): Promise<MergeChange[]> =>
  ctx.db.list(partyMergeChanges, { mergeId: merge.id }, { orderBy: 'position', direction: 'desc' });

/**
 * Gives every row that the merge changed its former values, brings back those that it dropped and takes away those that it added. What
 * somebody changed since stays as they left it: a row that went elsewhere stays there, a value that is another one stays.
 */
export async function takeBackRows(
  ctx: Ctx,
  merge: Merge,
  changes: readonly MergeChange[],
  adjust: Readonly<Record<string, Adjust>>,
): Promise<TakenBack> {
  const all: [string, Patched[]][] = [];
  const bySubject = (some: readonly MergeChange[]) => groupBy(some, ({ subject }) => subject);
  for (const [name, group] of bySubject(changes.filter(({ before, after }) => before && after))) {
    all.push([name, await putBack(ctx, merge, tableOf(ctx, name), group, adjust[name])]);
  }
  for (const one of changes.filter(({ before }) => before === null)) await takeAway(ctx, one);
  for (const [name, group] of bySubject(changes.filter(({ after }) => after === null)))
    await bringBack(ctx, name, group);
  const found = new Map(all);
  return {
    back: (table) => (found.get(table) ?? []).map(({ id }) => id),
    partly: (table) => (found.get(table) ?? []).filter(({ isPartly }) => isPartly).map(({ id }) => id),
  };
}

function tableOf(ctx: Ctx, name: string): Table {
  const table = ctx.tables.get(name);
  if (!table) throw new Error(`A merge changed ${name}, which is no table any more.`);
  return table;
}

/** All rows of a table in a few statements: those that get the same values together. */
async function putBack(ctx: Ctx, merge: Merge, table: Table, group: readonly MergeChange[], adjust?: Adjust) {
  const ids = group.map(({ record }) => record);
  const now = await ctx.db.list(table, { id: ids } as never, { orderBy: 'id' as never, lock: true });
  const rows = new Map(now.map((row) => [String((row as Values)['id']), asJson(row)]));
  const patches = group.flatMap((change) => {
    const row = rows.get(change.record);
    return row && !isElsewhere(change, row, merge.intoId) ? [{ id: change.record, ...patchOf(change, row) }] : [];
  });
  const settled = adjust ? adjust(patches, rows) : patches;
  for (const alike of groupBy(settled, ({ patch }) => JSON.stringify(patch)).values()) {
    const alikeIds = alike.map(({ id }) => id);
    await ctx.db.updateAll(table, { id: alikeIds } as never, alike[0]?.patch as never);
  }
  return [...settled];
}

/** Whether a row that had come to the one that stays has gone to a third one since. */
const isElsewhere = ({ after }: MergeChange, row: Values, into: string): boolean =>
  Object.entries(after ?? {}).some(([name, value]) => value === into && row[name] !== into);

/** What gives a row its former values, and whether somebody had changed some of them since. */
export function patchOf({ before, after }: Pick<MergeChange, 'before' | 'after'>, row: Values) {
  const patch: Values = {};
  let isPartly = false;
  for (const [name, merged] of Object.entries(after ?? {})) {
    isPartly ||= !isSame(row[name], merged);
    const value = former(before?.[name], merged, row[name]);
    if (!isSame(value, row[name])) patch[name] = value;
  }
  return { patch, isPartly };
}

/** The former value; where it was changed since, the present one without what the merge added to a list or a record. */
function former(before: unknown, merged: unknown, now: unknown): unknown {
  if (isSame(now, merged)) return before;
  if (Array.isArray(before) && Array.isArray(merged) && Array.isArray(now)) {
    const own = new Set(before.map(keyOf));
    const added = new Set(merged.map(keyOf).filter((key) => !own.has(key)));
    return now.filter((one) => !added.has(keyOf(one)));
  }
  if (!isRecord(before) || !isRecord(merged) || !isRecord(now)) return now;
  const names = Object.keys(now).filter((name) => name in before || !isSame(now[name], merged[name]));
  return Object.fromEntries(names.map((name) => [name, former(before[name], merged[name], now[name])]));
}

const keyOf = (value: unknown): string => JSON.stringify(value ?? null);
const isSame = (one: unknown, other: unknown): boolean => keyOf(one) === keyOf(other);
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A row that the merge made goes, unless somebody has changed it or built on it since. */
async function takeAway(ctx: Ctx, { subject, record, after }: MergeChange): Promise<void> {
  const table = tableOf(ctx, subject);
  const row = await ctx.db.find(table, { id: record } as never);
  if (!row) return;
  const now = asJson(row);
  if (Object.entries(after ?? {}).some(([name, value]) => !isSame(now[name], value))) return;
  await unlessHeld(ctx, () => ctx.db.remove(table, record));
}

/** Rows that the merge dropped return, unless what they belong to is gone or their place is taken. */
async function bringBack(ctx: Ctx, name: string, group: readonly MergeChange[]): Promise<void> {
  const generated = await ctx.db.rows<{ name: string }>(
    sql`select attname as name from pg_attribute where attrelid = to_regclass(${name}) and attgenerated <> ''`,
  );
  const own = new Set(['tenantId', ...generated.map((column) => camel(column.name))]);
  for (const { before } of group) {
    const row = Object.fromEntries(Object.entries(before ?? {}).filter(([field]) => !own.has(field)));
    await unlessHeld(ctx, async () => void (await ctx.db.insert(tableOf(ctx, name), row as never)));
  }
}

/** Does one step, and nothing where other rows stand against it. */
async function unlessHeld(ctx: Ctx, step: () => Promise<void>): Promise<void> {
  await ctx.db.rows(sql`savepoint one_row`);
  try {
    await step();
    await ctx.db.rows(sql`release savepoint one_row`);
  } catch (error) {
    if (!isHeldByOthers(error)) throw error;
    await ctx.db.rows(sql`rollback to savepoint one_row`);
  }
}
