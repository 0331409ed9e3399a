import { defineAction } from '@kelp/kernel';
import { updateMacro } from '../contract/macros';
import { checkSteps } from '../check-steps';
import { assertMayChange, chooseSharing } from '../sharing';
import { macros } from '../tables';

/** Changes a macro: one's own, or a shared one by whom may manage macros. */
export const updateMacroAction = defineAction(updateMacro, {
  permission: 'macro.use',
  run: async (ctx, { id, version, name, steps, scope, teamId }) => {
    const before = await ctx.db.lock(macros, id);
    assertMayChange(ctx, before, 'macro.manage', 'macro');
    if (steps) await checkSteps(ctx, steps);
    const isShared = scope !== undefined || teamId !== undefined;
    const wish = { scope: scope ?? before.scope, teamId: teamId ?? before.teamId };
    const sharing = isShared ? await chooseSharing(ctx, wish, 'macro.manage') : {};
    const after = await ctx.db.update(macros, id, { name, steps, ...sharing }, version);
    ctx.touch('macro');
    return { id, version: after.version };
  },
});
