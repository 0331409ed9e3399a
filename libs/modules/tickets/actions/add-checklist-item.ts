import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { addChecklistItem } from '../contract/checklists';
import { checklistItems, ticketChecklists } from '../tables';

const mostItems = 200;

/** A new item at the end of a ticket's checklist. */
export const addChecklistItemAction = defineAction(addChecklistItem, {
  permission: 'ticket.update',
  run: async (ctx, { checklistId, label, isRequired }) => {
    const { ticketId } = await ctx.db.lock(ticketChecklists, checklistId);
    const last = await ctx.db.list(checklistItems, { checklistId }, { orderBy: 'position', direction: 'desc' });
    if (last.length >= mostItems) throw refused('checklist.full', `A checklist has at most ${mostItems} items.`);
    const position = (last[0]?.position ?? -1) + 1;
    const { id } = await ctx.db.insert(checklistItems, { ticketId, checklistId, label, isRequired, position });
    ctx.touch('ticket');
    return { id };
  },
});
