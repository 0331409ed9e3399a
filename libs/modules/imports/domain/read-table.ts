import { readCsv, refused, type CsvFault } from '@kelp/std';
import { decodeFile, type Encoding } from './decode-file';
import { findDelimiter } from './find-delimiter';
import { limits } from './limits';

export interface TableRow {
  /** In the file, counted from 1; the headers stand in the first. */
  line: number;
  cells: string[];
  /** Why the line cannot be used as it is. */
  fault: string | null;
}

export interface ReadTable {
  encoding: Encoding;
  delimiter: string;
  columns: string[];
  rows: TableRow[];
}

const count = (n: number) => n.toLocaleString('en');

/** The table in a CSV file. Refuses with a sentence what cannot be read as one; a line that does not fit its header carries its fault along. */
export function readTable(content: Buffer): ReadTable {
  const { text, encoding } = decodeFile(content);
  const { delimiter, rest, skipped } = findDelimiter(text);
  const reader = readCsv(rest, delimiter, limits);
  let columns: string[] | null = null;
  const rows: TableRow[] = [];
  for (;;) {
    const { value, done } = reader.next();
    if (done) {
      if (value) throw faultOf(value, skipped);
      break;
    }
    if (!columns) {
      columns = headersOf(value.cells);
      continue;
    }
    if (value.cells.every((cell) => cell.trim() === '')) continue;
    if (rows.length === limits.rows)
      throw refused(
        'import.too_many_rows',
        `The file has more than ${count(limits.rows)} rows. Split it and import the parts one after the other.`,
      );
    rows.push(rowOf(value.line + skipped, value.cells, columns.length));
  }
  if (!columns || rows.length === 0)
    throw refused('import.no_rows', 'The file has no rows below its headers. Choose another file.');
  return { encoding, delimiter, columns, rows };
}

function faultOf({ kind, line }: CsvFault, skipped: number) {
  const place = `line ${count(line + skipped)}`;
  const sentences = {
    unclosed_quote: `A quotation mark that opens in ${place} is never closed. Correct it in the file.`,
    long_cell: `A cell in ${place} is longer than ${count(limits.cell)} characters. Shorten it, or look for a missing quotation mark.`,
    many_columns: `There are more than ${limits.columns} columns in ${place}. Remove those that are not needed.`,
  };
  return refused(`import.${kind}`, sentences[kind]);
}

/** Headers as they are told apart: an empty one is named by its place, a repeated one is counted. */
function headersOf(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = storable(cell).trim().slice(0, 200) || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times > 1 ? `${name} (${times})` : name;
  });
}

/** Postgres cannot keep the character NUL, nor half of a pair; a person sees what stood there. */
const storable = (text: string) => text.replaceAll('\u0000', '␀').replace(/\p{Cs}/gu, '\ufffd');

function rowOf(line: number, cells: string[], width: number): TableRow {
  const extra = cells.slice(width).some((cell) => cell.trim() !== '');
  const isBroken = cells.some((cell) => cell.includes('\u0000'));
  const fault = extra
    ? `This line has ${cells.length} cells and the header ${width}. Put a cell that holds the separator into quotation marks.`
    : isBroken
      ? 'This line holds the character NUL, which no text has. Remove it in the file.'
      : null;
  const kept = Array.from({ length: width }, (_, index) => storable(cells[index] ?? ''));
  return { line, cells: kept, fault };
}
