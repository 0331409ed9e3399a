import { fractionDigits, wholeDigits } from './read-value';
import { isMoney, type FieldValue, type Kind } from './kinds';

const width = wholeDigits + fractionDigits + 1;

/** A whole number as text whose byte order is the order of the numbers. */
function sortable(scaled: bigint, digits: number): string {
  const size = scaled < 0n ? 10n ** BigInt(digits) + scaled : scaled;
  return `${scaled < 0n ? '0' : '1'}${size.toString().padStart(digits, '0')}`;
}

function sortableNumber(text: string): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const scaled = BigInt(whole + fraction.padEnd(fractionDigits, '0'));
  return sortable(text.startsWith('-') ? -scaled : scaled, width);
}

/**
 * The texts under which a value is found in `field_values`: compared byte by byte they keep the order of numbers, sums of one currency, dates
 * and instants. Texts are found whatever their case; a long text only says that there is one.
 */
export function indexValue(kind: Kind, value: FieldValue): string[] {
  if (Array.isArray(value)) return value;
  if (isMoney(value)) return [`${value.currency}:${sortable(BigInt(value.amount), 19)}`];
  if (typeof value === 'boolean') return [String(value)];
  if (kind === 'long_text') return [''];
  if (kind === 'number') return [sortableNumber(value)];
  return [kind === 'text' || kind === 'url' ? value.normalize('NFC').toLowerCase() : value];
}
