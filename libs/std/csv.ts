/** What a cell may hold. Dates are written as ISO instants; null and undefined leave the cell empty. */
export type CsvValue = string | number | bigint | boolean | Date | null | undefined;

export interface CsvColumn<Row> {
  header: string;
  value: (row: Row) => CsvValue;
}

const plainNumber = /^-?\d+(\.\d+)?$/;
/** Characters that make a spreadsheet read the cell as a formula, or trim it until it does (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r]/;

function cellText(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return typeof value === 'string' && formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const line = (values: CsvValue[]): string => `${values.map((value) => quoted(cellText(value))).join(',')}\r\n`;

function linesOf<Row>(rows: Iterable<Row>, columns: CsvColumn<Row>[]): string {
  let lines = '';
  for (const row of rows) lines += line(columns.map(({ value }) => value(row)));
  return lines;
}

/**
 * The rows as CSV by RFC 4180: a header line, CRLF after every line, quotes where needed. Text that a spreadsheet would run
 * as a formula gets a leading apostrophe; plain numbers such as -12.50 stay numbers.
 */
export const toCsv = <Row>(rows: Iterable<Row>, columns: CsvColumn<Row>[]): string =>
  line(columns.map(({ header }) => header)) + linesOf(rows, columns);

/** A part of a file that is written page by page: the header line stands before the first page only. */
export const toCsvPage = <Row>(rows: Iterable<Row>, columns: CsvColumn<Row>[], isFirst: boolean): string =>
  isFirst ? toCsv(rows, columns) : linesOf(rows, columns);
