import { contract, idOf, localDate, minorUnits, pageOf, paging, z } from '@kelp/kernel/contract';
import { invoiceLine, notice, reference, taxGroup } from './shapes';

/** One document that could be made today for a client: a client with two billing profiles has two. */
export const toBillRow = z.object({
  client: reference,
  profile: reference.nullable(),
  currency: z.string(),
  lineCount: z.number(),
  fixed: minorUnits,
  time: minorUnits,
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
  blockers: z.array(notice),
  warnings: z.array(notice),
  /** Drafts of this client that wait to be finalised; what they hold is not counted here again. */
  draftCount: z.number(),
});
export type ToBillRow = z.output<typeof toBillRow>;

/** What is due by the cut-off date (the first day that is not billed); today without it. A page may hold fewer rows than asked for. */
export const toBill = contract({
  name: 'billing.to_bill',
  input: z.object({ cutOff: localDate.optional(), search: z.string().max(200).optional(), ...paging }),
  output: pageOf(toBillRow).extend({ cutOff: localDate }),
});

export const previewDocument = z.object({
  profile: reference.nullable(),
  currency: z.string(),
  invoiceDate: localDate,
  dueDate: localDate,
  lines: z.array(invoiceLine),
  taxes: z.array(taxGroup),
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
  /** False when there is nothing to invoice: no line, or lines of information only. */
  isInvoice: z.boolean(),
  blockers: z.array(notice),
  warnings: z.array(notice),
});

/** What an invoice of this client would be, by the calculation that makes the invoice. Writes nothing. */
export const previewBilling = contract({
  name: 'billing.preview',
  input: z.object({ clientId: idOf('client'), cutOff: localDate.optional() }),
  output: z.object({ client: reference, cutOff: localDate, documents: z.array(previewDocument) }),
});

/** The books checked against themselves; no row when all is right. */
export const billingInvariants = contract({
  name: 'billing.invariants',
  input: z.object({}),
  output: z.object({
    violations: z.array(z.object({ rule: z.string(), subject: z.string(), detail: z.string() })),
  }),
});
