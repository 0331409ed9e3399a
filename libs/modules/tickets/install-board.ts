import type { Ctx } from '@kelp/kernel';
import type { NewRow, Row } from '@kelp/platform/db';
import { shippedStatuses, type ShippedStatus } from './domain/reference-data';
import { shippedCategories } from './domain/shipped-categories';
import { boards, statuses, ticketCategories } from './tables';

/** Writes a board with statuses of its own, the first of them the default, and the categories of a shipped set. */
export async function installBoard(
  ctx: Ctx,
  board: NewRow<typeof boards>,
  set: keyof typeof shippedCategories | 'none',
  chosen: readonly ShippedStatus[] = shippedStatuses,
): Promise<Row<typeof boards>> {
  const row = await ctx.db.insert(boards, board);
  await ctx.db.insertMany(
    statuses,
    chosen.map((status, position) => ({ ...status, boardId: row.id, position, isDefault: position === 0 })),
  );
  if (set !== 'none') await installCategories(ctx, row.id, set);
  return row;
}

async function installCategories(ctx: Ctx, boardId: string, set: keyof typeof shippedCategories): Promise<void> {
  const parents = Object.entries(shippedCategories[set]).map(([name, children]) => ({
    id: ctx.newId(),
    name,
    children,
  }));
  await ctx.db.insertMany(
    ticketCategories,
    parents.map(({ id, name }, position) => ({ id, name, boardId, position })),
  );
  await ctx.db.insertMany(
    ticketCategories,
    parents.flatMap(({ id: parentId, children }) =>
      children.map((name, position) => ({ name, boardId, parentId, position })),
    ),
  );
}
