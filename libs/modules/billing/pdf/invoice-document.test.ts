import { drawPdf } from './draw-pdf';
import { invoiceDocument, type PrintedInvoice } from './invoice-document';

const template = {
  id: 't',
  name: 'Standard',
  title: 'Invoice',
  footer: 'Thank you',
  showsZeroLines: false,
  accentColor: '#6d28d9',
};
const line = {
  kind: 'fixed' as const,
  description: 'Managed server',
  quantity: '1',
  unit: 'piece' as const,
  unitPrice: '40000',
  gross: 40000n,
  net: 40000n,
  reductions: [],
  serviceFrom: '2026-10-01',
  serviceTo: '2026-11-01',
};
const work = {
  ...line,
  kind: 'time' as const,
  description: 'Remote',
  quantity: '135',
  unit: 'minute' as const,
  unitPrice: '12000',
  gross: 27000n,
  net: 27000n,
};
const included = {
  ...work,
  kind: 'included_time' as const,
  description: 'Patching',
  quantity: '20',
  gross: 0n,
  net: 0n,
};
const invoice: PrintedInvoice = {
  kind: 'invoice',
  credits: null,
  creditUsed: 0n,
  number: 'INV-0001',
  isVoid: false,
  seller: { name: 'Northstar IT', details: 'Łódź' },
  buyer: { name: 'Acme Dental', address: '1 Main Street' },
  invoiceDate: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'USD',
  locale: 'en-US',
  lines: [line, work, included],
  taxes: [{ category: 'Standard', ratePpm: 100_000, base: 67000n, tax: 6700n, reason: null }],
  net: 67000n,
  tax: 6700n,
  total: 73700n,
};
const textOf = (more: Partial<PrintedInvoice> = {}, look: Partial<typeof template> = {}) =>
  JSON.stringify(invoiceDocument({ ...invoice, ...more }, { ...template, ...look }));

it('shows the document to the cent', () => {
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
  ]) {
    expect(text).toContain(shown);
  }
});

it('obeys the template: title, colour, and lines of zero', () => {
  expect(textOf()).not.toContain('Patching');
  const text = textOf({}, { showsZeroLines: true, title: 'Tax invoice', accentColor: '#112233' });
  for (const shown of ['Patching', 'Included in the fixed fee', '0:20 h', 'Tax invoice', '#112233'])
    expect(text).toContain(shown);
  expect(textOf({ isVoid: true })).toContain('Invoice (void)');
});

it('draws a PDF of many pages with letters of every kind', async () => {
  const lines = Array.from({ length: 80 }, (_, n) => ({ ...line, description: `Zażółć gęślą jaźń ${n}` }));
  const pdf = await drawPdf(invoiceDocument({ ...invoice, lines }, template));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect((pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(2);
});

it('reaches no file and no address on behalf of a document', async () => {
  const image = (source: string) => drawPdf({ content: [{ image: source }] });
  await expect(image('/etc/passwd')).rejects.toThrow();
  await expect(image('http://127.0.0.1:1/x.png')).rejects.toThrow();
});
