import { defineQuery } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { getChecklistTemplate, listChecklistTemplates } from '../contract/checklists';
import { checklistTemplates } from '../tables';

/** Every checklist template, by name. */
export const listChecklistTemplatesQuery = defineQuery(listChecklistTemplates, {
  permission: 'ticket.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<Row<typeof checklistTemplates>>(
      sql`select * from checklist_templates where tenant_id = ${ctx.tenant} order by lower(name), id`,
    ),
  }),
});

export const getChecklistTemplateQuery = defineQuery(getChecklistTemplate, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => ctx.db.get(checklistTemplates, id),
});
