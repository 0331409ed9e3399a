import { formatInstant, formatLocalDate, formatMoney } from '@kelp/std';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Statement } from '../contract';

type Account = Statement['accounts'][number];

/** All that stands on a statement beside the account itself. */
export interface StatementPaper {
  seller: { name: string; details: string };
  locale: string;
  zone: string;
  accentColor: string;
}

const names: Record<Account['rows'][number]['type'], string> = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
  void: 'Void',
  payment: 'Payment',
  unapply: 'Payment taken off',
  credit: 'Credit used',
  credit_back: 'Credit taken back',
  refund: 'Refund',
  refund_back: 'Refund failed',
  adjustment: 'Credit given',
  expiry: 'Credit expired',
  transfer_out: 'Credit moved away',
  transfer_in: 'Credit moved here',
  write_off: 'Written off',
  write_off_back: 'Write-off taken back',
  opening_balance: 'Open invoice from before',
  opening_credit: 'Credit note from before',
};

const ages = [
  ['current', 'Not due'],
  ['days30', '1–30 days'],
  ['days60', '31–60 days'],
  ['days90', '61–90 days'],
  ['older', 'Over 90 days'],
] as const;

function movements(account: Account, paper: StatementPaper): Content {
  const money = (amount: bigint): TableCell => ({
    text: formatMoney(amount, account.currency, paper.locale),
    alignment: 'right',
  });
  const strong = (label: string, amount: bigint): TableCell[] => [
    { text: label, bold: true, colSpan: 3 },
    {},
    {},
    { ...(money(amount) as object), bold: true } as TableCell,
  ];
  const header = ['Date', 'What', 'Amount', 'Balance'].map((text, at) => ({
    text,
    bold: true,
    color: paper.accentColor,
    alignment: at < 2 ? ('left' as const) : ('right' as const),
  }));
  const rows = account.rows.map(({ at, type, invoice, amount, balance }) => [
    { text: formatInstant(at, paper.zone, paper.locale, 'date') },
    { text: [names[type], invoice?.number].filter(Boolean).join(' ') },
    money(amount),
    money(balance ?? 0n),
  ]);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['auto', '*', 'auto', 'auto'],
      body: [header, strong('Balance before', account.opening), ...rows, strong('Balance', account.closing)],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 14, 0, 10],
  };
}

function aging(account: Account, paper: StatementPaper): Content[] {
  const sums = account.aging;
  if (!sums) return [];
  const head = ages.map(([, label]) => ({ text: label, style: 'small', alignment: 'right' as const }));
  const body = ages.map(([key]) => ({
    text: formatMoney(sums[key], account.currency, paper.locale),
    alignment: 'right' as const,
  }));
  return [
    {
      table: { widths: ['*', '*', '*', '*', '*'], body: [head, body] },
      layout: 'noBorders',
      unbreakable: true,
    } as Content,
  ];
}

/** The layout of a statement as pdfmake takes it: one table for each currency, with the age of what is owed. */
export function statementDocument(statement: Statement, paper: StatementPaper): TDocumentDefinitions {
  const day = (date: string) => formatLocalDate(date, paper.locale, 'medium');
  const nothing: Content = { text: 'Nothing has moved in this time, and nothing is owed.', margin: [0, 14, 0, 0] };
  return {
    info: { title: `Statement ${statement.client.name}`, author: paper.seller.name },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 64],
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15 },
    styles: { small: { fontSize: 8, color: '#555555' } },
    content: [
      {
        columns: [
          {
            stack: [
              { text: paper.seller.name, bold: true, fontSize: 13 },
              { text: paper.seller.details, style: 'small' },
            ],
          },
          { text: 'Statement', fontSize: 22, bold: true, color: paper.accentColor, alignment: 'right' },
        ],
      },
      { text: statement.client.name, bold: true, margin: [0, 24, 0, 0] },
      { text: `${day(statement.from)} – ${day(statement.to)}`, style: 'small' },
      ...(statement.accounts.length === 0
        ? [nothing]
        : statement.accounts.flatMap((account) => [movements(account, paper), ...aging(account, paper)])),
    ],
    footer: (page: number, pages: number) => ({
      margin: [48, 12, 48, 0],
      text: `${page} / ${pages}`,
      style: 'small',
      alignment: 'right',
    }),
  };
}
