import { isAppError, unmarkedSentence } from '@kelp/std';
import type { RowProblem } from '../contract';
import type { ImportField, Reading, Values } from '../kinds/import-kind';
import { wordsOf } from './cell-readers';

/** Which column fills which field, and what stands in for empty cells. */
export interface Mapping {
  columns: readonly string[];
  mapping: Readonly<Record<string, number>>;
  defaults: Readonly<Record<string, string>>;
}

export interface ReadRow {
  values: Values;
  problems: RowProblem[];
}

/** The words of a row for a field: its cell, else the default; empty where neither says anything. */
export function wordsFor(cells: readonly string[], { mapping, defaults }: Mapping, key: string): string {
  const place = mapping[key];
  const words = place === undefined ? '' : wordsOf(cells[place] ?? '');
  return words === '' ? (defaults[key]?.trim() ?? '') : words;
}

/** What a row says, field by field. Empty cells say nothing; what cannot be read is told by column, value and next step. */
export function readRow(
  cells: readonly string[],
  fields: readonly ImportField[],
  mapping: Mapping,
  reading: Reading,
): ReadRow {
  const values: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const field of fields) {
    const words = wordsFor(cells, mapping, field.key);
    if (words === '') continue;
    try {
      values[field.key] = field.read(words, reading);
    } catch (error) {
      if (!isAppError(error)) throw error;
      problems.push(problemAt(field.key, error.message, fields, mapping, cells));
    }
  }
  for (const field of fields) {
    const isThere = [field.key, ...(field.orFields ?? [])].some((key) => values[key] !== undefined);
    const isTold = problems.some(({ column }) => column === columnOf(field.key, fields, mapping));
    if (field.isRequired && !isThere && !isTold)
      problems.push(
        problemAt(field.key, `${field.label} is missing. Fill the cell, or give a default.`, fields, mapping, cells),
      );
  }
  return { values, problems };
}

function columnOf(key: string, fields: readonly ImportField[], { mapping, columns }: Mapping): string {
  const place = mapping[key];
  return columns[place ?? -1] ?? fields.find((field) => field.key === key)?.label ?? key;
}

function problemAt(
  key: string,
  message: string,
  fields: readonly ImportField[],
  mapping: Mapping,
  cells: readonly string[],
): RowProblem {
  const words = wordsFor(cells, mapping, key);
  return { column: columnOf(key, fields, mapping), value: words === '' ? null : words.slice(0, 200), message };
}

/** What an action refused, told by column where it named fields of this kind. */
export function problemsOf(
  error: unknown,
  fields: readonly ImportField[],
  mapping: Mapping,
  cells: readonly string[],
): RowProblem[] {
  if (!isAppError(error)) throw error;
  const named = Object.entries(error.fields ?? {}).map(([path, message]) => {
    const key = path.split('.')[0] ?? path;
    const isKnown = fields.some((field) => field.key === key);
    return isKnown ? problemAt(key, message, fields, mapping, cells) : { column: null, value: null, message };
  });
  return named.length > 0 ? named : [{ column: null, value: null, message: unmarkedSentence(error) }];
}
