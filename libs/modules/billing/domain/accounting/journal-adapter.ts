import { minorToDecimalString, toCsv, type CsvColumn } from '@kelp/std';
import {
  clientName,
  firstMapped,
  sidesOf,
  type AccountingAdapter,
  type AccountingDocument,
  type Mapping,
  type Side,
} from './documents';

interface Row {
  document: AccountingDocument;
  side: Side;
  mapping: Mapping;
}

const money = (amount: bigint, currency: string) => (amount > 0n ? minorToDecimalString(amount, currency) : '');
export const debitText = ({ side, document }: Pick<Row, 'side' | 'document'>) => money(side.amount, document.currency);
export const creditText = ({ side, document }: Pick<Row, 'side' | 'document'>) =>
  money(-side.amount, document.currency);

const columns: CsvColumn<Row>[] = [
  { header: 'Date', value: ({ document }) => document.date },
  { header: 'Reference', value: ({ document }) => document.reference },
  { header: 'Type', value: ({ document }) => document.kind },
  { header: 'Client', value: ({ document, mapping }) => clientName(mapping, document) },
  { header: 'Account', value: ({ side, mapping }) => firstMapped(mapping, side.chain) },
  { header: 'Description', value: ({ side }) => side.description },
  { header: 'Debit', value: debitText },
  { header: 'Credit', value: creditText },
  { header: 'Currency', value: ({ document }) => document.currency },
  { header: 'Tax', value: ({ side }) => side.taxGroup },
];

/** The journal as one CSV file, a row for each side of each entry. */
export const journalAdapter: AccountingAdapter = {
  needs: (document) => sidesOf(document).map(({ chain }) => chain),
  refusal: () => null,
  files: (documents, mapping) => [
    {
      name: 'journal.csv',
      content: toCsv(
        documents.flatMap((document) => sidesOf(document).map((side) => ({ document, side, mapping }))),
        columns,
      ),
    },
  ],
};
