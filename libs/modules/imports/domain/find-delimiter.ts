import { readCsv } from '@kelp/std';

export const delimiters = [',', ';', '\t', '|'] as const;
const sampled = 50;

/** How well a delimiter fits: columns of the first record, weighed by how many of the next have as many. */
function fit(text: string, delimiter: string): number {
  const reader = readCsv(text, delimiter, { cell: 100_000, columns: 20_000 });
  const widths: number[] = [];
  for (const { cells } of reader) {
    widths.push(cells.length);
    if (widths.length === sampled) break;
  }
  const [first = 0] = widths;
  if (first < 2) return 0;
  return first * (widths.filter((width) => width === first).length / widths.length) ** 2;
}

/**
 * What separates the cells: what a line `sep=;` at the top says, else what fits the first records best; a comma where nothing does, as in a
 * table of one column. The text without that line, too.
 */
export function findDelimiter(text: string): { delimiter: string; rest: string; skipped: number } {
  const said = /^sep=([,;\t|])\r?\n/i.exec(text);
  if (said) return { delimiter: said[1] ?? ',', rest: text.slice(said[0].length), skipped: 1 };
  const sample = text.slice(0, 200_000);
  const best = delimiters
    .map((delimiter) => ({ delimiter, score: fit(sample, delimiter) }))
    .reduce((one, other) => (other.score > one.score ? other : one));
  return { delimiter: best.score > 0 ? best.delimiter : ',', rest: text, skipped: 0 };
}
