import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteSurveyTrigger } from '../contract';
import { surveyTriggers } from '../tables';

/** Deletes a trigger; what it has sent stays. */
export const deleteSurveyTriggerAction = defineAction(deleteSurveyTrigger, {
  permission: 'survey.update',
  run: async (ctx, { id }) => {
    await ctx.db.lock(surveyTriggers, id);
    await ctx.db.rows(
      sql`update survey_invitations set trigger_id = null where tenant_id = ${ctx.tenant} and trigger_id = ${id}`,
    );
    await ctx.db.rows(sql`delete from survey_trigger_contacts where tenant_id = ${ctx.tenant} and trigger_id = ${id}`);
    await ctx.db.remove(surveyTriggers, id);
    ctx.touch('survey');
    return { id };
  },
});
