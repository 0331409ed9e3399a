import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { getBillingSettings, listInvoiceTemplates } from '../contract';
import { expiredCredit, reminderSteps, sellerDetails, zeroInvoices } from '../settings';
import type { InvoiceTemplate } from '../templates';

interface FlatTemplate extends InvoiceTemplate {
  version: number;
  isDefault: boolean;
  clients: { id: string; name: string }[] | null;
}

export const listInvoiceTemplatesQuery = defineQuery(listInvoiceTemplates, {
  permission: 'billing_settings.read',
  run: async (ctx) => {
    const rows = await ctx.db.rows<FlatTemplate>(
      sql`select t.id, t.name, t.title, t.footer, t.shows_zero_lines, t.accent_color, t.version,
            exists (select 1 from invoice_template_assignments a where a.tenant_id = t.tenant_id and a.template_id = t.id and a.client_id is null) as is_default,
            (select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name) from invoice_template_assignments a
              join clients c on c.tenant_id = a.tenant_id and c.id = a.client_id
              where a.tenant_id = t.tenant_id and a.template_id = t.id) as clients
          from invoice_templates t where t.tenant_id = ${ctx.tenant} order by t.name`,
    );
    return { templates: rows.map((row) => ({ ...row, clients: row.clients ?? [] })) };
  },
});

/** How this workspace bills. */
export const readSettings = async (ctx: ReadCtx) => ({
  zeroInvoices: await ctx.setting(zeroInvoices),
  sellerDetails: await ctx.setting(sellerDetails),
  expiredCredit: await ctx.setting(expiredCredit),
  reminderSteps: await ctx.setting(reminderSteps),
});

export const getBillingSettingsQuery = defineQuery(getBillingSettings, {
  permission: 'billing_settings.read',
  run: readSettings,
});
