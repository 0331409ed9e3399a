import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { createSurveyTrigger } from '../contract';
import { surveyTriggers } from '../tables';
import { assertTriggerParts, checkTiming, writeContacts } from '../write-trigger';

/** Each closed ticket is held against all of them. */
const most = 50;

/** A new trigger, asked after those that are there. */
export const createSurveyTriggerAction = defineAction(createSurveyTrigger, {
  permission: 'survey.update',
  run: async (ctx, { contactIds, ...given }) => {
    checkTiming(given);
    await lockWorkspace(ctx);
    await assertTriggerParts(ctx, given);
    const { count, next } = await ctx.db.one<{ count: number; next: number }>(
      sql`select count(*)::int as count, coalesce(max(position) + 1, 0)::int as next from survey_triggers where tenant_id = ${ctx.tenant}`,
    );
    if (count >= most)
      throw refused('survey_trigger.too_many', `A workspace has at most ${most} triggers. Delete one first.`);
    const { id, version } = await ctx.db.insert(surveyTriggers, { ...given, position: next });
    await writeContacts(ctx, id, contactIds);
    ctx.touch('survey');
    return { id, version };
  },
});
