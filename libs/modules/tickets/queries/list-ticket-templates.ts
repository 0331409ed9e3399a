import { defineQuery } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { listTicketTemplates } from '../contract/ticket-templates';
import type { ticketTemplates } from '../tables';

type Flat = Row<typeof ticketTemplates> & {
  clientName: string | null;
  checklistName: string | null;
  macroName: string | null;
};
const named = (id: string | null, name: string | null) => (id && name ? { id, name } : null);

/** Every ticket template, by name. */
export const listTicketTemplatesQuery = defineQuery(listTicketTemplates, {
  permission: 'ticket.create',
  run: async (ctx) => {
    const rows = await ctx.db.rows<Flat>(
      sql`select t.*, c.name as client_name, k.name as checklist_name, m.name as macro_name from ticket_templates t
          left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
          left join checklist_templates k on k.tenant_id = t.tenant_id and k.id = t.checklist_template_id
          left join macros m on m.tenant_id = t.tenant_id and m.id = t.macro_id
          where t.tenant_id = ${ctx.tenant} order by lower(t.name), t.id`,
    );
    return {
      rows: rows.map((row) => ({
        ...row,
        client: named(row.clientId, row.clientName),
        checklist: named(row.checklistTemplateId, row.checklistName),
        macro: named(row.macroId, row.macroName),
      })),
    };
  },
});
