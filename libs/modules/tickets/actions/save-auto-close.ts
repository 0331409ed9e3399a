import { defineAction } from '@kelp/kernel';
import { checkAutoClose } from '../auto-close-rules';
import { saveAutoClose } from '../contract';
import { boardAutoCloseRules, boards } from '../tables';

/** The auto-close rules of a board as a whole: a status that is not named has none. */
export const saveAutoCloseAction = defineAction(saveAutoClose, {
  permission: 'ticket_settings.update',
  run: async (ctx, { id: boardId, rules }) => {
    await ctx.db.lock(boards, boardId);
    await checkAutoClose(ctx, boardId, rules);
    const existing = await ctx.db.list(boardAutoCloseRules, { boardId });
    for (const { statusId, closeStatusId, idleDays, warnDays = null } of rules) {
      const known = existing.find((rule) => rule.statusId === statusId);
      if (known) await ctx.db.update(boardAutoCloseRules, known.id, { closeStatusId, idleDays, warnDays });
      else await ctx.db.insert(boardAutoCloseRules, { boardId, statusId, closeStatusId, idleDays, warnDays });
    }
    for (const rule of existing)
      if (!rules.some(({ statusId }) => statusId === rule.statusId)) await ctx.db.remove(boardAutoCloseRules, rule.id);
    ctx.touch('board');
    return {};
  },
});
