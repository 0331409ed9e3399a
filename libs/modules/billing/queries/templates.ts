import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import {
  getInvoiceLogo,
  getInvoiceTemplate,
  invoiceDesign,
  listInvoiceTemplates,
  previewInvoiceTemplate,
  standardCodes,
  type ContractKind,
  type InvoiceDesign,
  type InvoiceTemplateCard,
  type StandardCode,
} from '../contract';
import { standardTemplates } from '../domain/standard-templates';
import { readPrinted } from '../pdf/read-printed';
import { invoiceLogos, invoices, invoiceTemplates, invoiceTemplateVersions } from '../tables';

const permission = 'billing_settings.read';

interface Assignment {
  template: string;
  contractKind: ContractKind | null;
  clientId: string | null;
  clientName: string | null;
}

const readAssignments = (ctx: ReadCtx) =>
  ctx.db.rows<Assignment>(
    sql`select coalesce(a.custom_template_id::text, a.standard_template_code) as template, a.contract_kind, a.client_id, c.name as client_name
        from invoice_template_assignments a left join clients c on c.tenant_id = a.tenant_id and c.id = a.client_id
        where a.tenant_id = ${ctx.tenant} order by c.name, a.contract_kind`,
  );

const isStandard = (id: string): id is StandardCode => (standardCodes as readonly string[]).includes(id);

/** The standard ones first, then the workspace's own by name. */
export const listInvoiceTemplatesQuery = defineQuery(listInvoiceTemplates, {
  permission,
  run: async (ctx) => {
    const [own, assignments] = await Promise.all([
      ctx.db.list(invoiceTemplates, {}, { orderBy: 'name' }),
      readAssignments(ctx),
    ]);
    const card = (id: string, name: string, design: InvoiceDesign, version: number): InvoiceTemplateCard => {
      const places = assignments.filter(({ template }) => template === id);
      return {
        id,
        isStandard: isStandard(id),
        name,
        accentColor: design.accentColor,
        isDefault: places.some(({ clientId, contractKind }) => !clientId && !contractKind),
        clients: places.flatMap(({ clientId, clientName }) =>
          clientId ? [{ id: clientId, name: clientName ?? '' }] : [],
        ),
        contractKinds: places.flatMap(({ contractKind }) => (contractKind ? [contractKind] : [])),
        version,
      };
    };
    return {
      templates: [
        ...standardCodes.map((code) => card(code, standardTemplates[code].name, standardTemplates[code].design, 0)),
        ...own.map(({ id, name, design, version }) => card(id, name, invoiceDesign.parse(design), version)),
      ],
    };
  },
});

export const getInvoiceTemplateQuery = defineQuery(getInvoiceTemplate, {
  permission,
  run: async (ctx, { id }) => {
    if (isStandard(id)) return { id, isStandard: true, ...standardTemplates[id], version: 0, versions: [] };
    const [{ name, design, version }, versions] = await Promise.all([
      ctx.db.get(invoiceTemplates, id),
      ctx.db.list(invoiceTemplateVersions, { templateId: id }, { orderBy: 'number', limit: 1000 }),
    ]);
    return {
      id,
      isStandard: false,
      name,
      design: invoiceDesign.parse(design),
      version,
      versions: versions
        .map((one) => ({ ...one, design: invoiceDesign.parse(one.design) }))
        .sort((a, b) => b.number - a.number),
    };
  },
});

export const getInvoiceLogoQuery = defineQuery(getInvoiceLogo, {
  permission,
  run: async (ctx, { id }) => {
    const { name, contentType, content } = await ctx.db.get(invoiceLogos, id);
    return { id, name, dataUrl: `data:${contentType};base64,${content}` };
  },
});

/** Real lines show what a design does to them; a draft will do as long as there is nothing else. */
export const previewInvoiceTemplateQuery = defineQuery(previewInvoiceTemplate, {
  permission: 'invoice.read',
  run: async (ctx, { invoiceId }) => {
    const latest = await ctx.db.maybe<{ id: string }>(
      sql`select id from invoices where tenant_id = ${ctx.tenant} and kind <> 'opening_balance' order by (state = 'final') desc, (kind = 'invoice') desc, id desc limit 1`,
    );
    const id = invoiceId ?? latest?.id;
    if (!id) return { invoice: null };
    if (invoiceId) await ctx.db.get(invoices, invoiceId);
    return { invoice: { id, ...(await readPrinted(ctx, id)) } };
  },
});
