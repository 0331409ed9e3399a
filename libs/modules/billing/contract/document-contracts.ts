import { exactPrice, tradeDate } from '@kelp/catalog/contract';
import { contract, idOf, lineOfText, localDate, z } from '@kelp/kernel/contract';

/** An exact quantity as decimal text; negative for a reduction: `40`, `2.5`, `-1`. */
const writtenQuantity = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'Give a number such as 40 or 2.5, with at most 6 decimals.');

const lineFields = {
  description: lineOfText(500),
  quantity: writtenQuantity,
  /** Minor units of the invoice's currency, exact: `12000` is 120.00. Negative: a reduction, with its tax. */
  unitPrice: exactPrice,
  taxCategoryId: idOf('tax category'),
  /** The price has the tax in it. */
  includesTax: z.boolean(),
  /** First day of service; the date of the invoice without it. */
  serviceFrom: tradeDate,
  /** The day after the last day of service; one day without it. */
  serviceTo: tradeDate,
};

/** A line written by hand. */
export const writtenLine = z.object({
  ...lineFields,
  quantity: writtenQuantity.default('1'),
  includesTax: lineFields.includesTax.optional(),
  serviceFrom: tradeDate.optional(),
  serviceTo: tradeDate.optional(),
});

const draft = { id: idOf('invoice'), version: z.number().int().optional() };
const saved = z.object({ id: z.uuid(), version: z.number() });
const position = z.number().int().min(1);

/** A draft for a client with lines written by hand; under the client's default billing profile unless another is named. */
export const createDraft = contract({
  name: 'invoice.create',
  input: z.object({
    clientId: idOf('client'),
    billingProfileId: idOf('billing profile').optional(),
    /** Today in the profile's zone without it. */
    invoiceDate: tradeDate.optional(),
    lines: z.array(writtenLine).max(200).default([]),
  }),
  output: saved,
});

/** Changes the date of a draft; its due date and taxes follow. */
export const changeDraft = contract({
  name: 'invoice.change_draft',
  input: z.object({ ...draft, invoiceDate: tradeDate }),
  output: saved.extend({ dueDate: localDate }),
});

export const addDraftLine = contract({
  name: 'invoice.add_line',
  input: z.object({ ...draft, line: writtenLine }),
  output: saved.extend({ position: z.number() }),
});

/** Changes a line of a draft, also one that a billing run made: its links to time and contract stay. */
export const changeDraftLine = contract({
  name: 'invoice.change_line',
  input: z.object({
    ...draft,
    position,
    description: lineFields.description.optional(),
    quantity: lineFields.quantity.optional(),
    unitPrice: lineFields.unitPrice.optional(),
    taxCategoryId: lineFields.taxCategoryId.optional(),
    includesTax: lineFields.includesTax.optional(),
    serviceFrom: lineFields.serviceFrom.optional(),
    serviceTo: lineFields.serviceTo.optional(),
  }),
  output: saved,
});

/** Takes a line off a draft; what it held is to be billed again. */
export const removeDraftLine = contract({
  name: 'invoice.remove_line',
  input: z.object({ ...draft, position }),
  output: saved,
});
