/** One record of a file: the line of the file in which it begins, counted from 1, and its cells as they were written. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

export interface CsvLimits {
  /** The longest cell, in characters. */
  cell: number;
  columns: number;
}

/** Why a text cannot be read to its end, and from which line on. */
export interface CsvFault {
  line: number;
  kind: 'unclosed_quote' | 'long_cell' | 'many_columns';
}

const isBreak = (sign: string | undefined) => sign === '\n' || sign === '\r';

/**
 * The records of a CSV text, one at a time (RFC 4180; line ends CRLF, LF or CR; line breaks and doubled quotes inside of quoted cells). Empty lines
 * are left out. Returns null when all was read, else the fault at which reading ended.
 */
export function* readCsv(
  text: string,
  delimiter: string,
  limits: CsvLimits = { cell: Infinity, columns: Infinity },
): Generator<CsvRecord, CsvFault | null> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (let isOpen = true; isOpen;) {
      const cell = text[at] === '"' ? quotedCell(text, at + 1) : plainCell(text, at, delimiter);
      if (!cell) return { line, kind: 'unclosed_quote' };
      if (cell.value.length > limits.cell) return { line, kind: 'long_cell' };
      line += cell.lines;
      // What follows a closing quote up to the next delimiter belongs to the cell, as spreadsheets take it.
      const rest = plainCell(text, cell.end, delimiter);
      cells.push(cell.value + rest.value);
      if (cells.length > limits.columns) return { line: start, kind: 'many_columns' };
      at = rest.end;
      isOpen = text.startsWith(delimiter, at) && at < text.length;
      if (isOpen) at += delimiter.length;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    if (isBreak(text[at])) at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { line: start, cells };
  }
  return null;
}

interface Cell {
  value: string;
  /** Where the text goes on. */
  end: number;
  /** Line breaks inside of it. */
  lines: number;
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && !isBreak(text[end]) && !text.startsWith(delimiter, end)) end += 1;
  return { value: text.slice(from, end), end, lines: 0 };
}

/** The cell whose opening quote stands before `from`; null when no quote closes it. */
function quotedCell(text: string, from: number): Cell | null {
  let value = '';
  for (let start = from; ;) {
    const quote = text.indexOf('"', start);
    if (quote < 0) return null;
    value += text.slice(start, quote);
    if (text[quote + 1] !== '"') {
      return { value, end: quote + 1, lines: value.split(/\r\n|\n|\r/).length - 1 };
    }
    value += '"';
    start = quote + 2;
  }
}
