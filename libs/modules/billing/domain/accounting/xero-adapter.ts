import { minorToDecimalString, type CsvColumn } from '@kelp/std';
import {
  chainsWithout,
  clientName,
  firstMapped,
  invoicesAndJournal,
  isInvoice,
  mapped,
  revenueChain,
  shownLines,
  sidesOf,
  type AccountingAdapter,
  type AccountingDocument,
  type DocumentLine,
  type LineRow,
  type Need,
  type SideRow,
} from './documents';

/** The taxes of Xero are rates, not accounts. */
const journalSides = (document: AccountingDocument) => chainsWithout(sidesOf(document), 'tax');
const taxOf = ({ taxGroup }: DocumentLine): Need => ({ kind: 'tax', key: taxGroup });
const noTax: Need = { kind: 'account', key: 'no_tax' };

const invoiceColumns: CsvColumn<LineRow>[] = [
  { header: '*ContactName', value: ({ document, mapping }) => clientName(mapping, document) },
  { header: '*InvoiceNumber', value: ({ document }) => document.reference },
  { header: '*InvoiceDate', value: ({ document }) => document.date },
  { header: '*DueDate', value: ({ document }) => document.dueDate },
  { header: '*Description', value: ({ line }) => line.description },
  { header: '*Quantity', value: () => '1' },
  { header: '*UnitAmount', value: ({ line, document }) => minorToDecimalString(line.net, document.currency) },
  { header: '*AccountCode', value: ({ line, mapping }) => firstMapped(mapping, revenueChain(line)) },
  { header: '*TaxType', value: ({ line, mapping }) => mapped(mapping, taxOf(line)) },
  { header: 'TaxAmount', value: ({ line, document }) => minorToDecimalString(line.tax, document.currency) },
  { header: 'Currency', value: ({ document }) => document.currency },
];

const journalColumns: CsvColumn<SideRow>[] = [
  {
    header: '*Narration',
    value: ({ document, mapping }) => `${document.kind} ${document.reference}, ${clientName(mapping, document)}`,
  },
  { header: '*Date', value: ({ document }) => document.date },
  { header: 'Description', value: ({ side }) => side.description },
  { header: '*AccountCode', value: ({ side, mapping }) => firstMapped(mapping, side.chain) },
  { header: '*TaxRate', value: ({ mapping }) => mapped(mapping, noTax) },
  { header: '*Amount', value: ({ side, document }) => minorToDecimalString(side.amount, document.currency) },
];

/** Xero: invoices for its import of sales invoices, everything else as manual journals, which it takes in its home currency only. */
export const xeroAdapter: AccountingAdapter = {
  needs: (document) =>
    isInvoice(document)
      ? shownLines(document).flatMap((line) => [revenueChain(line), [taxOf(line)]])
      : [...journalSides(document).map(({ chain }) => chain), [noTax]],
  refusal: (document, homeCurrency) =>
    isInvoice(document) || document.currency === homeCurrency
      ? null
      : `Xero takes journals in ${homeCurrency} only. Enter this one there by hand.`,
  files: (documents, mapping) =>
    invoicesAndJournal(
      documents,
      mapping,
      { name: 'xero-invoices.csv', columns: invoiceColumns },
      { name: 'xero-journals.csv', columns: journalColumns, sides: journalSides },
    ),
};
