import { clients } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { assignInvoiceTemplate } from '../contract';
import { documentKinds, isOurs } from '../domain/document-kind';
import { renderPdf } from '../jobs/render-pdf';
import { invoices, invoiceTemplateAssignments, invoiceTemplates } from '../tables';

/** Final invoices that nobody was sent are drawn again; what a client holds in hand stays as it is. */
async function redrawUnsent(ctx: Ctx, clientId: string | null): Promise<void> {
  const kind = [...documentKinds].filter(isOurs);
  const which = { state: 'final' as const, kind, sentAt: null, ...(clientId ? { clientId } : {}) };
  const unsent = await ctx.db.list(invoices, which, { orderBy: 'id', lock: true, limit: 200 });
  for (const { id } of unsent) {
    const { version } = await ctx.db.update(invoices, id, { pdfState: 'queued' });
    await ctx.enqueue(renderPdf, { invoiceId: id, version });
  }
}

export const assignInvoiceTemplateAction = defineAction(assignInvoiceTemplate, {
  permission: 'billing_settings.update',
  run: async (ctx, { clientId = null, contractKind = null, templateId = null, standardCode = null }) => {
    if (clientId) await ctx.db.get(clients, clientId);
    if (templateId) await ctx.db.get(invoiceTemplates, templateId);
    const chosen = { customTemplateId: templateId, standardTemplateCode: standardCode };
    const known = await ctx.db.find(invoiceTemplateAssignments, { clientId, contractKind });
    const hasChoice = templateId !== null || standardCode !== null;
    if (known && hasChoice) await ctx.db.update(invoiceTemplateAssignments, known.id, chosen);
    else if (known) await ctx.db.remove(invoiceTemplateAssignments, known.id);
    else if (hasChoice) await ctx.db.insert(invoiceTemplateAssignments, { clientId, contractKind, ...chosen });
    await redrawUnsent(ctx, clientId);
    return {};
  },
});
