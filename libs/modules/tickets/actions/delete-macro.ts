import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteMacro } from '../contract/macros';
import { assertMayChange } from '../sharing';
import { macros, ticketTemplates } from '../tables';

/** Takes a macro away; refused while a ticket template runs it. */
export const deleteMacroAction = defineAction(deleteMacro, {
  permission: 'macro.use',
  run: async (ctx, { id }) => {
    assertMayChange(ctx, await ctx.db.lock(macros, id), 'macro.manage', 'macro');
    const user = await ctx.db.find(ticketTemplates, { macroId: id });
    if (user) throw refused('macro.used', `The ticket template ${user.name} runs this macro. Take it out there first.`);
    await ctx.db.remove(macros, id);
    ctx.touch('macro');
    return { id };
  },
});
