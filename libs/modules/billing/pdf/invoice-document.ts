import { formatLocalDate, addDays, formatMoney, toDecimal } from '@kelp/std';
import type { TDocumentDefinitions, TableCell, Content } from 'pdfmake/interfaces';
import { isRecap, type LineKind } from '../domain/invoice-result';
import { percentText, priceText } from '../domain/price-text';
import type { InvoiceTemplate } from '../templates';

export interface PrintedLine {
  kind: LineKind;
  description: string;
  quantity: string;
  unit: 'piece' | 'minute';
  unitPrice: string;
  gross: bigint;
  net: bigint;
  reductions: { name: string; amount: string }[];
  serviceFrom: string;
  serviceTo: string;
  /** The recap of hours, printed below the line. */
  steps?: string[];
}

/** All that stands on the paper. Amounts in minor units of `currency`; dates local. */
export interface PrintedInvoice {
  kind: 'invoice' | 'credit_note';
  number: string;
  /** A credit note: the number of the invoice that it takes back, and why. */
  credits: { number: string; reason: string } | null;
  /** Credit of the client that paid a part at once. */
  creditUsed: bigint;
  isVoid: boolean;
  seller: { name: string; details: string };
  buyer: { name: string; address: string };
  invoiceDate: string;
  dueDate: string;
  currency: string;
  locale: string;
  lines: PrintedLine[];
  taxes: { category: string; ratePpm: number; base: bigint; tax: bigint; reason: string | null }[];
  net: bigint;
  tax: bigint;
  total: bigint;
}

/** Minutes as decimal hours without a rounded digit: 135 is `2.25`, 20 is `0:20` since a third has no end. */
function hoursText(minutes: string): string {
  const hours = toDecimal(minutes).div(60);
  if (hours.decimalPlaces() <= 2) return `${hours.toFixed()} h`;
  if (!toDecimal(minutes).isInteger()) return `${hours.toFixed(2)} h`;
  const whole = Number(minutes);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} h`;
}

function lineRow(line: PrintedLine, invoice: PrintedInvoice): TableCell[] {
  const { currency, locale } = invoice;
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const reductions = line.reductions.map(({ name, amount }) => ({
    text: `${name}: ${formatMoney(-BigInt(amount), currency, locale)}`,
    style: 'small',
  }));
  const isWork = line.unit === 'minute';
  return [
    {
      stack: [
        { text: line.description },
        { text: `${date(line.serviceFrom)} – ${date(addDays(line.serviceTo, -1))}`, style: 'small' },
        ...(line.kind === 'included_time' ? [{ text: 'Included in the fixed fee', style: 'small' }] : []),
        ...(isRecap(line) || line.kind === 'usage' ? (line.steps ?? []).map((text) => ({ text, style: 'small' })) : []),
        ...reductions,
      ],
    },
    { text: isWork ? hoursText(line.quantity) : toDecimal(line.quantity).toFixed(), alignment: 'right' },
    { text: `${priceText(line.unitPrice, currency)}${isWork ? '/h' : ''}`, alignment: 'right' },
    { text: formatMoney(line.net, currency, locale), alignment: 'right' },
  ];
}

function lineTable(invoice: PrintedInvoice, template: InvoiceTemplate): Content {
  const header = ['Description', 'Quantity', 'Price', 'Amount'].map((text, index) => ({
    text,
    bold: true,
    color: template.accentColor,
    alignment: index === 0 ? ('left' as const) : ('right' as const),
  }));
  const shown = invoice.lines.filter(
    (line) => template.showsZeroLines || isRecap(line) || line.net !== 0n || line.gross !== 0n,
  );
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [header, ...shown.map((line) => lineRow(line, invoice))],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 20, 0, 12],
  };
}

function totals(invoice: PrintedInvoice, template: InvoiceTemplate): Content {
  const money = (amount: bigint) => formatMoney(amount, invoice.currency, invoice.locale);
  const row = (label: string, amount: bigint, isStrong = false): TableCell[] => [
    { text: label, bold: isStrong, ...(isStrong ? { color: template.accentColor } : {}) },
    { text: money(amount), alignment: 'right', bold: isStrong },
  ];
  const taxes = invoice.taxes.map(({ category, ratePpm, base, tax, reason }) =>
    row(`${category} ${percentText(ratePpm)} of ${money(base)}${reason ? ` (${reason})` : ''}`, tax),
  );
  const { creditUsed, total } = invoice;
  const credit = creditUsed === 0n ? [] : [row('Credit used', -creditUsed), row('To pay', total - creditUsed, true)];
  const body = [row('Net', invoice.net), ...taxes, row('Total', total, true), ...credit];
  return {
    columns: [
      { text: '', width: '*' },
      { width: 'auto', table: { body, widths: ['auto', 'auto'] }, layout: 'noBorders' },
    ],
    unbreakable: true,
  } as Content;
}

/** The layout of an invoice as pdfmake takes it: parties, dates, lines with repeated headings, taxes, total, footer. */
export function invoiceDocument(invoice: PrintedInvoice, template: InvoiceTemplate): TDocumentDefinitions {
  const { seller, buyer, locale, credits } = invoice;
  const title = invoice.kind === 'credit_note' ? 'Credit note' : template.title;
  const facts: TableCell[][] = [
    ['Number', invoice.number],
    ['Date', formatLocalDate(invoice.invoiceDate, locale, 'medium')],
    ...(credits
      ? [
          ['Credits', credits.number],
          ['Reason', credits.reason],
        ]
      : [['Due', formatLocalDate(invoice.dueDate, locale, 'medium')]]),
  ].map(([label, value]) => [
    { text: label ?? '', style: 'small' },
    { text: value ?? '', alignment: 'right' },
  ]);
  return {
    info: { title: `${title} ${invoice.number}`, author: seller.name },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 64],
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15 },
    styles: { small: { fontSize: 8, color: '#555555' } },
    content: [
      {
        columns: [
          {
            stack: [
              { text: seller.name, bold: true, fontSize: 13 },
              { text: seller.details, style: 'small' },
            ],
          },
          {
            text: invoice.isVoid ? `${title} (void)` : title,
            fontSize: 22,
            bold: true,
            color: template.accentColor,
            alignment: 'right',
          },
        ],
      },
      {
        columns: [
          { stack: [{ text: buyer.name, bold: true }, { text: buyer.address }] },
          { width: 'auto', table: { body: facts }, layout: 'noBorders' },
        ],
        margin: [0, 28, 0, 0],
      },
      lineTable(invoice, template),
      totals(invoice, template),
    ],
    footer: (page: number, pages: number) => ({
      margin: [48, 12, 48, 0],
      columns: [
        { text: template.footer, style: 'small' },
        { text: `${page} / ${pages}`, style: 'small', alignment: 'right', width: 'auto' },
      ],
    }),
  };
}
