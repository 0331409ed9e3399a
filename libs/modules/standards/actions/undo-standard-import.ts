import { defineAction, type Ctx } from '@kelp/kernel';
import type { Patch, Row, Table } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { undoStandardImport } from '../contract';
import { kindFor, type StandardKind } from '../slots';
import { standardImports } from '../tables';
import { usesOf } from '../uses';

/** Takes an import back: what it made goes, as long as nothing uses it, and what it found by name is the workspace's own again. */
export const undoStandardImportAction = defineAction(undoStandardImport, {
  permission: 'standard_type.import',
  run: async (ctx, { id }) => {
    const record = await ctx.db.lock(standardImports, id);
    const kind = await kindFor(ctx, record.kind);
    if (record.undoneAt) return { removed: 0 };
    if (kind.place && record.placeId) await ctx.db.lock(kind.place.table, record.placeId);
    const made = await standing(ctx, kind.table, record);
    await assertUnused(ctx, kind, made);
    if (made.length > 0)
      await removeRows(
        ctx,
        kind,
        made.map((row) => row.id),
      );
    const found = record.rows.filter(({ isNew }) => !isNew).map((row) => row.id);
    await ctx.db.updateAll(kind.table, { id: found } as Patch<Table>, { sourceStandardId: null } as Patch<Table>);
    await ctx.db.update(standardImports, id, { undoneAt: ctx.now() });
    ctx.touch(kind.topic);
    return { removed: made.length };
  },
});

/** What the import made and nobody has removed since, under its name of today. */
async function standing(
  ctx: Ctx,
  table: Table,
  { rows }: Row<typeof standardImports>,
): Promise<{ id: string; name: string }[]> {
  const where = {
    id: rows.filter(({ isNew }) => isNew).map((row) => row.id),
    ...('removedAt' in table.columns ? { removedAt: null } : {}),
  };
  const found: Row<Table>[] = await ctx.db.list(table, where as Patch<Table>, { orderBy: 'id', lock: true });
  return found.map((row) => ({ id: String(row['id']), name: String(row['name']) }));
}

async function assertUnused(
  ctx: Ctx,
  { table, parts, assertMayGo }: StandardKind,
  made: readonly { id: string; name: string }[],
): Promise<void> {
  if (made.length === 0) return;
  const ids = made.map((row) => row.id);
  const uses = await usesOf(ctx, table, ids, parts);
  const said = made.flatMap(({ id, name }) => {
    const own = uses.filter((use) => use.id === id).map(({ noun, count }) => `${noun} (${count})`);
    return own.length > 0 ? [`“${name}”: ${own.join(', ')}`] : [];
  });
  if (said.length > 0)
    throw refused(
      'standard_type.in_use',
      `What came with this import is used, so it stays. ${said.join('; ')}. Remove single entries in the list, with a replacement.`,
    );
  await assertMayGo?.(ctx, ids);
}

async function removeRows(ctx: Ctx, { table, remove }: StandardKind, ids: readonly string[]): Promise<void> {
  if ('removedAt' in table.columns) {
    const patch = { removedAt: ctx.now() };
    await ctx.db.updateAll(table, { id: ids } as Patch<Table>, patch as Patch<Table>);
  } else await remove?.(ctx, ids);
}
