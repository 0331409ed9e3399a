import fc from 'fast-check';
import { toCsvPage, toCsv, type CsvValue } from './csv';

const oneColumn = (values: CsvValue[]) => toCsv(values, [{ header: 'value', value: (value) => value }]);
const cell = (value: CsvValue) => oneColumn([value]).slice('value\r\n'.length, -2);

/** A reader of RFC 4180, written for the test: rows of texts. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(csv); match; match = field.exec(csv)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('toCsv', () => {
  it('writes headers and rows with CRLF', () => {
    const columns = [
      { header: 'Client', value: (row: { name: string; due: bigint }) => row.name },
      { header: 'Due, minor', value: (row: { name: string; due: bigint }) => row.due },
    ];
    expect(toCsv([{ name: 'Acme "West", Inc.', due: -1250n }], columns)).toBe(
      'Client,"Due, minor"\r\n"Acme ""West"", Inc.",-1250\r\n',
    );
    expect(toCsv([], columns)).toBe('Client,"Due, minor"\r\n');
  });

  it.each<[CsvValue, string]>([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+49 30 1234', "'+49 30 1234"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['-12.50', '-12.50'],
    ['7', '7'],
    [-12.5, '-12.5'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    [new Date('2025-01-31T10:00:00Z'), '2025-01-31T10:00:00.000Z'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %p as %p', (value, text) => expect(cell(value)).toBe(text));

  it('escapes headers too, which may be names of custom fields', () => {
    expect(toCsv([], [{ header: '=cmd', value: () => '' }])).toBe("'=cmd\r\n");
  });

  it('is read back whole, and no cell begins like a formula unless it is a number', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 })), (rows) => {
        const columns = [0, 1, 2].map((index) => ({ header: `c${index}`, value: (row: string[]) => row[index] }));
        const read = readCsv(toCsv(rows, columns));
        expect(read.length).toBe(rows.length + 1);
        read.slice(1).forEach((cells, row) =>
          cells.forEach((text, index) => {
            const original = rows[row]?.[index];
            expect([original, `'${original}`]).toContain(text);
            if (/^[=+\-@\t\r]/.test(text)) expect(Number.isNaN(Number(text))).toBe(false);
          }),
        );
      }),
    );
  });
});

it('writes the header before the first page only, whatever stands in it', () => {
  const columns = [{ header: 'Name\r\nof it', value: (row: { name: string }) => row.name }];
  expect(toCsvPage([{ name: 'a' }], columns, true)).toBe('"Name\r\nof it"\r\na\r\n');
  expect(toCsvPage([{ name: 'b' }], columns, false)).toBe('b\r\n');
});
