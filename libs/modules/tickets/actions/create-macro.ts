import { defineAction } from '@kelp/kernel';
import { createMacro } from '../contract/macros';
import { checkSteps } from '../check-steps';
import { chooseSharing } from '../sharing';
import { macros } from '../tables';

/** A new macro: one's own, or shared with a team or everyone by whom may manage macros. */
export const createMacroAction = defineAction(createMacro, {
  permission: 'macro.use',
  run: async (ctx, { name, steps, scope, teamId }) => {
    const sharing = await chooseSharing(ctx, { scope, teamId }, 'macro.manage');
    await checkSteps(ctx, steps);
    const { id } = await ctx.db.insert(macros, { name, steps, ...sharing });
    ctx.touch('macro');
    return { id };
  },
});
