import type { Values } from './import-kind';

/** What the row says in a field; '' where it says nothing. */
export const text = (values: Values, key: string): string => String(values[key] ?? '');

/** Those of these fields that the row fills. */
export const given = (values: Values, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));

/** What a record had in the places that a patch changes. */
export const oldValues = (row: object, patch: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(patch).map((key) => [key, (row as Values)[key] ?? null]));
