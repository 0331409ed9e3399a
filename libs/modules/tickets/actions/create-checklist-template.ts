import { defineAction } from '@kelp/kernel';
import { checkConditions } from '../check-checklist-template';
import { createChecklistTemplate } from '../contract/checklists';
import { checklistTemplates } from '../tables';

/** A new checklist template; tickets that are there already do not get it. */
export const createChecklistTemplateAction = defineAction(createChecklistTemplate, {
  permission: 'checklist.manage',
  run: async (ctx, input) => {
    await checkConditions(ctx, input);
    const { id } = await ctx.db.insert(checklistTemplates, input);
    ctx.touch('checklist_template');
    return { id };
  },
});
