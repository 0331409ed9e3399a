import type { UsageRow } from '../contract';

const columns = {
  client: ['client', 'client id', 'client name'],
  on: ['date', 'day', 'on'],
  at: ['at', 'time', 'timestamp'],
  quantity: ['quantity', 'value', 'units'],
  eventId: ['event id', 'event', 'id', 'reference'],
  subject: ['subject', 'what', 'device'],
} as const;
type Column = keyof typeof columns;
const withoutHeading: readonly Column[] = ['client', 'on', 'quantity', 'eventId', 'subject'];

/** The cells of one line, quotes respected. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"') {
      if (isQuoted && line.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (letter === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

const columnOf = (heading: string): Column | undefined =>
  (Object.keys(columns) as Column[]).find((column) =>
    (columns[column] as readonly string[]).includes(heading.toLowerCase()),
  );

/**
 * Rows of pasted text, separated by tabs, semicolons or commas, with their line numbers. A first line of known headings orders
 * the columns; without one they are client, date, quantity, event id, subject.
 */
export function pastedUsage(text: string): { line: number; row: UsageRow }[] {
  const lines = text.split(/\r?\n/).map((content, index) => ({ content, line: index + 1 }));
  const filled = lines.filter(({ content }) => content.trim() !== '');
  const [first] = filled;
  if (!first) return [];
  const separator = ['\t', ';', ','].find((one) => first.content.includes(one)) ?? ',';
  const headings = cellsOf(first.content, separator).map(columnOf);
  const hasHeading = headings.filter((column) => column !== undefined).length >= 2;
  const order = hasHeading ? headings : withoutHeading;
  return filled.slice(hasHeading ? 1 : 0).map(({ content, line }) => {
    const row: UsageRow = { client: '', eventId: '', on: '', at: '', quantity: '', subject: '' };
    for (const [index, cell] of cellsOf(content, separator).entries()) {
      const column = order[index];
      if (column) row[column] = cell;
    }
    return { line, row };
  });
}
