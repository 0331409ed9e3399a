import { teams, users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import type { MacroSteps } from './contract/macros';
import { assertPlaces } from './fill-text';
import { assertOffered } from './choose-category';
import { priorities, ticketCategories } from './tables';

/** Throws for a macro that does nothing, names what is not there, or holds a place that cannot be filled in. */
export async function checkSteps(ctx: Ctx, steps: MacroSteps): Promise<void> {
  if (Object.values(steps).every((step) => step === undefined)) {
    throw invalid('This macro does nothing yet. Choose at least one step.', { steps: 'Choose at least one step.' });
  }
  assertPlaces(steps.comment?.text, 'steps.comment.text');
  if (steps.priorityId) await ctx.db.get(priorities, steps.priorityId);
  await assertOffered(ctx, { typeId: steps.typeId });
  if (steps.categoryId) await ctx.db.get(ticketCategories, steps.categoryId);
  if (steps.teamId) await ctx.db.get(teams, steps.teamId);
  if (steps.assignee && steps.assignee !== 'me' && steps.assignee !== 'nobody') await ctx.db.get(users, steps.assignee);
}
