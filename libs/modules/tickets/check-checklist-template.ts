import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { assertOffered } from './choose-category';
import { boards, priorities, ticketCategories } from './tables';

/** Throws for a board, priority, category or type that is not there, and for a category of another board. */
export async function checkConditions(
  ctx: Ctx,
  wish: {
    boardId?: string | null | undefined;
    priorityId?: string | null | undefined;
    categoryId?: string | null | undefined;
    typeId?: string | null | undefined;
  },
): Promise<void> {
  if (wish.boardId) await ctx.db.get(boards, wish.boardId);
  if (wish.priorityId) await ctx.db.get(priorities, wish.priorityId);
  await assertOffered(ctx, { typeId: wish.typeId });
  if (!wish.categoryId) return;
  const category = await ctx.db.get(ticketCategories, wish.categoryId);
  if (wish.boardId && category.boardId !== wish.boardId) {
    throw invalid('This category belongs to another board.', { categoryId: 'Choose one of the board’s categories.' });
  }
}
