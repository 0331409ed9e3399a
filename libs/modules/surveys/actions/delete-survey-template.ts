import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { deleteSurveyTemplate } from '../contract';
import { surveyTemplates, surveyTriggers } from '../tables';

/** Deletes a template that nothing hangs on; otherwise refuses with what does, and what to do instead. */
export const deleteSurveyTemplateAction = defineAction(deleteSurveyTemplate, {
  permission: 'survey.update',
  run: async (ctx, { id }) => {
    await lockWorkspace(ctx);
    const { name, isDefault } = await ctx.db.lock(surveyTemplates, id);
    if (isDefault)
      throw refused('survey_template.default', `${name} is the default. Make another template the default first.`);
    const triggers = await ctx.db.list(surveyTriggers, { templateId: id }, { orderBy: 'name' });
    if (triggers.length > 0)
      throw refused(
        'survey_template.in_use',
        `${name} is sent by ${triggers.map((one) => one.name).join(', ')}. Give these triggers another template first.`,
      );
    const { count } = await ctx.db.one<{ count: number }>(
      sql`select count(*)::int as count from survey_invitations where tenant_id = ${ctx.tenant} and template_id = ${id} and not is_test`,
    );
    if (count > 0)
      throw refused(
        'survey_template.sent',
        `${name} was sent ${count} ${count === 1 ? 'time' : 'times'}, and its answers need it. Turn it off instead.`,
      );
    // What only its own tests left behind goes with it.
    await ctx.db.rows(
      sql`delete from survey_responses where tenant_id = ${ctx.tenant}
          and invitation_id in (select i.id from survey_invitations i where i.tenant_id = ${ctx.tenant} and i.template_id = ${id})`,
    );
    await ctx.db.rows(sql`delete from survey_invitations where tenant_id = ${ctx.tenant} and template_id = ${id}`);
    await ctx.db.remove(surveyTemplates, id);
    ctx.touch('survey');
    return { id };
  },
});
