import { defineAction } from '@kelp/kernel';
import { refused, stale } from '@kelp/std';
import { removeChecklistItem } from '../contract/checklists';
import { checklistItems } from '../tables';

/** Takes an item away; a required one only by whom may manage checklists, so that nobody gets around it. */
export const removeChecklistItemAction = defineAction(removeChecklistItem, {
  permission: 'ticket.update',
  run: async (ctx, { id, version }) => {
    const item = await ctx.db.lock(checklistItems, id);
    if (version !== undefined && version !== item.version) throw stale('checklist item', ['label']);
    if (item.isRequired && !ctx.can('checklist.manage')) {
      throw refused('checklist.required', 'This item is required. Ask whoever manages checklists to remove it.');
    }
    await ctx.db.remove(checklistItems, id);
    ctx.touch('ticket');
    return { id };
  },
});
