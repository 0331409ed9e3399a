import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteChecklistTemplate } from '../contract/checklists';
import { checklistTemplates, ticketTemplates } from '../tables';

/** Takes a template away; checklists that are on tickets stay. Refused while a ticket template puts it on. */
export const deleteChecklistTemplateAction = defineAction(deleteChecklistTemplate, {
  permission: 'checklist.manage',
  run: async (ctx, { id }) => {
    await ctx.db.lock(checklistTemplates, id);
    const user = await ctx.db.find(ticketTemplates, { checklistTemplateId: id });
    if (user) {
      throw refused('checklist_template.used', `The ticket template ${user.name} uses it. Take it out there first.`);
    }
    await ctx.db.remove(checklistTemplates, id);
    ctx.touch('checklist_template');
    return { id };
  },
});
