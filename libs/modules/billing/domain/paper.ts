import { addDays, formatLocalDate, formatMoney, formatQuantity, toDecimal } from '@kelp/std';
import {
  columnKinds,
  fieldKinds,
  sectionKinds,
  type ColumnKind,
  type FieldKind,
  type InvoiceDesign,
  type PrintedInvoice,
  type PrintedLine,
} from '../contract/template-contracts';
import { isRecap, type LineKind } from './invoice-result';
import { wordsFor, type PaperWords } from './paper-words';
import { percentText, priceText } from './price-text';

export interface PaperCell {
  text: string;
  /** Small print below it. */
  notes: string[];
}

export interface PaperColumn {
  kind: ColumnKind;
  label: string;
  isEnd: boolean;
}

export type PaperSection =
  | { kind: 'letterhead'; seller: PrintedInvoice['seller']; title: string }
  | { kind: 'parties'; buyer: PrintedInvoice['buyer']; facts: [label: string, value: string][] }
  | { kind: 'intro' | 'notes'; text: string }
  | { kind: 'lines'; columns: PaperColumn[]; rows: PaperCell[][] }
  | { kind: 'totals'; rows: { label: string; amount: string; isStrong: boolean }[] }
  | { kind: 'taxes'; head: string[]; rows: string[][] };

/** What a paper says and in which order, with every word and amount as it is read: PDF and preview draw this and decide nothing. */
export interface Paper {
  title: string;
  author: string;
  accentColor: string;
  pageSize: 'A4' | 'LETTER';
  /** Points. */
  fontSize: number;
  logoId: string | null;
  logoWidth: number;
  sections: PaperSection[];
  footer: string;
}

const fontSizes = { small: 8.5, normal: 10, large: 11.5 } as const;

interface Setting {
  invoice: PrintedInvoice;
  words: PaperWords;
  locale: string;
}

/** Minutes as decimal hours without a rounded digit: 135 is `2.25`, 20 is `0:20` since a third has no end. */
function hoursText(minutes: string): string {
  const hours = toDecimal(minutes).div(60);
  if (hours.decimalPlaces() <= 2) return `${hours.toFixed()} h`;
  if (!toDecimal(minutes).isInteger()) return `${hours.toFixed(2)} h`;
  const whole = Number(minutes);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} h`;
}

const rangeText = (from: string, to: string, locale: string): string =>
  `${formatLocalDate(from, locale, 'medium')} – ${formatLocalDate(addDays(to, -1), locale, 'medium')}`;

const columnTexts: Record<
  Exclude<ColumnKind, 'description'>,
  (line: PrintedLine, at: number, on: Setting) => string
> = {
  position: (_, at) => String(at + 1),
  period: (line, _, { locale }) => rangeText(line.serviceFrom, line.serviceTo, locale),
  quantity: ({ unit, quantity }, _, { locale }) =>
    unit === 'minute' ? hoursText(quantity) : formatQuantity(quantity, locale),
  unit_price: ({ unit, unitPrice }, _, { invoice }) =>
    `${priceText(unitPrice, invoice.currency)}${unit === 'minute' ? '/h' : ''}`,
  reduction: ({ reductions }, _, { invoice, locale }) => {
    const sum = reductions.reduce((total, { amount }) => total + BigInt(amount), 0n);
    return sum === 0n ? '' : formatMoney(-sum, invoice.currency, locale);
  },
  tax_rate: ({ taxRatePpm }) => percentText(taxRatePpm),
  tax: ({ tax }, _, { invoice, locale }) => formatMoney(tax, invoice.currency, locale),
  net: ({ net }, _, { invoice, locale }) => formatMoney(net, invoice.currency, locale),
};

/** That a price has the tax in it, and how much; the amount beside it is the net. */
const includedText = ({ net, tax }: PrintedLine, { invoice, words, locale }: Setting): string =>
  `${words.includesTax}: ${[net + tax, tax].map((amount) => formatMoney(amount, invoice.currency, locale)).join(` ${words.withTax} `)}`;

type PrintedTax = PrintedInvoice['taxes'][number];

const taxName = ({ name, category }: PrintedTax): string => name || category;
const whyUntaxed = ({ reason, evidence }: PrintedTax): string => [reason, evidence].filter(Boolean).join(', ');

/** What is not a column of its own stands below the description, so that hiding a column loses no fact of the line. */
function descriptionCell(line: PrintedLine, shown: ReadonlySet<ColumnKind>, on: Setting): PaperCell {
  const { invoice, words, locale } = on;
  return {
    text: line.description,
    notes: [
      ...(shown.has('period') ? [] : [rangeText(line.serviceFrom, line.serviceTo, locale)]),
      ...(line.kind === 'included_time' ? [words.included] : []),
      ...(line.includesTax ? [includedText(line, on)] : []),
      ...(isRecap({ kind: line.kind as LineKind }) || line.kind === 'usage' ? line.steps : []),
      ...(shown.has('reduction')
        ? []
        : line.reductions.map(
            ({ name, amount }) => `${name}: ${formatMoney(-BigInt(amount), invoice.currency, locale)}`,
          )),
    ],
  };
}

function linesSection(design: InvoiceDesign, on: Setting): PaperSection {
  const columns = design.columns
    .filter(({ kind, isShown }) => isShown || kind === 'description')
    .map(({ kind, label }) => ({
      kind,
      label: label || on.words[kind],
      isEnd: kind !== 'description' && kind !== 'period' && kind !== 'position',
    }));
  const shown = new Set(columns.map(({ kind }) => kind));
  const lines = on.invoice.lines.filter(
    (line) => design.showsZeroLines || isRecap({ kind: line.kind as LineKind }) || line.net !== 0n || line.gross !== 0n,
  );
  const rows = lines.map((line, at) =>
    columns.map(({ kind }) =>
      kind === 'description' ? descriptionCell(line, shown, on) : { text: columnTexts[kind](line, at, on), notes: [] },
    ),
  );
  return { kind: 'lines', columns, rows };
}

function totalsSection({ invoice, words, locale }: Setting): PaperSection {
  const money = (amount: bigint) => formatMoney(amount, invoice.currency, locale);
  const row = (label: string, amount: bigint, isStrong = false) => ({ label, amount: money(amount), isStrong });
  const { creditUsed, total } = invoice;
  return {
    kind: 'totals',
    rows: [
      row(words.base, invoice.net),
      ...invoice.taxes.map((group) => {
        const why = whyUntaxed(group);
        const label = `${taxName(group)} ${percentText(group.ratePpm)} ${words.of} ${money(group.base)}`;
        return row(why ? `${label} (${why})` : label, group.tax);
      }),
      row(words.total, total, true),
      ...(creditUsed === 0n ? [] : [row(words.creditUsed, -creditUsed), row(words.toPay, total - creditUsed, true)]),
    ],
  };
}

function taxesSection({ invoice, words, locale }: Setting): PaperSection {
  const money = (amount: bigint) => formatMoney(amount, invoice.currency, locale);
  return {
    kind: 'taxes',
    head: [words.tax, words.tax_rate, words.base, words.tax],
    rows: invoice.taxes.map((group) => [
      whyUntaxed(group) ? `${taxName(group)} (${whyUntaxed(group)})` : taxName(group),
      percentText(group.ratePpm),
      money(group.base),
      money(group.tax),
    ]),
  };
}

/** The days that the lines cover, from the first to the last; '' without lines. */
function periodOf({ lines }: PrintedInvoice, locale: string): string {
  const from = lines.map(({ serviceFrom }) => serviceFrom).sort()[0];
  const to = lines
    .map(({ serviceTo }) => serviceTo)
    .sort()
    .at(-1);
  return from && to ? rangeText(from, to, locale) : '';
}

function factsOf(design: InvoiceDesign, { invoice, words, locale }: Setting): [string, string][] {
  const values: Record<FieldKind, string> = {
    number: invoice.number,
    date: formatLocalDate(invoice.invoiceDate, locale, 'medium'),
    // a credit note asks for nothing
    due: invoice.kind === 'credit_note' ? '' : formatLocalDate(invoice.dueDate, locale, 'medium'),
    period: periodOf(invoice, locale),
    currency: invoice.currency,
  };
  const { credits } = invoice;
  return [
    ...design.fields
      // the law asks for number and date everywhere, and what a paper must say cannot be hidden
      .filter(({ kind, isShown }) => (isShown || kind === 'number' || kind === 'date') && values[kind] !== '')
      .map(({ kind, label }): [string, string] => [label || words[kind], values[kind]]),
    ...(invoice.poNumbers?.length ? [[words.order, invoice.poNumbers.join(', ')] as [string, string]] : []),
    ...(invoice.taxPoint ? [[words.taxPoint, words[invoice.taxPoint]] as [string, string]] : []),
    ...(credits
      ? [[words.credits, credits.number] as [string, string], [words.reason, credits.reason] as [string, string]]
      : []),
  ];
}

/** The design with every part that the program knows: those of later programs stand hidden at the end. */
export function completeDesign(design: InvoiceDesign): InvoiceDesign {
  const complete = <K extends string>(known: readonly K[], parts: { kind: K; isShown: boolean; label: string }[]) => [
    ...parts,
    ...known
      .filter((kind) => !parts.some((part) => part.kind === kind))
      .map((kind) => ({ kind, isShown: false, label: '' })),
  ];
  return {
    ...design,
    sections: complete(sectionKinds, design.sections),
    columns: complete(columnKinds, design.columns),
    fields: complete(fieldKinds, design.fields),
  };
}

/** What the paper of a document says under a design: pure, the same in the worker and in the browser. */
export function paperOf(invoice: PrintedInvoice, given: InvoiceDesign): Paper {
  const design = completeDesign(given);
  const { words, locale } = wordsFor(design.language, invoice.locale);
  const on: Setting = { invoice, words, locale };
  const heading =
    invoice.kind === 'credit_note' ? design.creditTitle || words.creditNote : design.title || words.invoice;
  const title = invoice.isVoid ? `${heading} (${words.void})` : heading;
  const make: Record<(typeof sectionKinds)[number], () => PaperSection> = {
    letterhead: () => ({ kind: 'letterhead', seller: invoice.seller, title }),
    parties: () => ({ kind: 'parties', buyer: invoice.buyer, facts: factsOf(design, on) }),
    intro: () => ({ kind: 'intro', text: design.intro }),
    lines: () => linesSection(design, on),
    totals: () => totalsSection(on),
    taxes: () => taxesSection(on),
    notes: () => ({ kind: 'notes', text: design.notes }),
  };
  const sections = design.sections
    .filter(({ isShown }) => isShown)
    .map(({ kind }) => make[kind]())
    .filter((section) => !('text' in section) || section.text.trim() !== '');
  return {
    title: `${title} ${invoice.number}`,
    author: invoice.seller.name,
    accentColor: design.accentColor,
    pageSize: design.pageSize,
    fontSize: fontSizes[design.textSize],
    logoId: design.logoId,
    logoWidth: design.logoWidth,
    sections,
    footer: design.footer,
  };
}
