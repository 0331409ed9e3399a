import type { ReadCtx } from '@kelp/kernel';
import type { Patch, Row, Table } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import type { ListEntry } from './domain/plan-import';
import type { StandardKind } from './slots';

/** An entry with its place; lists without an order have none. */
export interface PlacedEntry extends ListEntry {
  readonly position: number | null;
}

/** Which rows of its table a list is. Throws `invalid` where nobody said whose list it is. */
export function rowsOfList(kind: StandardKind, placeId: string | undefined): Record<string, unknown> {
  if (kind.place && placeId === undefined)
    throw invalid(`Choose the ${kind.place.table.noun} first.`, { placeId: `Choose a ${kind.place.table.noun}.` });
  return {
    ...kind.only,
    ...(kind.place ? { [kind.place.column]: placeId } : {}),
    ...('removedAt' in kind.table.columns ? { removedAt: null } : {}),
  };
}

/** The list as it stands, in its order. With `lock` nobody else changes its entries until the commit. */
export async function readList(
  ctx: ReadCtx,
  kind: StandardKind,
  placeId: string | undefined,
  lock = false,
): Promise<PlacedEntry[]> {
  const where = rowsOfList(kind, placeId);
  const orderBy = 'position' in kind.table.columns ? 'position' : 'name';
  const rows: Row<Table>[] = await ctx.db.list(kind.table, where as Patch<Table>, { orderBy, lock });
  return rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name']),
    parentId: (row['parentId'] as string | null | undefined) ?? null,
    sourceStandardId: (row['sourceStandardId'] as string | null | undefined) ?? null,
    position: (row['position'] as number | undefined) ?? null,
  }));
}
