import { clients } from '@kelp/clients';
import { users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { assertOffered, chooseCategory } from './choose-category';
import { boards, checklistTemplates, macros, priorities } from './tables';

interface TemplateWish {
  boardId?: string | null | undefined;
  priorityId?: string | null | undefined;
  typeId?: string | null | undefined;
  categoryId?: string | null | undefined;
  subcategoryId?: string | null | undefined;
  assignedTo?: string | null | undefined;
  clientId?: string | null | undefined;
  checklistTemplateId?: string | null | undefined;
  macroId?: string | null | undefined;
}

/** Throws not_found for what is not there, and invalid for a macro that not everybody may run. */
export async function checkTemplate(ctx: Ctx, wish: TemplateWish): Promise<void> {
  if (wish.boardId) await ctx.db.get(boards, wish.boardId);
  if (wish.priorityId) await ctx.db.get(priorities, wish.priorityId);
  await assertOffered(ctx, { typeId: wish.typeId });
  await checkCategory(ctx, wish);
  if (wish.assignedTo) await ctx.db.get(users, wish.assignedTo);
  if (wish.clientId) await ctx.db.get(clients, wish.clientId);
  if (wish.checklistTemplateId) await ctx.db.get(checklistTemplates, wish.checklistTemplateId);
  if (wish.macroId && (await ctx.db.get(macros, wish.macroId)).scope !== 'everyone') {
    throw invalid('A template runs macros that are shared with everyone only.', {
      macroId: 'Share the macro with everyone, or choose another.',
    });
  }
}

/** A template of a category names the board that has it. */
async function checkCategory(ctx: Ctx, { boardId, categoryId, subcategoryId }: TemplateWish): Promise<void> {
  if (!categoryId && !subcategoryId) return;
  if (!boardId) throw invalid('Categories belong to a board.', { boardId: 'Choose the board of the category.' });
  await chooseCategory(ctx, boardId, {
    categoryId: categoryId ?? undefined,
    subcategoryId: subcategoryId ?? undefined,
  });
}
