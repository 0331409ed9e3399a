import { contract, idOf, storedFile, z } from '@kelp/kernel/contract';

const short = (max: number) => z.string().trim().max(max, `At most ${max} characters.`);
const country = z
  .string()
  .trim()
  .regex(/^([A-Z]{2})?$/, 'Give the two letters of the country, such as DE.');
const endpointScheme = z
  .string()
  .trim()
  .regex(/^([0-9]{4}|EM)?$/, 'Give four digits such as 0204, or EM for an e-mail address.');

const party = {
  vatId: short(30),
  registrationId: short(50),
  street: short(200),
  city: short(100),
  postalCode: short(20),
  country,
  endpointScheme,
  endpoint: short(100),
};

/** `off`: no e-invoices. `warn`: faults are shown, the document becomes final. `block`: it stays a draft until they are mended. */
export const eInvoiceMode = z.enum(['off', 'warn', 'block']);

export const eInvoiceSettings = z.object({
  mode: eInvoiceMode,
  seller: z.object({ ...party, legalName: short(200), email: short(254), iban: short(42), bic: short(11) }),
});
export type EInvoiceSettings = z.output<typeof eInvoiceSettings>;

export const getEInvoiceSettings = contract({
  name: 'e_invoice.settings',
  input: z.object({}),
  output: eInvoiceSettings,
});

export const updateEInvoiceSettings = contract({
  name: 'e_invoice.update_settings',
  input: eInvoiceSettings,
  output: eInvoiceSettings,
});

export const clientEInvoiceFields = z.object({
  ...party,
  legalName: short(200),
  buyerReference: short(100),
  isAttached: z.boolean(),
});

/** What a client is called in e-invoices; empty fields come from its name and billing location, which `fallback` shows. */
export const getClientEInvoice = contract({
  name: 'e_invoice.client',
  input: z.object({ clientId: idOf('client') }),
  output: clientEInvoiceFields.extend({
    version: z.number().nullable(),
    fallback: z.object({
      legalName: z.string(),
      street: z.string(),
      city: z.string(),
      postalCode: z.string(),
      country: z.string(),
    }),
  }),
});

export const saveClientEInvoice = contract({
  name: 'e_invoice.save_client',
  input: clientEInvoiceFields.extend({ clientId: idOf('client'), version: z.number().int().nullable().optional() }),
  output: z.object({ version: z.number() }),
});

export const eInvoiceProblem = z.object({ rule: z.string(), sentence: z.string() });

/** What the rules of EN 16931 say about a document: a draft as it stands now, a final one as it was frozen. */
export const checkInvoiceForEInvoice = contract({
  name: 'e_invoice.check',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({
    mode: eInvoiceMode,
    /** Null: no e-invoice was made of this document. */
    state: z.enum(['queued', 'ready', 'faulty']).nullable(),
    problems: z.array(eInvoiceProblem),
    mayMake: z.boolean(),
  }),
});

/** Makes the e-invoice of a final document that has none, or a faulty one, with the details as they are now. */
export const makeEInvoice = contract({
  name: 'e_invoice.make',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({ problems: z.array(eInvoiceProblem) }),
});

export const getEInvoiceFile = contract({
  name: 'e_invoice.file',
  input: z.object({ id: idOf('invoice') }),
  output: storedFile,
});
