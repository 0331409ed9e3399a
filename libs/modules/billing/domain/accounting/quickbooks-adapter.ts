import { minorToDecimalString, type CsvColumn } from '@kelp/std';
import {
  chainsWithout,
  clientName,
  firstMapped,
  invoicesAndJournal,
  isInvoice,
  itemOf,
  mapped,
  shownLines,
  sidesOf,
  type AccountingAdapter,
  type AccountingDocument,
  type LineRow,
  type SideRow,
} from './documents';
import { creditText, debitText } from './journal-adapter';

/** In QuickBooks the product decides the account of revenue, and taxes have codes: journals know plain accounts only. */
const journalSides = (document: AccountingDocument) => chainsWithout(sidesOf(document), 'service', 'tax');

const invoiceColumns: CsvColumn<LineRow>[] = [
  { header: '*InvoiceNo', value: ({ document }) => document.reference },
  { header: '*Customer', value: ({ document, mapping }) => clientName(mapping, document) },
  { header: '*InvoiceDate', value: ({ document }) => document.date },
  { header: '*DueDate', value: ({ document }) => document.dueDate },
  { header: 'Item(Product/Service)', value: ({ line, mapping }) => mapped(mapping, itemOf(line)) },
  { header: 'ItemDescription', value: ({ line }) => line.description },
  { header: 'ItemQuantity', value: () => '1' },
  { header: 'ItemRate', value: ({ line, document }) => minorToDecimalString(line.net, document.currency) },
  { header: '*ItemAmount', value: ({ line, document }) => minorToDecimalString(line.net, document.currency) },
  { header: 'ItemTaxCode', value: ({ line, mapping }) => mapped(mapping, { kind: 'tax', key: line.taxGroup }) },
  { header: 'ItemTaxAmount', value: ({ line, document }) => minorToDecimalString(line.tax, document.currency) },
  { header: 'Currency', value: ({ document }) => document.currency },
];

const journalColumns: CsvColumn<SideRow>[] = [
  { header: '*JournalNo', value: ({ document }) => document.reference },
  { header: '*JournalDate', value: ({ document }) => document.date },
  { header: '*AccountName', value: ({ side, mapping }) => firstMapped(mapping, side.chain) },
  { header: '*Debits', value: debitText },
  { header: '*Credits', value: creditText },
  {
    header: 'Description',
    value: ({ side, document }) => side.description || `${document.kind} ${document.reference}`,
  },
  { header: 'Name', value: ({ document, mapping }) => clientName(mapping, document) },
  { header: 'Currency', value: ({ document }) => document.currency },
];

/** QuickBooks Online: invoices for its import of invoices, everything else for its import of journal entries. */
export const quickbooksAdapter: AccountingAdapter = {
  needs: (document) =>
    isInvoice(document)
      ? shownLines(document).map((line) => [itemOf(line)])
      : journalSides(document).map(({ chain }) => chain),
  refusal: () => null,
  files: (documents, mapping) =>
    invoicesAndJournal(
      documents,
      mapping,
      { name: 'quickbooks-invoices.csv', columns: invoiceColumns },
      { name: 'quickbooks-journal.csv', columns: journalColumns, sides: journalSides },
    ),
};
