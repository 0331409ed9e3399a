import { parseText } from '../domain/parse-text';
import type { InputField } from './value-input';

const typedKinds = new Set(['number', 'money', 'url']);

/**
 * What a person typed, as the server takes it: `12.50` becomes an amount, `acme.test` an address. What does not fit goes out as it
 * is, for the server has the sentence that says why.
 */
export function typedValue(field: InputField, raw: unknown, currency: string): unknown {
  if (typeof raw !== 'string' || !typedKinds.has(field.kind)) return raw;
  const shape = { ...field, options: [] };
  const reading = parseText(shape, raw, { currency, find: () => null });
  if (reading === null) return null;
  return 'value' in reading ? reading.value : raw;
}

/** The same for a whole form; fields that were never touched stay out, so that defaults hold. */
export const typedValues = (
  fields: readonly InputField[],
  values: Readonly<Record<string, unknown>>,
  currency: string,
): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter(({ key }) => values[key] !== undefined)
      .map((field) => [field.key, typedValue(field, values[field.key], currency)]),
  );
