import { invalid } from '@kelp/std';

type Kind = 'string' | 'number';

/** An opaque keyset cursor of these sort values. */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The refusal of a cursor that does not fit the list. */
export const staleCursor = () =>
  invalid('This page address is no longer valid. Go back to the first page of the list.');

/** The values of a cursor; undefined for none. Throws invalid for one that was not made by `writeCursor` for this list. */
export function readCursor(text: string | undefined, kinds: readonly Kind[]): (string | number)[] | undefined {
  if (!text) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === kinds.length &&
      values.every((value, index) => typeof value === kinds[index])
    ) {
      return values as (string | number)[];
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw staleCursor();
}

/**
 * The values of a cursor of a list that can be sorted, written as `[sort, direction, ...values]`; undefined for none. Throws invalid for one of
 * another order.
 */
export function readSortedCursor(
  text: string | undefined,
  { sort, direction, values }: { sort: string; direction: string; values: number },
): string[] | undefined {
  const read = readCursor(
    text,
    Array.from({ length: values + 2 }, () => 'string' as const),
  ) as string[] | undefined;
  if (!read) return undefined;
  const [itsSort, itsDirection, ...rest] = read;
  if (itsSort !== sort || itsDirection !== direction) throw staleCursor();
  return rest;
}
