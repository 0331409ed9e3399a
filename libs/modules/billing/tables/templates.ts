import { bareTenantColumns, instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { ContractKind, InvoiceDesign, StandardCode } from '../contract';

/** A workspace's own templates; the standard ones are written in the program and have a code instead of a row. */
export const invoiceTemplates = tenantColumns(
  'invoice_templates',
  { name: text(), design: json<Partial<InvoiceDesign>>() },
  {
    noun: 'invoice template',
    conflicts: { invoice_templates_name_unique: 'There is already a template with this name.' },
  },
);

/** Every design that was ever saved; insert only, gone with its template. */
export const invoiceTemplateVersions = bareTenantColumns(
  'invoice_template_versions',
  {
    id: uuid(),
    templateId: uuid(),
    number: integer(),
    name: text(),
    design: json<Partial<InvoiceDesign>>(),
    savedBy: text(),
    savedAt: instant(),
  },
  { noun: 'version of the template', isAudited: false },
);

/** A picture for the head of papers, as base64; never changed, so that old versions keep theirs. */
export const invoiceLogos = bareTenantColumns(
  'invoice_logos',
  {
    id: uuid(),
    name: text(),
    contentType: text<'image/png' | 'image/jpeg'>(),
    content: text(),
    addedAt: instant(),
  },
  { noun: 'logo', isAudited: false },
);

/** The database writes the scope from client and kind of contract; neither of both is the workspace. */
export const invoiceTemplateAssignments = tenantColumns(
  'invoice_template_assignments',
  {
    clientId: uuid().orNull(),
    contractKind: text<ContractKind>().orNull(),
    scopeType: text<'tenant' | 'client' | 'contract_kind'>().withDefault(),
    scopeId: text().withDefault(),
    standardTemplateCode: text<StandardCode>().orNull(),
    customTemplateId: uuid().orNull(),
  },
  {
    noun: 'template assignment',
    conflicts: {
      invoice_template_assignments_scope_type_scope_id_unique:
        'Somebody else has just chosen a template here. Reload and look.',
    },
  },
);

export const templateTables = [invoiceTemplates, invoiceTemplateVersions, invoiceLogos, invoiceTemplateAssignments];
