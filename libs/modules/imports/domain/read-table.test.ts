import { readTable } from './read-table';

const utf8 = (text: string) => readTable(Buffer.from(text));
const two = 'Name,City\nMüller,Köln\nAcme,Rome\n';
const utf16 = (text: string, isBig: boolean, hasMark: boolean) => {
  const content = Buffer.from(`${hasMark ? '\ufeff' : ''}${text}`, 'utf16le');
  return isBig ? content.swap16() : content;
};

describe('the encoding', () => {
  it.each([
    ['utf-8', Buffer.from(two)],
    ['utf-8', Buffer.from(`\ufeff${two}`)],
    ['utf-16le', utf16(two, false, true)],
    ['utf-16be', utf16(two, true, true)],
    ['utf-16le', utf16(two, false, false)],
    ['utf-16be', utf16(two, true, false)],
    ['windows-1252', Buffer.from(two.replace('Acme', 'Acme \u0080'), 'latin1')],
  ])('is found: %s', (encoding, content) => {
    const table = readTable(content);
    expect(table).toMatchObject({ encoding, columns: ['Name', 'City'], delimiter: ',' });
    expect(table.rows[0]).toEqual({ line: 2, cells: ['Müller', 'Köln'], fault: null });
    expect(table.rows[1]?.cells[0]).toBe(encoding === 'windows-1252' ? 'Acme €' : 'Acme');
  });
});

describe('the delimiter', () => {
  it.each([
    [';', 'Name;Note\nAcme;"a, b, c"\nBeta;d, e\n'],
    ['\t', 'Name\tNote\nAcme\ta; b, c\n'],
    ['|', 'Name|Note\nAcme|x\n'],
    [';', 'sep=;\r\nName;Note\r\nAcme;x\r\n'],
  ])('is %j', (delimiter, text) => expect(utf8(text)).toMatchObject({ delimiter, columns: ['Name', 'Note'] }));

  it('is a comma in a table of one column, and lines are counted with the line that names it', () => {
    expect(utf8('Name\nAcme\n')).toMatchObject({ columns: ['Name'], rows: [{ line: 2, cells: ['Acme'] }] });
    expect(utf8('sep=;\nName;Note\nAcme;x').rows[0]?.line).toBe(3);
  });
});

it('names headers that are empty or stand twice, fills short lines, and leaves empty ones out', () => {
  const table = utf8('Name,,Name\nAcme\n,,\nBeta,x,y\n');
  expect(table.columns).toEqual(['Name', 'Column 2', 'Name (2)']);
  expect(table.rows).toEqual([
    { line: 2, cells: ['Acme', '', ''], fault: null },
    { line: 4, cells: ['Beta', 'x', 'y'], fault: null },
  ]);
});

it('keeps a bad line among good ones, with what is wrong with it', () => {
  const table = utf8('Name,City\nAcme, Inc.,Rome\nBeta\u0000,Oslo\nGamma,Bonn');
  expect(table.rows.map(({ fault }) => fault)).toEqual([
    expect.stringMatching(/3 cells and the header 2/),
    expect.stringMatching(/NUL/),
    null,
  ]);
  expect(table.rows[1]?.cells[0]).toBe('Beta␀');
});

describe('what is no CSV', () => {
  const zip = Buffer.from('504b030414000000', 'hex');
  it.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['a zip file', zip, /zip file/],
    ['a workbook', Buffer.concat([zip, Buffer.from('[Content_Types].xml xl/workbook.xml')]), /Excel workbook/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae100', 'hex'), /old Excel/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /picture/],
    ['a page', Buffer.from('<!doctype html><html><body>Sign in</body></html>'), /web page/],
    ['JSON', Buffer.from('[{"name":"Acme"}]'), /JSON/],
    ['bytes', Buffer.from(Array.from({ length: 3000 }, (_, n) => ((n * 7) % 256 < 60 ? 0 : 200))), /no text/],
    ['headers alone', Buffer.from('Name,City\n'), /no rows/],
    ['an open quote', Buffer.from('Name\n"Acme\nBeta\n'), /line 2 is never closed/],
    ['ten thousand columns', Buffer.from(`a\n${'x,'.repeat(10_000)}`), /more than 200 columns in line 2/],
    ['a cell without end', Buffer.from(`Name\n${'x'.repeat(32_001)}`), /line 2 is longer than 32,000/],
    ['too many rows', Buffer.from(`Name\n${'x\n'.repeat(50_001)}`), /more than 50,000 rows/],
  ])('is named: %s', (_, content, sentence) => expect(() => readTable(content)).toThrow(sentence));
});
