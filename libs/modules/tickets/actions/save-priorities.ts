import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { applyPlan } from '../apply-plan';
import { saveMatrix, savePriorities } from '../contract';
import { assertNamesDiffer, planList, type Removal } from '../domain/plan-list';
import { replaceOnTickets } from '../replace-on-tickets';
import { itilMatrix } from '../settings';
import { boards, priorities, ticketCategories } from '../tables';

/** The own priorities as a whole, the highest first. Tickets and defaults of a removed one get its replacement. */
export const savePrioritiesAction = defineAction(savePriorities, {
  permission: 'ticket_settings.update',
  run: async (ctx, { own, itil = [], removed }) => {
    const existing = await ctx.db.list(priorities, { removedAt: null }, { orderBy: 'position', lock: true });
    const [ownRows, itilRows] = [true, false].map((isOwn) => existing.filter(({ isItil }) => isItil !== isOwn));
    const plan = planList(ownRows ?? [], own, removed, 'priority');
    assertNamesDiffer([...own, ...(itil.length > 0 ? itil : (itilRows ?? []))]);
    let movedTickets = 0;
    for (const removal of plan.removed) {
      movedTickets += await replaceOnTickets(ctx, 'priorityId', removal);
      await replaceDefaults(ctx, removal);
    }
    await applyPlan(ctx, priorities, plan, ({ name, color, position }) => ({ name, color, position, isItil: false }));
    for (const { id, version, name, color } of itil) {
      if (!itilRows?.some((row) => row.id === id))
        throw invalid('Only the five ITIL priorities stand here.', { itil: 'Load the page again.' });
      await ctx.db.update(priorities, id, { name, color }, version);
    }
    return { movedTickets };
  },
});

async function replaceDefaults(ctx: Ctx, { id, replacementId = null }: Removal): Promise<void> {
  const where = { defaultPriorityId: id };
  await ctx.db.updateAll(boards, where, { defaultPriorityId: replacementId });
  await ctx.db.updateAll(ticketCategories, where, { defaultPriorityId: replacementId });
}

/** The priority by impact and urgency. Holds for tickets whose impact or urgency is set from now on. */
export const saveMatrixAction = defineAction(saveMatrix, {
  permission: 'ticket_settings.update',
  run: async (ctx, { matrix }) => {
    await ctx.saveSetting(itilMatrix, matrix);
    ctx.touch('board');
    return {};
  },
});
