import { minorToDecimalString, toCsv, type CsvColumn } from '@kelp/std';
import { clientName, firstMapped, sideRows, sidesOf, type AccountingAdapter, type SideRow } from './documents';

const money = (amount: bigint, currency: string) => (amount > 0n ? minorToDecimalString(amount, currency) : '');
export const debitText = ({ side, document }: Pick<SideRow, 'side' | 'document'>) =>
  money(side.amount, document.currency);
export const creditText = ({ side, document }: Pick<SideRow, 'side' | 'document'>) =>
  money(-side.amount, document.currency);

const columns: CsvColumn<SideRow>[] = [
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
      content: toCsv(sideRows(documents, sidesOf, mapping), columns),
    },
  ],
};
