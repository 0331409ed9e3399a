import { readRow } from '../domain/read-row';
import type { Stretch, WorkRow } from './stretch';

/**
 * The rows of a stretch as they are worked together: as many as the kind takes at once, and a row that names a record of another one begins a set of
 * its own, since that one must be written by then. What is taken back is taken back row by row.
 */
export function setsOf({ kind, job, reading, rows }: Stretch): WorkRow[][] {
  const size = job.state === 'undoing' ? 1 : kind.setSize;
  const sets: WorkRow[][] = [];
  let named = new Set<string>();
  for (const row of rows) {
    const { names = [], namesOfOthers = [] } =
      kind.namesIn?.(readRow(row.cells, kind.fields, job, reading).values) ?? {};
    const last = sets.at(-1);
    if (last && last.length < size && !namesOfOthers.some((one) => named.has(one.toLowerCase()))) last.push(row);
    else {
      sets.push([row]);
      named = new Set();
    }
    for (const one of names) named.add(one.toLowerCase());
  }
  return sets;
}
