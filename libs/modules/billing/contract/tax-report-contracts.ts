import { contract, csvPage, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { reference } from './shapes';

const span = {
  /** First day, by the date of the document. */
  from: localDate,
  /** The day after the last day. */
  to: localDate,
};

const isSpan = ({ from, to }: { from: string; to: string }) => from < to && to <= `${Number(from.slice(0, 4)) + 6}`;
const spanSentence = 'Choose a last day after the first, at most five years later.';

const key = {
  currency: z.string(),
  category: z.string(),
  component: z.string(),
  place: z.string(),
  ratePpm: z.number().int(),
  code: z.string(),
};

const taxReportRow = z.object({
  ...key,
  /** First day of the month or quarter; of the whole span without a division. */
  period: localDate,
  name: z.string(),
  reason: z.string().nullable(),
  base: minorUnits,
  tax: minorUnits,
  documents: z.number(),
});
export type TaxReportRow = z.output<typeof taxReportRow>;

export const taxPeriods = z.enum(['whole', 'quarter', 'month']);

/** Tax of final invoices and credit notes by period, category, component, rate and place; void ones are left out. */
export const readTaxReport = contract({
  name: 'tax_report.get',
  input: z.object({ ...span, by: taxPeriods.default('whole') }).refine(isSpan, spanSentence),
  output: z.object({
    rows: z.array(taxReportRow),
    /** Tax of all rows, one a currency, and what the books say of the same days. */
    totals: z.array(z.object({ currency: z.string(), base: minorUnits, tax: minorUnits })),
  }),
});

/** The documents behind a number of the report. */
export const listTaxedDocuments = contract({
  name: 'tax_report.documents',
  input: z.object({ ...span, ...key }).refine(isSpan, spanSentence),
  output: z.object({
    documents: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        kind: z.enum(['invoice', 'credit_note']),
        client: reference,
        invoiceDate: localDate,
        base: minorUnits,
        tax: minorUnits,
        evidence: z.string(),
      }),
    ),
    /** More than 1,000: only the latest are listed. */
    isCut: z.boolean(),
  }),
});

export const exportTaxReport = contract({
  name: 'tax_report.export',
  input: z
    .object({ ...span, by: taxPeriods.default('whole'), after: z.string().max(500).optional() })
    .refine(isSpan, spanSentence),
  output: csvPage,
});
