import { isCurrency, isUuid } from '@kelp/std';
import { isMoney, type FieldShape, type FieldValue, type Kind } from './kinds';

/** A value that fits, or the sentence that says what is wrong with it. */
export type Reading = { value: FieldValue } | { sentence: string };

const ok = (value: FieldValue): Reading => ({ value });
const no = (sentence: string): Reading => ({ sentence });

/** Digits before and after the point that a number may have. */
export const wholeDigits = 15;
export const fractionDigits = 6;
const numberPattern = new RegExp(`^[+-]?\\d{1,${wholeDigits}}(\\.\\d{1,${fractionDigits}})?$`);
export const longestText = 300;
export const longestLongText = 20_000;
const longestUrl = 500;

/** An exact decimal without ornaments: `+007.50` is `7.5`, `-0` is `0`. */
export function plainNumber(text: string): string {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  const size = rest ? `${digits}.${rest}` : digits;
  return text.startsWith('-') && size !== '0' ? `-${size}` : size;
}

function readText(raw: unknown): Reading {
  if (typeof raw !== 'string') return no('Give a text.');
  const text = raw.trim();
  if (text.length > longestText) return no(`At most ${longestText} characters. Use a long text for more.`);
  return /[\u0000-\u001f]/.test(text) ? no('Line breaks and control characters are not allowed here.') : ok(text);
}

function readLongText(raw: unknown): Reading {
  if (typeof raw !== 'string') return no('Give a text.');
  if (raw.length > longestLongText) return no(`At most ${longestLongText} characters.`);
  return raw.includes('\u0000') ? no('The text contains a character that cannot be stored.') : ok(raw.trim());
}

function readNumber(raw: unknown): Reading {
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  if (numberPattern.test(text)) return ok(plainNumber(text));
  return no(
    `Give a number such as 12.5, with at most ${wholeDigits} digits before and ${fractionDigits} after the point.`,
  );
}

function readMoney(raw: unknown): Reading {
  if (!isMoney(raw) || typeof raw.currency !== 'string' || !isCurrency(raw.currency)) {
    return no('Give an amount with a currency such as USD.');
  }
  if (typeof raw.amount !== 'string' || !/^-?\d{1,18}$/.test(raw.amount)) {
    return no('Give the amount in whole minor units, as text with at most 18 digits.');
  }
  return ok({ amount: BigInt(raw.amount).toString(), currency: raw.currency });
}

function readDate(raw: unknown): Reading {
  const text = typeof raw === 'string' ? raw.trim() : '';
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // 2026-02-30 would silently become 2 March
  const isReal = at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  return isReal ? ok(text) : no('Give a date as year-month-day, such as 2026-03-31.');
}

function readDateTime(raw: unknown): Reading {
  const text = typeof raw === 'string' ? raw.trim() : '';
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const at = new Date(text);
  const fits = isWhole && 'value' in readDate(text.slice(0, 10)) && !Number.isNaN(at.getTime());
  const year = fits ? at.getUTCFullYear() : 0;
  return year >= 1 && year <= 9999
    ? ok(at.toISOString())
    : no('Give a date and time with its offset, such as 2026-03-31T14:30:00Z.');
}

function readSelect(raw: unknown, { options }: FieldShape): Reading {
  const option = options.find(({ key }) => key === raw);
  return option ? ok(option.key) : no(`Choose one of ${listOf(options)}.`);
}

function readMultiSelect(raw: unknown, { options }: FieldShape): Reading {
  if (!Array.isArray(raw)) return no('Give a list of choices.');
  const stray = raw.find((one) => !options.some(({ key }) => key === one));
  if (stray !== undefined) return no(`Choose from ${listOf(options)}.`);
  return ok(options.filter(({ key }) => raw.includes(key)).map(({ key }) => key));
}

const listOf = (options: FieldShape['options']): string =>
  options
    .filter(({ isRetired }) => !isRetired)
    .slice(0, 12)
    .map(({ label }) => `“${label}”`)
    .join(', ') || 'the options, of which there are none yet';

const readCheckbox = (raw: unknown): Reading => (typeof raw === 'boolean' ? ok(raw) : no('Give true or false.'));

function readUrl(raw: unknown): Reading {
  const text = typeof raw === 'string' ? raw.trim() : '';
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text);
  if (!isWeb) return no('Give a web address such as https://acme.test/page.');
  return text.length > longestUrl ? no(`At most ${longestUrl} characters.`) : ok(text);
}

const readId =
  (noun: string) =>
  (raw: unknown): Reading =>
    typeof raw === 'string' && isUuid(raw) ? ok(raw.toLowerCase()) : no(`Choose a ${noun}.`);

const readers: Record<Kind, (raw: unknown, field: FieldShape) => Reading> = {
  text: readText,
  long_text: readLongText,
  number: readNumber,
  money: readMoney,
  date: readDate,
  date_time: readDateTime,
  select: readSelect,
  multi_select: readMultiSelect,
  checkbox: readCheckbox,
  url: readUrl,
  person: readId('person'),
  contact: readId('contact'),
};

/** Nothing: an entry that takes the value away. */
export const isNothing = (raw: unknown): boolean =>
  raw === null ||
  raw === undefined ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (Array.isArray(raw) && raw.length === 0);

/**
 * The value of a field as it will be stored, from what came through a door. Whether an id exists and whether a retired option may still be
 * chosen is asked elsewhere.
 */
export const readValue = (field: FieldShape, raw: unknown): Reading => readers[field.kind](raw, field);
