import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listSurveyTriggers, type SurveyTrigger } from '../contract';

/** The triggers in the order in which they are asked. */
export const listSurveyTriggersQuery = defineQuery(listSurveyTriggers, {
  permission: 'survey.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<SurveyTrigger>(
      sql`select g.id, g.name, g.kind, g.conditions, g.throttle_days, g.every_days, g.position, g.is_active, g.version,
            case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as template,
            coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.full_name) order by lower(k.full_name), k.id)
              from survey_trigger_contacts x join contacts k on k.tenant_id = x.tenant_id and k.id = x.contact_id
              where x.tenant_id = g.tenant_id and x.trigger_id = g.id), '[]') as contacts
          from survey_triggers g left join survey_templates m on m.tenant_id = g.tenant_id and m.id = g.template_id
          where g.tenant_id = ${ctx.tenant} order by g.position, g.id limit 200`,
    ),
  }),
});
