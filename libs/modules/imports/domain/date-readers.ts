import { invalid, isLocalDate, startOfLocalDay, wallToInstants, type LocalDate } from '@kelp/std';
import type { ImportField, Reading } from '../kinds/import-kind';

type Read = ImportField['read'];

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const numeric = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})/;
const dayFirst = /^(\d{1,2})[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4}|\d{2})/i;
const monthFirst = /^(?:[a-z]{3,9}, )?([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})/i;
const clock =
  /^[T,]?\s*(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

const two = (part: string | number) => String(part).padStart(2, '0');
/** A year of two digits is of this century: what an MSP keeps is not older. */
const yearOf = (words: string) => (words.length === 2 ? `20${words}` : words);
const nameOf = (words: string) => months.indexOf(words.toLowerCase()) + 1;

interface Split {
  date: LocalDate;
  /** What follows the date. */
  rest: string;
}

function splitDate(text: string, order: Reading['dateOrder']): Split | null {
  const asDate = (year: string, month: string | number, day: string, whole: string): Split | null => {
    const date = `${yearOf(year)}-${two(month)}-${two(day)}`;
    const isOurs = date >= '1990-01-01' && date < '2200-01-01';
    return isOurs && isLocalDate(date) ? { date, rest: text.slice(whole.length).trim() } : null;
  };
  const [all = '', first = '', sign = '', second = '', third = ''] = numeric.exec(text) ?? [];
  // Dots are written where the day comes first, whatever the system's own order is.
  const isDayFirst = sign === '.' || order === 'dmy';
  if (all && first.length === 4) return asDate(first, second, third, all);
  if (all) return asDate(third, isDayFirst ? second : first, isDayFirst ? first : second, all);
  const [named = '', day = '', month = '', year = ''] = dayFirst.exec(text) ?? [];
  if (named) return asDate(year, nameOf(month), day, named);
  const [other = '', otherMonth = '', otherDay = '', otherYear = ''] = monthFirst.exec(text) ?? [];
  return other ? asDate(otherYear, nameOf(otherMonth), otherDay, other) : null;
}

/** Minute and second of the day and, where the words name one, the offset from UTC in minutes; null for what is no time. */
function readClock(words: string) {
  const match = clock.exec(words);
  if (!match) return null;
  const [, hours, minutes = '0', seconds = '0', half, zone] = match;
  const isLate = /^p/i.test(half ?? '');
  const hour = half ? (Number(hours) % 12) + (isLate ? 12 : 0) : Number(hours ?? 0);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59 || (half && Number(hours) > 12)) return null;
  return {
    minute: hour * 60 + Number(minutes),
    second: Number(seconds),
    offset: offsetOf(zone),
    isGiven: hours !== undefined,
  };
}

function offsetOf(zone: string | undefined): number | null {
  if (!zone) return null;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const example = (order: Reading['dateOrder']) => (order === 'dmy' ? '31/12/2025' : '12/31/2025');

/** A local date: `2025-12-31`, `31.12.2025`, `12/31/2025` in the import's order, `31 Dec 2025`; a time behind it is left out. */
export const asDate: Read = (text, { dateOrder }) => {
  const found = splitDate(text, dateOrder);
  if (found && readClock(found.rest)) return found.date;
  throw invalid(`Write a date such as 2025-12-31 or ${example(dateOrder)}.`);
};

/**
 * An instant: a date, and a time such as `14:30`, `2:30 PM` or `14:30Z`. Without an offset it is on the wall of the workspace's zone, the
 * earlier of two; without a time it is the beginning of the day.
 */
export const asInstant: Read = (text, { dateOrder, zone }) => {
  const found = splitDate(text, dateOrder);
  const time = found && readClock(found.rest);
  if (!found || !time) throw invalid(`Write a date and time such as 2025-12-31 14:30 or ${example(dateOrder)} 14:30.`);
  const { minute, second, offset, isGiven } = time;
  if (offset !== null)
    return new Date(Date.parse(`${found.date}T00:00:00Z`) + (minute - offset) * 60_000 + second * 1000);
  const at = isGiven ? wallToInstants(found.date, minute, zone)[0] : undefined;
  // In the hour that clocks leave out, the day's own count of minutes is as near as can be said.
  const instant = at ?? new Date(startOfLocalDay(found.date, zone).getTime() + (isGiven ? minute * 60_000 : 0));
  return new Date(instant.getTime() + second * 1000);
};
