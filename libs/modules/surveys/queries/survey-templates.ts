import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getSurveyTemplate, listSurveyTemplates, type SurveyTemplate } from '../contract';
import { surveyTemplates } from '../tables';

const read = (ctx: ReadCtx, where: Sql): Promise<SurveyTemplate[]> =>
  ctx.db.rows<SurveyTemplate>(
    sql`select m.id, m.name, m.kind, m.texts, m.follow_up_at, m.asks_consent, m.open_days, m.is_default, m.is_enabled, m.updated_at, m.version,
          (select count(*)::int from survey_invitations i where i.tenant_id = m.tenant_id and i.template_id = m.id and not i.is_test) as sent
        from survey_templates m where m.tenant_id = ${ctx.tenant} and ${where} order by m.is_default desc, lower(m.name), m.id limit 200`,
  );

/** The default first, then by name. */
export const listSurveyTemplatesQuery = defineQuery(listSurveyTemplates, {
  permission: 'survey.read',
  run: async (ctx) => ({ rows: await read(ctx, sql`true`) }),
});

export const getSurveyTemplateQuery = defineQuery(getSurveyTemplate, {
  permission: 'survey.read',
  run: async (ctx, { id }) => {
    const [found] = await read(ctx, sql`m.id = ${id}`);
    if (!found) throw notFound(surveyTemplates.noun);
    return found;
  },
});
