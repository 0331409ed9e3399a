import { defineAction, type Ctx } from '@kelp/kernel';
import { identifier, snake, sql, type NewRow, type Table } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { recordChanges } from '@kelp/tenants';
import { importStandards } from '../contract';
import { orderWith, planImport, type ImportPlan } from '../domain/plan-import';
import { readList, rowsOfList, type PlacedEntry } from '../read-list';
import { kindFor, type MadeRow, type StandardKind } from '../slots';
import { standardImports } from '../tables';

interface Made extends MadeRow {
  parentId: string | null;
  place: number | undefined;
}

/** Brings types of the library into a list, once each: what came before is left alone, whatever it is called now. */
export const importStandardsAction = defineAction(importStandards, {
  permission: 'standard_type.import',
  run: async (ctx, { kind: name, placeId, types }) => {
    const kind = await kindFor(ctx, name);
    if (kind.place && placeId) await ctx.db.lock(kind.place.table, placeId);
    const list = await readList(ctx, kind, placeId, true);
    const plan = planImport(kind.types, list, types);
    const made = idsFor(ctx, plan);
    assertRoom(kind, list, made);
    await insertRows(ctx, kind, placeId, list, made);
    const used = await useExisting(ctx, kind.table, plan);
    await kind.made?.(ctx, made);
    const { skipped, there } = plan;
    const counts = { created: made.length, used: plan.use.length, skipped, there };
    if (made.length + used.length === 0) return { id: null, ...counts };
    ctx.touch(kind.topic);
    const rows = [
      ...made.map((row) => ({ id: row.id, name: row.name, isNew: true })),
      ...used.map((row) => ({ id: row.id, name: row.name, isNew: false })),
    ];
    const { id } = await ctx.db.insert(standardImports, {
      ...{ kind: name, rows, importedBy: ctx.actor.name },
      placeId: kind.place ? (placeId ?? null) : null,
    });
    return { id, ...counts };
  },
});

function idsFor(ctx: Ctx, { add, found }: ImportPlan): Made[] {
  const ids = new Map(add.map(({ type }) => [type.id, ctx.newId()]));
  return add.map(({ type, name, parentType, place }) => ({
    ...{ id: ids.get(type.id) ?? '', type, name, place },
    parentId: parentType ? (ids.get(parentType) ?? found.get(parentType)?.id ?? null) : null,
  }));
}

const parentsOf = (made: readonly Made[]) => [...new Set(made.map(({ parentId }) => parentId))];

function assertRoom({ most, table }: StandardKind, list: readonly PlacedEntry[], made: readonly Made[]): void {
  for (const parentId of parentsOf(made)) {
    const count = [...list, ...made].filter((one) => one.parentId === parentId).length;
    if (count > most)
      throw refused('standard_type.too_many', `That would be ${count} of a kind (${table.noun}); ${most} fit.`);
  }
}

/** Writes the new rows, parents first, each with its audit row; where somebody chose places, the rows below move down. */
async function insertRows(
  ctx: Ctx,
  kind: StandardKind,
  placeId: string | undefined,
  list: readonly PlacedEntry[],
  made: readonly Made[],
): Promise<void> {
  const { table } = kind;
  const { removedAt: _, ...owner } = rowsOfList(kind, placeId);
  const positions = 'position' in table.columns ? await makePlace(ctx, table, list, made) : null;
  const rowOf = ({ id, name, type, parentId }: Made) => ({
    ...{ ...owner, id, name, sourceStandardId: type.id },
    ...(parentId ? { parentId } : {}),
    ...(positions ? { position: positions.get(id) ?? 0 } : {}),
    ...kind.columnsOf?.(type),
  });
  for (const isChild of [false, true]) {
    const rows = made.filter(({ parentId }) => (parentId !== null) === isChild).map(rowOf);
    await ctx.db.insertMany(table, rows as unknown as NewRow<Table>[]);
    await recordChanges(
      ctx,
      rows.map((after) => ({
        ...{ action: importStandards.name, subject: table.name, subjectId: after.id, before: null },
        after: { name: after.name, sourceStandardId: after.sourceStandardId },
      })),
    );
  }
}

/** The positions of the new rows. Rows that stand keep theirs unless somebody chose a place on their level. */
async function makePlace(
  ctx: Ctx,
  table: Table,
  list: readonly PlacedEntry[],
  made: readonly Made[],
): Promise<Map<string, number>> {
  const positions = new Map<string, number>();
  const moved: Change[] = [];
  for (const parentId of parentsOf(made)) {
    const standing = list.filter((one) => one.parentId === parentId);
    const added = made.filter((one) => one.parentId === parentId);
    if (added.every(({ place }) => place === undefined)) {
      const last = Math.max(-1, ...standing.map(({ position }) => position ?? -1));
      added.forEach(({ id }, at) => positions.set(id, last + 1 + at));
      continue;
    }
    const order = orderWith<{ id: string; position?: number | null }>(
      standing,
      added.map((item) => ({ item: { id: item.id }, place: item.place })),
    );
    order.forEach(({ id, position }, at) => {
      if (position === undefined) positions.set(id, at);
      else if (position !== at) moved.push({ id, before: position, after: at });
    });
  }
  await setEach(ctx, table, 'position', moved);
  return positions;
}

interface Change {
  id: string;
  before: string | number | null;
  after: string | number;
}

/** Gives rows a value each in one statement, with their audit rows. */
async function setEach(
  ctx: Ctx,
  table: Table,
  column: 'position' | 'sourceStandardId',
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  const type = column === 'position' ? sql`int4` : sql`text`;
  await ctx.db.rows(
    sql`update ${identifier(table.name)} as r set ${identifier(snake(column))} = v.value::${type}, version = version + 1, updated_at = ${ctx.now()}
        from unnest(${changes.map(({ id }) => id)}::uuid[], ${changes.map(({ after }) => String(after))}::text[]) as v(id, value)
        where r.tenant_id = ${ctx.tenant} and r.id = v.id`,
  );
  await recordChanges(
    ctx,
    changes.map(({ id, before, after }) => ({
      ...{ action: importStandards.name, subject: table.name, subjectId: id },
      ...{ before: { [column]: before }, after: { [column]: after } },
    })),
  );
}

/** An entry of the same name counts as the type from now on, unless it came from another one. Returns those that do. */
async function useExisting(ctx: Ctx, table: Table, { use }: ImportPlan): Promise<{ id: string; name: string }[]> {
  const marked = use.filter(({ entry }) => entry.sourceStandardId === null);
  const changes = marked.map(({ entry, type }) => ({ id: entry.id, before: null, after: type.id }));
  await setEach(ctx, table, 'sourceStandardId', changes);
  return marked.map(({ entry }) => ({ id: entry.id, name: entry.name }));
}
