import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { sql } from '@kelp/platform/db';
import { notFound, refused, stale } from '@kelp/std';
import {
  createInvoiceTemplate,
  deleteInvoiceTemplate,
  restoreInvoiceTemplate,
  standardCodes,
  updateInvoiceTemplate,
  type InvoiceDesign,
  type StandardCode,
} from '../contract';
import { standardTemplates } from '../domain/standard-templates';
import { invoiceLogos, invoiceTemplates, invoiceTemplateVersions } from '../tables';

const permission = 'billing_settings.update';
type Template = Row<typeof invoiceTemplates>;

/** Every saved design is kept, so that any of them can come back. */
async function keepVersion(ctx: Ctx, { id, name, design, version }: Template): Promise<void> {
  await ctx.db.insert(invoiceTemplateVersions, {
    id: ctx.newId(),
    templateId: id,
    number: version,
    name,
    design,
    savedBy: ctx.actor.name,
    savedAt: ctx.now(),
  });
}

/** A logo that nobody put there would leave a hole on every paper. */
async function checkLogo(ctx: Ctx, design: Partial<InvoiceDesign>): Promise<void> {
  if (design.logoId) await ctx.db.get(invoiceLogos, design.logoId);
}

const isStandard = (id: string): id is StandardCode => (standardCodes as readonly string[]).includes(id);

export const createInvoiceTemplateAction = defineAction(createInvoiceTemplate, {
  permission,
  run: async (ctx, { name, copyOf = 'standard' }) => {
    const { design } = isStandard(copyOf) ? standardTemplates[copyOf] : await ctx.db.get(invoiceTemplates, copyOf);
    const template = await ctx.db.insert(invoiceTemplates, { name, design });
    await keepVersion(ctx, template);
    return { id: template.id };
  },
});

/** Invoices made from now on look like this; those drawn already stay as they are until they are drawn again. */
export const updateInvoiceTemplateAction = defineAction(updateInvoiceTemplate, {
  permission,
  run: async (ctx, { id, version, ...patch }) => {
    await checkLogo(ctx, patch.design ?? {});
    const saved = await ctx.db.update(invoiceTemplates, id, patch, version);
    await keepVersion(ctx, saved);
    return { id, version: saved.version };
  },
});

export const restoreInvoiceTemplateAction = defineAction(restoreInvoiceTemplate, {
  permission,
  run: async (ctx, { id, number, version }) => {
    const earlier = await ctx.db.find(invoiceTemplateVersions, { templateId: id, number });
    if (!earlier) throw notFound(invoiceTemplateVersions.noun);
    const saved = await ctx.db.update(invoiceTemplates, id, { design: earlier.design }, version);
    await keepVersion(ctx, saved);
    return { id, version: saved.version };
  },
});

export const deleteInvoiceTemplateAction = defineAction(deleteInvoiceTemplate, {
  permission,
  run: async (ctx, { id, version }) => {
    const template = await ctx.db.lock(invoiceTemplates, id);
    if (version !== undefined && version !== template.version) throw stale(invoiceTemplates.noun, ['design']);
    const { uses } = await ctx.db.one<{ uses: number }>(
      sql`select count(*)::int as uses from invoice_template_assignments where tenant_id = ${ctx.tenant} and custom_template_id = ${id}`,
    );
    if (uses > 0)
      throw refused('invoice_template.in_use', 'This template is in use. Give its places another template first.');
    await ctx.db.rows(
      sql`delete from invoice_template_versions where tenant_id = ${ctx.tenant} and template_id = ${id}`,
    );
    await ctx.db.remove(invoiceTemplates, id);
    return {};
  },
});
