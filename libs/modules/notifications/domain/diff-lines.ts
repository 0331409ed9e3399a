/** A line of two texts laid beside each other. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

const maxCells = 4_000_000;

/**
 * What has to be taken out of `before` and put in to get `after`, line by line, with as many lines kept as possible. Texts that are too long
 * to be compared (about 2,000 lines each) are given as all out, all in.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [before.split('\n'), after.split('\n')];
  if ((old.length + 1) * (next.length + 1) > maxCells)
    return [...old.map((text) => line('removed', text)), ...next.map((text) => line('added', text))];
  return walk(old, next, commonLengths(old, next));
}

const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text });

/** How many lines the rests from i and j have in common, in one flat table. */
function commonLengths(old: readonly string[], next: readonly string[]): Uint16Array {
  const width = next.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      table[at] =
        old[i] === next[j] ? (table[at + width + 1] ?? 0) + 1 : Math.max(table[at + width] ?? 0, table[at + 1] ?? 0);
    }
  }
  return table;
}

function walk(old: readonly string[], next: readonly string[], table: Uint16Array): DiffLine[] {
  const width = next.length + 1;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const [a, b] = [old[i], next[j]];
    if (a !== undefined && a === b) {
      lines.push(line('same', a));
      i += 1;
      j += 1;
    } else if (
      b === undefined ||
      (a !== undefined && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      lines.push(line('removed', a ?? ''));
      i += 1;
    } else {
      lines.push(line('added', b));
      j += 1;
    }
  }
  return lines;
}
