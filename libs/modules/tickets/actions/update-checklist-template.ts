import { defineAction } from '@kelp/kernel';
import { checkConditions } from '../check-checklist-template';
import { updateChecklistTemplate } from '../contract/checklists';
import { checklistTemplates } from '../tables';

/** Changes a template; checklists that are on tickets stay as they are. */
export const updateChecklistTemplateAction = defineAction(updateChecklistTemplate, {
  permission: 'checklist.manage',
  run: async (ctx, { id, version, ...changes }) => {
    const before = await ctx.db.lock(checklistTemplates, id);
    const boardId = changes.boardId === undefined ? before.boardId : changes.boardId;
    const categoryId = changes.categoryId === undefined ? before.categoryId : changes.categoryId;
    await checkConditions(ctx, { ...changes, boardId, categoryId });
    const after = await ctx.db.update(checklistTemplates, id, changes, version);
    ctx.touch('checklist_template');
    return { id, version: after.version };
  },
});
