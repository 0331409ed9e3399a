import { defineAction } from '@kelp/kernel';
import { lockWorkspace } from '@kelp/tenants';
import { checkFollowUp, clearDefault } from '../check-template';
import { createSurveyTemplate } from '../contract';
import { surveyTemplates } from '../tables';

/** A new template. The first one of a workspace is its default. */
export const createSurveyTemplateAction = defineAction(createSurveyTemplate, {
  permission: 'survey.update',
  run: async (ctx, given) => {
    checkFollowUp(given.kind, given.followUpAt);
    await lockWorkspace(ctx);
    const isFirst = !(await ctx.db.find(surveyTemplates, { isDefault: true }));
    if (given.isDefault) await clearDefault(ctx);
    const { id, version } = await ctx.db.insert(surveyTemplates, { ...given, isDefault: given.isDefault || isFirst });
    ctx.touch('survey');
    return { id, version };
  },
});
