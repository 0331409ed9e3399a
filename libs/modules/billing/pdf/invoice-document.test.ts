import { invoiceDesign } from '../contract/template-contracts';
import { paperOf } from '../domain/paper';
import { printed, printedLines } from '../domain/paper-fixtures';
import { drawPdf } from './draw-pdf';
import { invoiceDocument } from './invoice-document';
import { lettersWarning, missingScripts } from './letters';

const smallest =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const design = invoiceDesign.parse({});
const draw = (invoice: Partial<typeof printed>, logo: string | null = null) =>
  drawPdf(invoiceDocument(paperOf({ ...printed, ...invoice }, design), logo));
const pagesOf = (pdf: Buffer) => (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;

it('draws a PDF of many pages with letters of every kind', async () => {
  const lines = Array.from({ length: 80 }, (_, n) => ({ ...printedLines.line, description: `Zażółć gęślą jaźń ${n}` }));
  const pdf = await draw({ lines });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pagesOf(pdf)).toBeGreaterThan(2);
});

it('draws a table of 2,000 lines, the headings on each page', async () => {
  const lines = Array.from({ length: 2000 }, (_, n) => ({ ...printedLines.line, description: `Server ${n}` }));
  const pdf = await draw({ lines });
  expect(pagesOf(pdf)).toBeGreaterThan(60);
}, 120_000);

it('puts the logo into the PDF', async () => {
  expect((await draw({})).toString('latin1')).not.toContain('/Subtype /Image');
  expect((await draw({}, smallest)).toString('latin1')).toContain('/Subtype /Image');
});

it('says which letters its fonts do not have', () => {
  expect(missingScripts('Łódź, Жуковский, Ελλάδα, 12 €')).toEqual([]);
  expect(missingScripts('東京 株式会社')).toEqual(['Chinese or Japanese']);
  expect(missingScripts('שלום مرحبا 한국')).toEqual(['Hebrew', 'Arabic', 'Korean']);
  const buyer = { name: '東京 株式会社', address: '' };
  expect(lettersWarning(paperOf({ ...printed, buyer }, design))).toContain('Chinese or Japanese');
  expect(lettersWarning(paperOf(printed, design))).toBeNull();
});

it('reaches no file and no address on behalf of a document', async () => {
  const image = (source: string) => drawPdf({ content: [{ image: source }] });
  await expect(image('/etc/passwd')).rejects.toThrow();
  await expect(image('http://127.0.0.1:1/x.png')).rejects.toThrow();
});
