import { defineAction } from '@kelp/kernel';
import { saveCloseRules } from '../contract';
import { boardCloseRules, boards } from '../tables';

/** What a board asks for before its tickets close. Holds from the next closing on. */
export const saveCloseRulesAction = defineAction(saveCloseRules, {
  permission: 'ticket_settings.update',
  run: async (ctx, { id: boardId, rules }) => {
    await ctx.db.lock(boards, boardId);
    const requiredFields = [...new Set(rules.requiredFields)];
    const known = await ctx.db.find(boardCloseRules, { boardId });
    if (known) await ctx.db.update(boardCloseRules, known.id, { ...rules, requiredFields });
    else await ctx.db.insert(boardCloseRules, { boardId, ...rules, requiredFields });
    ctx.touch('board');
    return {};
  },
});
