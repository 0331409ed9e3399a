import fc from 'fast-check';
import {
  columnKinds,
  fieldKinds,
  invoiceDesign,
  sectionKinds,
  type InvoiceDesign,
} from '../contract/template-contracts';
import { completeDesign, paperOf, type PaperSection } from './paper';
import { printed, printedLines } from './paper-fixtures';
import { standardTemplates } from './standard-templates';

const design = (more: Partial<InvoiceDesign> = {}) => invoiceDesign.parse(more);
const paper = (more: Partial<InvoiceDesign> = {}, invoice: Partial<typeof printed> = {}) =>
  paperOf({ ...printed, ...invoice }, design(more));
const section = <K extends PaperSection['kind']>(made: ReturnType<typeof paperOf>, kind: K) =>
  made.sections.find((one): one is Extract<PaperSection, { kind: K }> => one.kind === kind);
const showing = <K extends string>(kinds: readonly K[], ...shown: K[]) =>
  kinds.map((kind) => ({ kind, isShown: shown.includes(kind), label: '' }));
const textOf = (...given: Parameters<typeof paper>) => JSON.stringify(paper(...given));

it('says the document to the cent', () => {
  const text = textOf();
  for (const shown of [
    '$400.00',
    '$270.00',
    '2.25 h',
    '120.00 USD/h',
    '$670.00',
    'Standard 10 % of $670.00',
    '$67.00',
    '$737.00',
    'Oct 31, 2026',
  ])
    expect(text).toContain(shown);
});

it('shows lines of zero when asked to, and calls what a fixed fee includes by its name', () => {
  expect(textOf()).not.toContain('Patching');
  const text = textOf({ showsZeroLines: true });
  for (const shown of ['Patching', 'Included in the fixed fee', '0:20 h']) expect(text).toContain(shown);
});

it('prints the columns that are chosen, in their order, under their own words', () => {
  const columns = [
    { kind: 'net' as const, isShown: true, label: 'Sum' },
    { kind: 'description' as const, isShown: false, label: '' },
    { kind: 'position' as const, isShown: true, label: '' },
    { kind: 'tax_rate' as const, isShown: true, label: '' },
    { kind: 'tax' as const, isShown: true, label: '' },
    { kind: 'quantity' as const, isShown: false, label: '' },
  ];
  const lines = section(paper({ columns }), 'lines');
  // what is sold is never hidden
  expect(lines?.columns.map(({ label }) => label)).toEqual(['Sum', 'Description', 'No.', 'Tax rate', 'Tax']);
  expect(lines?.rows[1]?.map(({ text }) => text)).toEqual(['$270.00', 'Remote', '2', '10 %', '$27.00']);
});

it('puts days and discounts into columns, or below the description: no fact of a line is lost by hiding a column', () => {
  const below = section(paper(), 'lines')?.rows[1]?.[0];
  expect(below?.notes).toEqual(['Oct 1, 2026 – Oct 31, 2026', 'Loyalty: -$10.00']);
  const columns = showing(columnKinds, 'description', 'period', 'reduction', 'net');
  const row = section(paper({ columns }), 'lines')?.rows[1];
  expect(row?.map(({ text }) => text)).toEqual(['Remote', 'Oct 1, 2026 – Oct 31, 2026', '-$10.00', '$270.00']);
  expect(row?.[0]?.notes).toEqual([]);
});

it('orders and hides sections; empty words take no room', () => {
  const sections = showing(sectionKinds, 'totals', 'lines', 'notes', 'taxes').reverse();
  expect(paper({ sections }).sections.map(({ kind }) => kind)).toEqual(['taxes', 'totals', 'lines']);
  expect(paper({ sections, notes: 'Bank 123' }).sections[0]).toEqual({ kind: 'notes', text: 'Bank 123' });
  expect(section(paper({ sections }), 'taxes')?.rows).toEqual([['Standard', '10 %', '$670.00', '$67.00']]);
});

it('shows the facts that are chosen; number and date always', () => {
  const facts = section(paper({ fields: showing(fieldKinds, 'period', 'currency') }), 'parties')?.facts;
  expect(facts).toEqual([
    ['Number', 'INV-0001'],
    ['Date', 'Nov 2, 2026'],
    ['Period', 'Oct 1, 2026 – Oct 31, 2026'],
    ['Currency', 'USD'],
  ]);
});

it('takes heading, colour, size, page, logo and footer from the design', () => {
  const made = paper({
    title: 'Tax invoice',
    accentColor: '#112233',
    textSize: 'large',
    pageSize: 'LETTER',
    logoId: '019a0000-0000-7000-8000-000000000001',
    logoWidth: 90,
    footer: 'Bank 123',
  });
  expect(section(made, 'letterhead')?.title).toBe('Tax invoice');
  expect(made).toMatchObject({
    title: 'Tax invoice INV-0001',
    accentColor: '#112233',
    fontSize: 11.5,
    pageSize: 'LETTER',
    logoId: '019a0000-0000-7000-8000-000000000001',
    logoWidth: 90,
    footer: 'Bank 123',
  });
  expect(section(paper({ title: 'Tax invoice' }, { isVoid: true }), 'letterhead')?.title).toBe('Tax invoice (void)');
});

it('speaks the language of the design or of the client, with amounts and dates of that language', () => {
  expect(textOf({ language: 'de' })).toContain('Rechnung');
  expect(textOf({ language: 'de' })).toMatch(/737,00\s\$/);
  expect(textOf({}, { locale: 'de-AT' })).toContain('Rechnung');
  expect(textOf({ language: 'fr' })).toContain('Échéance');
  expect(textOf({}, { locale: 'pl-PL' })).toContain('Invoice');
});

it('names on a credit note what it takes back, and asks for no money', () => {
  const note = { kind: 'credit_note' as const, credits: { number: 'INV-0001', reason: 'Too much' } };
  const made = paper({ creditTitle: 'Credit' }, note);
  expect(section(made, 'letterhead')?.title).toBe('Credit');
  expect(section(made, 'parties')?.facts).toEqual([
    ['Number', 'INV-0001'],
    ['Date', 'Nov 2, 2026'],
    ['Credits', 'INV-0001'],
    ['Reason', 'Too much'],
  ]);
});

it('says what credit has paid already', () => {
  const rows = section(paper({}, { creditUsed: 10000n }), 'totals')?.rows.slice(-2);
  expect(rows).toEqual([
    { label: 'Credit used', amount: '-$100.00', isStrong: false },
    { label: 'To pay', amount: '$637.00', isStrong: true },
  ]);
});

it('refuses a design that names a part twice; one that forgets parts keeps them hidden', () => {
  const twice = [...showing(sectionKinds, 'lines'), { kind: 'lines' as const, isShown: true, label: '' }];
  expect(invoiceDesign.safeParse({ sections: twice }).success).toBe(false);
  const part = completeDesign(design({ sections: [{ kind: 'lines', isShown: true, label: '' }] }));
  expect(part.sections).toHaveLength(sectionKinds.length);
  expect(part.sections.filter(({ isShown }) => isShown).map(({ kind }) => kind)).toEqual(['lines']);
});

it('makes a paper of every design: each line that counts stands on it once', () => {
  const part = <K extends string>(kinds: readonly K[]) =>
    fc
      .shuffledSubarray([...kinds], { minLength: 0 })
      .chain((chosen) =>
        fc.tuple(...chosen.map((kind) => fc.boolean().map((isShown) => ({ kind, isShown, label: '' })))),
      );
  fc.assert(
    fc.property(
      part(sectionKinds),
      part(columnKinds),
      part(fieldKinds),
      fc.boolean(),
      (sections, columns, fields, zero) => {
        const made = paper({ sections, columns, fields, showsZeroLines: zero });
        const lines = section(made, 'lines');
        if (sections.some(({ kind, isShown }) => kind === 'lines' && isShown))
          expect(lines?.rows).toHaveLength(zero ? 3 : 2);
        for (const row of lines?.rows ?? []) expect(row).toHaveLength(lines?.columns.length ?? -1);
      },
    ),
  );
});

it('ships templates that differ on paper', () => {
  const texts = Object.values(standardTemplates).map(({ design: given }) => JSON.stringify(paperOf(printed, given)));
  expect(new Set(texts).size).toBe(3);
  expect(texts[2]).toContain(printedLines.included.description);
});
