import { contract, idOf, instant, lineOfText, localDate, longText, minorUnits, z } from '@kelp/kernel/contract';
import { picture } from '@kelp/tenants/contract';

export const standardCodes = ['standard', 'compact', 'detailed'] as const;
export type StandardCode = (typeof standardCodes)[number];
export const contractKinds = ['fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats'] as const;
export type ContractKind = (typeof contractKinds)[number];

export const sectionKinds = ['letterhead', 'parties', 'intro', 'lines', 'totals', 'taxes', 'notes'] as const;
export const columnKinds = [
  'position',
  'description',
  'period',
  'quantity',
  'unit_price',
  'reduction',
  'tax_rate',
  'tax',
  'net',
] as const;
export const fieldKinds = ['number', 'date', 'due', 'period', 'currency'] as const;
export const paperLanguages = ['client', 'en', 'de', 'fr', 'es'] as const;
export type SectionKind = (typeof sectionKinds)[number];
export type ColumnKind = (typeof columnKinds)[number];
export type FieldKind = (typeof fieldKinds)[number];

/** Parts in their order, each at most once. */
const parts = <K extends readonly [string, ...string[]]>(kinds: K, hidden: readonly K[number][]) =>
  z
    .array(z.object({ kind: z.enum(kinds), isShown: z.boolean(), label: z.string().trim().max(40).default('') }))
    .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length, 'Name each part once.')
    .default(kinds.map((kind) => ({ kind, isShown: !hidden.includes(kind), label: '' })) as never);

const design = {
  /** The heading; empty: the word of the language. */
  title: z.string().trim().max(60).default(''),
  creditTitle: z.string().trim().max(60).default(''),
  /** `client`: the language of the client. Amounts and dates follow it. */
  language: z.enum(paperLanguages).default('client'),
  pageSize: z.enum(['A4', 'LETTER']).default('A4'),
  textSize: z.enum(['small', 'normal', 'large']).default('normal'),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'Give a colour such as #6d28d9.')
    .default('#334155'),
  logoId: idOf('logo').nullable().default(null),
  /** Points, of the 500 that a page is wide. */
  logoWidth: z.number().int().min(40).max(240).default(120),
  intro: longText(2000).default(''),
  notes: longText(2000).default(''),
  footer: longText(1000).default(''),
  /** Prints lines of 0.00 and time that a fixed fee includes. */
  showsZeroLines: z.boolean().default(false),
  sections: parts(sectionKinds, ['taxes']),
  columns: parts(columnKinds, ['position', 'period', 'reduction', 'tax_rate', 'tax']),
  fields: parts(fieldKinds, ['period', 'currency']),
};

export const invoiceDesign = z.object(design);
export type InvoiceDesign = z.output<typeof invoiceDesign>;

/** A template beside its kind: a standard one has a code for an id and is never changed. */
export const invoiceTemplateCard = z.object({
  id: z.string(),
  isStandard: z.boolean(),
  name: z.string(),
  accentColor: z.string(),
  isDefault: z.boolean(),
  /** Clients that have this template of their own. */
  clients: z.array(z.object({ id: z.uuid(), name: z.string() })),
  contractKinds: z.array(z.enum(contractKinds)),
  version: z.number(),
});
export type InvoiceTemplateCard = z.output<typeof invoiceTemplateCard>;

export const listInvoiceTemplates = contract({
  name: 'invoice_template.list',
  input: z.object({}),
  output: z.object({ templates: z.array(invoiceTemplateCard) }),
});

export const templateVersion = z.object({
  number: z.number(),
  name: z.string(),
  design: invoiceDesign,
  savedBy: z.string(),
  savedAt: instant,
});

/** A template with every version, the latest first. */
export const getInvoiceTemplate = contract({
  name: 'invoice_template.get',
  input: z.object({ id: z.union([z.enum(standardCodes), idOf('invoice template')]) }),
  output: z.object({
    id: z.string(),
    isStandard: z.boolean(),
    name: z.string(),
    design: invoiceDesign,
    version: z.number(),
    versions: z.array(templateVersion),
  }),
});
export type InvoiceTemplateDetail = z.output<typeof getInvoiceTemplate.output>;

/** A copy of a standard template or of an own one, to be changed; without either a copy of `standard`. */
export const createInvoiceTemplate = contract({
  name: 'invoice_template.create',
  input: z.object({
    name: lineOfText(100),
    copyOf: z.union([z.enum(standardCodes), idOf('invoice template')]).optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateInvoiceTemplate = contract({
  name: 'invoice_template.update',
  input: z.object({
    id: idOf('invoice template'),
    version: z.number().int().optional(),
    name: lineOfText(100).optional(),
    design: invoiceDesign.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** The design of an earlier version becomes the newest one. */
export const restoreInvoiceTemplate = contract({
  name: 'invoice_template.restore',
  input: z.object({
    id: idOf('invoice template'),
    number: z.number().int().min(1),
    version: z.number().int().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteInvoiceTemplate = contract({
  name: 'invoice_template.delete',
  input: z.object({ id: idOf('invoice template'), version: z.number().int().optional() }),
  output: z.object({}),
});

/** Chooses the template of a client, of a kind of contract, or (neither) of the workspace. No template: the wider choice holds again. */
export const assignInvoiceTemplate = contract({
  name: 'invoice_template.assign',
  input: z
    .object({
      clientId: idOf('client').nullable().optional(),
      contractKind: z.enum(contractKinds).nullable().optional(),
      templateId: idOf('invoice template').nullable().optional(),
      standardCode: z.enum(standardCodes).nullable().optional(),
    })
    .refine(({ clientId, contractKind }) => !clientId || !contractKind, 'Choose a client or a kind of contract.')
    .refine(({ templateId, standardCode }) => !templateId || !standardCode, 'Choose one template.')
    .refine(
      ({ clientId, contractKind, templateId, standardCode }) => clientId || contractKind || templateId || standardCode,
      'Choose a default template.',
    ),
  output: z.object({}),
});

/** Stores a picture for the head of papers; PNG or JPEG as base64, at most 500 KB. */
export const addInvoiceLogo = contract({
  name: 'invoice_logo.add',
  input: picture,
  output: z.object({ id: z.uuid() }),
});

export const getInvoiceLogo = contract({
  name: 'invoice_logo.get',
  input: z.object({ id: idOf('logo') }),
  output: z.object({ id: z.uuid(), name: z.string(), dataUrl: z.string() }),
});

export const printedLine = z.object({
  kind: z.string(),
  description: z.string(),
  quantity: z.string(),
  unit: z.enum(['piece', 'minute']),
  unitPrice: z.string(),
  gross: minorUnits,
  net: minorUnits,
  tax: minorUnits,
  taxRatePpm: z.number(),
  /** Price and amount before discounts have the tax in them. */
  includesTax: z.boolean().optional(),
  reductions: z.array(z.object({ name: z.string(), amount: z.string() })),
  serviceFrom: localDate,
  serviceTo: localDate,
  /** The recap of hours, printed below the line. */
  steps: z.array(z.string()),
});

/** All that stands on the paper. Amounts in minor units of `currency`; dates local. */
export const printedInvoice = z.object({
  kind: z.enum(['invoice', 'credit_note']),
  number: z.string(),
  /** A credit note: the number of the invoice that it takes back, and why. */
  credits: z.object({ number: z.string(), reason: z.string() }).nullable(),
  /** Credit of the client that paid a part at once. */
  creditUsed: minorUnits,
  /** Purchase orders of the client. */
  poNumbers: z.array(z.string()).optional(),
  isVoid: z.boolean(),
  seller: z.object({ name: z.string(), details: z.string() }),
  buyer: z.object({ name: z.string(), address: z.string() }),
  invoiceDate: localDate,
  dueDate: localDate,
  currency: z.string(),
  locale: z.string(),
  lines: z.array(printedLine),
  taxes: z.array(
    z.object({
      category: z.string(),
      /** As it is printed; the category stands in. */
      name: z.string().optional(),
      ratePpm: z.number(),
      base: minorUnits,
      tax: minorUnits,
      reason: z.string().nullable(),
      /** Number of a certificate, or the VAT number. */
      evidence: z.string().optional(),
    }),
  ),
  /** By which day the rates were chosen; null for documents from before. */
  taxPoint: z.enum(['service_end', 'delivery', 'invoice_date']).nullable().optional(),
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
});
export type PrintedLine = z.output<typeof printedLine>;
export type PrintedInvoice = z.output<typeof printedInvoice>;

/** A real document as papers show it, for the preview of a design; without a choice the latest one, null before the first. */
export const previewInvoiceTemplate = contract({
  name: 'invoice_template.preview',
  input: z.object({ invoiceId: idOf('invoice').optional() }),
  output: z.object({ invoice: printedInvoice.extend({ id: z.uuid() }).nullable() }),
});
