import fc from 'fast-check';
import { toCsv } from './csv';
import { readCsv, type CsvFault } from './read-csv';

function read(text: string, delimiter = ',', limits = { cell: 1000, columns: 50 }) {
  const rows: { line: number; cells: string[] }[] = [];
  const reader = readCsv(text, delimiter, limits);
  for (;;) {
    const { done, value } = reader.next();
    if (done) return { rows, fault: value as CsvFault | null };
    rows.push(value as { line: number; cells: string[] });
  }
}

it('keeps line breaks and quotes of quoted cells, and counts lines as an editor does', () => {
  const text = 'name,note\r\n"Acme, ""West""","two\r\nlines"\r\n\r\nlast,\n';
  expect(read(text)).toEqual({
    rows: [
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['Acme, "West"', 'two\r\nlines'] },
      { line: 5, cells: ['last', ''] },
    ],
    fault: null,
  });
});

it('reads other delimiters, old line ends and a last line without an end', () => {
  expect(read('a;b\rc;"d;e"', ';').rows.map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['c', 'd;e'],
  ]);
  expect(read('a\tb', '\t').rows).toEqual([{ line: 1, cells: ['a', 'b'] }]);
  expect(read('').rows).toEqual([]);
});

it('tells what it cannot read and where', () => {
  expect(read('a,b\n1,"open\n2,3').fault).toEqual({ line: 2, kind: 'unclosed_quote' });
  expect(read(`a\n${'x'.repeat(1001)}`).fault).toEqual({ line: 2, kind: 'long_cell' });
  expect(read(`a\n${','.repeat(60)}`).fault).toEqual({ line: 2, kind: 'many_columns' });
});

it('reads back whatever toCsv writes', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
      const columns = [0, 1].map((index) => ({ header: `c${index}`, value: (row: string[]) => row[index] }));
      expect(
        read(toCsv(rows, columns))
          .rows.slice(1)
          .map(({ cells }) => cells),
      ).toEqual(rows.map((row) => [...row]));
    }),
  );
});
