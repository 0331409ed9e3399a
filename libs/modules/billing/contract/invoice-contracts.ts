import {
  abilities,
  contract,
  idOf,
  instant,
  lineOfText,
  localDate,
  minorUnits,
  pageOf,
  paging,
  storedFile,
  z,
} from '@kelp/kernel/contract';
import {
  documentKind,
  invoiceIds,
  invoiceLine,
  invoiceState,
  paymentStateSchema,
  pdfState,
  reference,
  taxGroup,
} from './shapes';

export const invoiceRow = z.object({
  id: z.uuid(),
  kind: documentKind,
  state: invoiceState,
  /** Null for a draft. */
  number: z.string().nullable(),
  client: reference,
  currency: z.string(),
  invoiceDate: localDate,
  dueDate: localDate,
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
  /** What is still owed; 0 for drafts and void invoices. */
  amountDue: minorUnits,
  /** Null unless final. */
  paymentState: paymentStateSchema.nullable(),
  isOverdue: z.boolean(),
  sentAt: instant.nullable(),
  pdfState,
  runId: z.uuid().nullable(),
  version: z.number(),
});
export type InvoiceRow = z.output<typeof invoiceRow>;

export const listInvoices = contract({
  name: 'invoice.list',
  input: z.object({
    kind: documentKind.optional(),
    state: invoiceState.optional(),
    /** Final invoices that still ask for money; false: those that are paid. */
    isOpen: z.boolean().optional(),
    /** Final invoices that still ask for money past their due date. */
    isOverdue: z.literal(true).optional(),
    clientId: idOf('client').optional(),
    runId: idOf('billing run').optional(),
    /** A number or a part of the client's name. */
    search: z.string().max(200).optional(),
    ...paging,
  }),
  output: pageOf(invoiceRow),
});

export const invoicePayment = z.object({
  id: z.uuid(),
  receivedOn: localDate,
  method: z.string(),
  reference: z.string(),
  /** The part of the payment that this invoice got. */
  amount: minorUnits,
});

const namedDocument = z.object({ id: z.uuid(), number: z.string() });

export const getInvoice = contract({
  name: 'invoice.get',
  input: z.object({ id: idOf('invoice') }),
  output: invoiceRow.extend({
    profile: reference,
    billingAddress: z.string().nullable(),
    /** What an opening balance asked for in the other system; null for documents of ours. */
    originalTotal: minorUnits.nullable(),
    /** `pending_tax`: somebody else counts the tax and has not answered. */
    taxState: z.enum(['settled', 'pending_tax']),
    lines: z.array(invoiceLine),
    taxes: z.array(taxGroup),
    payments: z.array(invoicePayment),
    /** What payments have paid; credit and write-offs stand beside it. */
    paid: minorUnits,
    creditUses: z.array(z.object({ id: z.uuid(), amount: minorUnits, at: instant, by: z.string() })),
    creditUsed: minorUnits,
    writtenOff: minorUnits,
    /** Credit of the client that would fit this invoice by currency, day and profile. */
    availableCredit: minorUnits,
    /** A credit note: the invoice that it takes back, and why. */
    credits: namedDocument.nullable(),
    creditReason: z.string().nullable(),
    /** Purchase orders that it prints, and what is left of those it takes from (minor units before tax). */
    poNumbers: z.array(z.string()),
    orders: z.array(z.object({ id: z.uuid(), number: z.string(), taken: minorUnits, remaining: minorUnits })),
    /** An invoice that bills again what another billed wrongly. */
    corrects: namedDocument.nullable(),
    creditNotes: z.array(namedDocument.extend({ total: minorUnits })),
    corrections: z.array(z.object({ id: z.uuid(), number: z.string().nullable() })),
    finalisedAt: instant.nullable(),
    voidedAt: instant.nullable(),
    voidReason: z.string().nullable(),
    sentTo: z.string().nullable(),
    pdfError: z.string().nullable(),
    /** A standard template has its code for an id. */
    template: z.object({ id: z.string(), name: z.string() }),
    abilities,
    upTo: z.number(),
  }),
});
export type InvoiceDetail = z.output<typeof getInvoice.output>;

export const getInvoicePdf = contract({
  name: 'invoice.pdf',
  input: z.object({ id: idOf('invoice') }),
  output: storedFile,
});

/** Gives the number, books it and freezes it for good; the PDF follows in the background. */
export const finaliseInvoice = contract({
  name: 'invoice.finalise',
  input: z.object({ id: idOf('invoice'), version: z.number().int().optional() }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});

/** All of these drafts, or all of a run (at most 500 at once; ask again while `remaining` is more than 0). */
export const finaliseInvoices = contract({
  name: 'invoice.finalise_many',
  input: z
    .object({ ids: invoiceIds.optional(), runId: idOf('billing run').optional() })
    .refine(({ ids, runId }) => (ids === undefined) !== (runId === undefined), 'Choose invoices or a billing run.'),
  output: z.object({
    finalised: z.array(z.object({ id: z.uuid(), number: z.string() })),
    skipped: z.array(z.object({ id: z.uuid(), reason: z.string() })),
    remaining: z.number(),
  }),
});

/** Removes a draft; what it held is to be billed again. */
export const deleteDraft = contract({
  name: 'invoice.delete_draft',
  input: z.object({ id: idOf('invoice'), version: z.number().int().optional() }),
  output: z.object({ id: z.uuid() }),
});

/** Takes a final invoice back by a mirror entry; it keeps its number, its sources are to be billed again. */
export const voidInvoice = contract({
  name: 'invoice.void',
  input: z.object({ id: idOf('invoice'), reason: lineOfText(500) }),
  output: z.object({ id: z.uuid() }),
});

/** Mails the invoice with its PDF and the portal's address; to the billing profile's address unless another is given. */
export const sendInvoice = contract({
  name: 'invoice.send',
  input: z.object({ id: idOf('invoice'), to: z.email('Give an address such as amy@acme.test.').max(254).optional() }),
  output: z.object({ id: z.uuid(), to: z.string() }),
});

/** Renders the PDF again: after a failure, or with another template. The data stays. */
export const renderInvoice = contract({
  name: 'invoice.render',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({ id: z.uuid() }),
});
