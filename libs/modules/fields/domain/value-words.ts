import { minorToDecimalString } from '@kelp/std';
import { isMoney, type FieldShape, type FieldValue } from './kinds';

/** A value in words for histories, exports and the portal; `names` gives the name behind an id. */
export function valueWords(
  field: FieldShape,
  value: FieldValue,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const labelOf = (key: string) => field.options.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(labelOf).join(', ');
  if (isMoney(value)) return `${minorToDecimalString(BigInt(value.amount), value.currency)} ${value.currency}`;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.kind === 'select') return labelOf(value);
  if (field.kind === 'date_time') return `${value.slice(0, 16).replace('T', ' ')} UTC`;
  return names.get(value) ?? value;
}
