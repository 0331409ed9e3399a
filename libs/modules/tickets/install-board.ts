import type { Ctx } from '@kelp/kernel';
import type { NewRow, Row } from '@kelp/platform/db';
import { shippedStatuses, type ShippedStatus } from './domain/reference-data';
import type { shippedCategories } from './domain/shipped-categories';
import { categoryTypes, statusTypes } from './domain/standard-types';
import { boards, statuses, ticketCategories } from './tables';

type CategorySet = keyof typeof shippedCategories | 'none';

/** Writes a board with statuses of its own, the first of them the default, and the categories of a shipped set. */
export async function installBoard(
  ctx: Ctx,
  board: NewRow<typeof boards>,
  set: CategorySet,
  chosen: readonly ShippedStatus[] = shippedStatuses,
): Promise<Row<typeof boards>> {
  const row = await ctx.db.insert(boards, board);
  await fillBoards(ctx, [{ id: row.id, set }], chosen);
  return row;
}

/** Gives new boards these statuses and each the categories of its set. */
export async function fillBoards(
  ctx: Ctx,
  rows: readonly { id: string; set: CategorySet }[],
  chosen: readonly ShippedStatus[] = shippedStatuses,
): Promise<void> {
  const offered = statusTypes.filter(({ name }) => chosen.some((status) => status.name === name));
  await ctx.db.insertMany(
    statuses,
    rows.flatMap(({ id: boardId }) =>
      offered.map(({ id: sourceStandardId, ...status }, position) => ({
        ...{ ...status, boardId, position, sourceStandardId },
        isDefault: position === 0,
      })),
    ),
  );
  const categories = rows.flatMap(({ id, set }) => (set === 'none' ? [] : categoriesOf(ctx, id, set)));
  for (const isChild of [false, true])
    await ctx.db.insertMany(
      ticketCategories,
      categories.filter(({ parentId }) => (parentId !== null) === isChild),
    );
}

/** The rows of a shipped set, each level in its order. */
function categoriesOf(ctx: Ctx, boardId: string, set: Exclude<CategorySet, 'none'>): NewRow<typeof ticketCategories>[] {
  const types = categoryTypes[set];
  const ids = new Map(types.map(({ id }) => [id, ctx.newId()]));
  return types.map((type) => ({
    ...{ id: ids.get(type.id) ?? '', boardId, name: type.name, sourceStandardId: type.id },
    parentId: ids.get(type.parentId ?? '') ?? null,
    position: types.filter(({ parentId }) => parentId === type.parentId).indexOf(type),
  }));
}
