import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { checkFollowUp, clearDefault } from '../check-template';
import { updateSurveyTemplate } from '../contract';
import { surveyInvitations, surveyTemplates } from '../tables';

/** Changes a template; links that are out show it as it is now. Its kind stays once it was sent, and there is always one default. */
export const updateSurveyTemplateAction = defineAction(updateSurveyTemplate, {
  permission: 'survey.update',
  run: async (ctx, { id, version, ...patch }) => {
    await lockWorkspace(ctx);
    const before = await ctx.db.lock(surveyTemplates, id);
    const kind = patch.kind ?? before.kind;
    checkFollowUp(kind, patch.followUpAt === undefined ? before.followUpAt : patch.followUpAt);
    if (kind !== before.kind && (await ctx.db.find(surveyInvitations, { templateId: id })))
      throw refused(
        'survey_template.kind',
        'This survey was sent already, so its kind stays: its answers are of that kind. Make a new template instead.',
      );
    if (patch.isDefault === false && before.isDefault)
      throw refused('survey_template.default', 'Make another template the default; this one then is it no more.');
    if (patch.isDefault && !before.isDefault) await clearDefault(ctx);
    const after = await ctx.db.update(surveyTemplates, id, patch, version);
    ctx.touch('survey');
    return { id, version: after.version };
  },
});
