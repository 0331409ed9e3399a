import { teams } from '@kelp/identity';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { applyPlan } from '../apply-plan';
import { checkOwnPriority } from '../check-board';
import { saveCategories } from '../contract';
import { planList, type Removal } from '../domain/plan-list';
import { replaceOnTickets } from '../replace-on-tickets';
import { boards, ticketCategories } from '../tables';

type Input = z.output<typeof saveCategories.input>;
type Category = Row<typeof ticketCategories>;
interface Fields {
  id?: string | undefined;
  name: string;
  version?: number | undefined;
  defaultTeamId?: string | null | undefined;
  defaultPriorityId?: string | null | undefined;
}

/** Writes both levels of a board's categories. With a category its subcategories go; their tickets keep the replacement alone. */
export const saveCategoriesAction = defineAction(saveCategories, {
  permission: 'ticket_settings.update',
  run: async (ctx, { id: boardId, categories, removed }) => {
    await ctx.db.lock(boards, boardId);
    await checkDefaults(ctx, categories);
    const existing = await ctx.db.list(ticketCategories, { boardId, removedAt: null }, { orderBy: 'position' });
    const parents = existing.filter(({ parentId }) => parentId === null);
    const gone = removed.filter(({ id }) => parents.some((parent) => parent.id === id));
    const lost = removed.filter((one) => !gone.includes(one));
    assertKnown(existing, lost);
    const plan = planList(parents, categories, gone, 'category');
    let movedTickets = 0;
    for (const removal of gone) {
      movedTickets += await replaceOnTickets(ctx, 'categoryId', removal);
      const where = { parentId: removal.id, removedAt: null };
      await ctx.db.updateAll(ticketCategories, where, { removedAt: ctx.now() });
    }
    const ids = await applyPlan(ctx, ticketCategories, plan, (item) => columnsOf(boardId, null, item));
    for (const [position, { children }] of categories.entries()) {
      const parentId = ids[position] ?? '';
      const own = existing.filter((child) => child.parentId === parentId);
      const leaving = lost.filter(({ id }) => own.some((child) => child.id === id));
      const below = planList(own, children, leaving, 'subcategory');
      for (const removal of leaving) movedTickets += await replaceOnTickets(ctx, 'subcategoryId', removal);
      await applyPlan(ctx, ticketCategories, below, (item) => columnsOf(boardId, parentId, item));
    }
    return { movedTickets };
  },
});

const columnsOf = (
  boardId: string,
  parentId: string | null,
  { name, position, defaultTeamId = null, defaultPriorityId = null }: Fields & { position: number },
) => ({ boardId, parentId, name, position, defaultTeamId, defaultPriorityId });

function assertKnown(existing: readonly Category[], removals: readonly Removal[]): void {
  // Throws for ids that are no category of this board; what belongs to a removed category need not be named.
  planList(
    existing,
    existing.filter(({ id }) => !removals.some((one) => one.id === id)).map(({ id }) => ({ id, name: id })),
    removals.map(({ id }) => ({ id })),
    'category',
  );
}

async function checkDefaults(ctx: Ctx, categories: Input['categories']): Promise<void> {
  const all: Fields[] = categories.flatMap((category) => [category, ...category.children]);
  for (const teamId of new Set(all.flatMap(({ defaultTeamId }) => defaultTeamId ?? [])))
    await ctx.db.get(teams, teamId);
  for (const id of new Set(all.flatMap(({ defaultPriorityId }) => defaultPriorityId ?? [])))
    await checkOwnPriority(ctx, id);
}
