import { clients } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import {
  assignInvoiceTemplate,
  createInvoiceTemplate,
  updateBillingSettings,
  updateInvoiceTemplate,
} from '../contract';
import { renderPdf } from '../jobs/render-pdf';
import { readSettings } from '../queries/settings';
import { expiredCredit, reminderSteps, sellerDetails, zeroInvoices } from '../settings';
import { invoices, invoiceTemplateAssignments, invoiceTemplates } from '../tables';

const permission = 'billing_settings.update';

export const updateBillingSettingsAction = defineAction(updateBillingSettings, {
  permission,
  run: async (ctx, input) => {
    const before = await readSettings(ctx);
    const after = {
      zeroInvoices: input.zeroInvoices ?? before.zeroInvoices,
      sellerDetails: input.sellerDetails ?? before.sellerDetails,
      expiredCredit: input.expiredCredit ?? before.expiredCredit,
      reminderSteps: input.reminderSteps ?? before.reminderSteps,
    };
    await ctx.saveSetting(zeroInvoices, after.zeroInvoices);
    await ctx.saveSetting(sellerDetails, after.sellerDetails);
    await ctx.saveSetting(expiredCredit, after.expiredCredit);
    await ctx.saveSetting(reminderSteps, after.reminderSteps);
    const change = { action: 'billing_settings.update', subject: 'tenant_settings', subjectId: null, before, after };
    await recordChange(ctx, change);
    return after;
  },
});

export const createInvoiceTemplateAction = defineAction(createInvoiceTemplate, {
  permission,
  run: async (ctx, input) => {
    const { id } = await ctx.db.insert(invoiceTemplates, input);
    return { id };
  },
});

/** Invoices made from now on look like this; those drawn already stay as they are until they are drawn again. */
export const updateInvoiceTemplateAction = defineAction(updateInvoiceTemplate, {
  permission,
  run: async (ctx, { id, version, ...patch }) => {
    const saved = await ctx.db.update(invoiceTemplates, id, patch, version);
    return { id, version: saved.version };
  },
});

/** Final invoices of the client that nobody was sent are drawn again; what a client holds in hand stays as it is. */
async function redrawUnsent(ctx: Ctx, clientId: string): Promise<void> {
  const unsent = await ctx.db.list(invoices, { clientId, state: 'final', sentAt: null }, { lock: true, limit: 200 });
  for (const { id } of unsent) {
    const { version } = await ctx.db.update(invoices, id, { pdfState: 'queued' });
    await ctx.enqueue(renderPdf, { invoiceId: id, version });
  }
}

export const assignInvoiceTemplateAction = defineAction(assignInvoiceTemplate, {
  permission,
  run: async (ctx, { clientId, templateId }) => {
    if (clientId) await ctx.db.get(clients, clientId);
    if (templateId) await ctx.db.get(invoiceTemplates, templateId);
    const known = await ctx.db.find(invoiceTemplateAssignments, { clientId });
    if (known && templateId) await ctx.db.update(invoiceTemplateAssignments, known.id, { templateId });
    else if (known) await ctx.db.remove(invoiceTemplateAssignments, known.id);
    else if (templateId) {
      await ctx.db.rows(
        sql`insert into invoice_template_assignments (tenant_id, id, client_id, template_id)
            values (${ctx.tenant}, ${ctx.newId()}, ${clientId}, ${templateId}) on conflict do nothing`,
      );
    }
    if (clientId) await redrawUnsent(ctx, clientId);
    return {};
  },
});
