import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { removeTicketChecklist } from '../contract/checklists';
import { checklistItems, ticketChecklists } from '../tables';

/** Takes a checklist off a ticket, unless something on it is required: then its items have to be let go one by one, by whom may. */
export const removeTicketChecklistAction = defineAction(removeTicketChecklist, {
  permission: 'ticket.update',
  run: async (ctx, { id }) => {
    await ctx.db.lock(ticketChecklists, id);
    const items = await ctx.db.list(checklistItems, { checklistId: id });
    if (!ctx.can('checklist.manage') && items.some(({ isRequired }) => isRequired)) {
      throw refused(
        'checklist.required',
        'This checklist has required items. Ask whoever manages checklists to remove it.',
      );
    }
    for (const item of items) await ctx.db.remove(checklistItems, item.id);
    await ctx.db.remove(ticketChecklists, id);
    ctx.touch('ticket');
    return { id };
  },
});
