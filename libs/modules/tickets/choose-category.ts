import { invalid } from '@kelp/std';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { resolutionCodes, ticketCategories, ticketTypes } from './tables';

interface CategoryWish {
  categoryId?: string | null | undefined;
  subcategoryId?: string | null | undefined;
}

interface CategoryChoice {
  categoryId: string | null;
  subcategoryId: string | null;
}

/**
 * Category and subcategory that fit together and belong to the board. A subcategory alone brings its category along; another category
 * takes the old subcategory away. `current` is what the ticket has.
 */
export async function chooseCategory(
  ctx: ReadCtx,
  boardId: string,
  wish: CategoryWish,
  current: CategoryChoice = { categoryId: null, subcategoryId: null },
): Promise<CategoryChoice & { category: Row<typeof ticketCategories> | null }> {
  const sub = wish.subcategoryId ? await offered(ctx, boardId, wish.subcategoryId, 'subcategoryId') : null;
  if (sub && !sub.parentId) {
    throw invalid('This is a category, not a subcategory.', { subcategoryId: 'Choose one of the subcategories.' });
  }
  const wanted = wish.categoryId === undefined ? (sub?.parentId ?? current.categoryId) : wish.categoryId;
  const category = wanted ? await offered(ctx, boardId, wanted, 'categoryId') : null;
  if (category?.parentId) throw invalid('This is a subcategory.', { categoryId: 'Choose one of the categories.' });
  if (sub && sub.parentId !== wanted) {
    throw invalid('This subcategory belongs to another category.', {
      subcategoryId: 'Choose one of the category’s own subcategories.',
    });
  }
  const kept = wish.subcategoryId === undefined && wanted === current.categoryId ? current.subcategoryId : null;
  return { categoryId: wanted, subcategoryId: sub?.id ?? kept, category: sub ?? category };
}

async function offered(
  ctx: ReadCtx,
  boardId: string,
  id: string,
  field: 'categoryId' | 'subcategoryId',
): Promise<Row<typeof ticketCategories>> {
  const category = await ctx.db.get(ticketCategories, id);
  if (category.boardId === boardId && !category.removedAt) return category;
  throw invalid('This category does not belong to the board.', { [field]: 'Choose one of the board’s categories.' });
}

/** Refuses a ticket type or resolution code that is unknown or was removed. */
export async function assertOffered(
  ctx: ReadCtx,
  wish: { typeId?: string | null | undefined; resolutionCodeId?: string | null | undefined },
): Promise<void> {
  if (wish.typeId && (await ctx.db.get(ticketTypes, wish.typeId)).removedAt)
    throw invalid('This ticket type was removed.', { typeId: 'Choose another type.' });
  if (wish.resolutionCodeId && (await ctx.db.get(resolutionCodes, wish.resolutionCodeId)).removedAt)
    throw invalid('This resolution code was removed.', { resolutionCodeId: 'Choose another code.' });
}
