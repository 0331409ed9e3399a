import { contract, idOf, lineOfText, longText, z } from '@kelp/kernel/contract';
import { reminderStep } from './reminder-contracts';

const templateFields = {
  name: lineOfText(100),
  /** The heading of the document, such as Invoice. */
  title: lineOfText(60),
  footer: longText(1000),
  /** Prints lines of 0.00 and time that a fixed fee includes. */
  showsZeroLines: z.boolean(),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/, 'Give a colour such as #6d28d9.'),
};

export const invoiceTemplateCard = z.object({
  id: z.uuid(),
  ...templateFields,
  isDefault: z.boolean(),
  /** Clients that have this template of their own. */
  clients: z.array(z.object({ id: z.uuid(), name: z.string() })),
  version: z.number(),
});

export const listInvoiceTemplates = contract({
  name: 'invoice_template.list',
  input: z.object({}),
  output: z.object({ templates: z.array(invoiceTemplateCard) }),
});

export const createInvoiceTemplate = contract({
  name: 'invoice_template.create',
  input: z.object({
    ...templateFields,
    footer: templateFields.footer.default(''),
    showsZeroLines: templateFields.showsZeroLines.default(false),
    accentColor: templateFields.accentColor.default('#334155'),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateInvoiceTemplate = contract({
  name: 'invoice_template.update',
  input: z.object({
    id: idOf('invoice template'),
    version: z.number().int().optional(),
    name: templateFields.name.optional(),
    title: templateFields.title.optional(),
    footer: templateFields.footer.optional(),
    showsZeroLines: templateFields.showsZeroLines.optional(),
    accentColor: templateFields.accentColor.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Chooses the template of a client (null: the workspace's default again), or without a client the workspace's default. */
export const assignInvoiceTemplate = contract({
  name: 'invoice_template.assign',
  input: z
    .object({ clientId: idOf('client').nullable(), templateId: idOf('invoice template').nullable() })
    .refine(({ clientId, templateId }) => clientId !== null || templateId !== null, 'Choose a default template.'),
  output: z.object({}),
});

const settings = {
  /** What becomes of a document whose total is 0: an invoice like any other, or nothing, its sources staying to be billed. */
  zeroInvoices: z.enum(['issue', 'skip']),
  /** Stands in the mail and on the PDF beside the workspace's name. */
  sellerDetails: longText(1000),
  /** Where credit goes that nobody used in time: income, or a debt to whoever the law names. */
  expiredCredit: z.enum(['income', 'liability']),
  /** When clients are reminded of what is overdue; none: nobody is. */
  reminderSteps: z
    .array(reminderStep)
    .max(10)
    .refine((steps) => new Set(steps.map(({ days }) => days)).size === steps.length, 'Give each step days of its own.'),
};

export const getBillingSettings = contract({
  name: 'billing_settings.get',
  input: z.object({}),
  output: z.object(settings),
});

export const updateBillingSettings = contract({
  name: 'billing_settings.update',
  input: z.object({
    zeroInvoices: settings.zeroInvoices.optional(),
    sellerDetails: settings.sellerDetails.optional(),
    expiredCredit: settings.expiredCredit.optional(),
    reminderSteps: settings.reminderSteps.optional(),
  }),
  output: z.object(settings),
});
