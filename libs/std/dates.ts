/**
 * A calendar date `YYYY-MM-DD` (years 0001 to 9999) without a zone: what stands on a contract, a holiday list or a time
 * entry. Texts of this form sort by time, and clock changes cannot touch them.
 */
export type LocalDate = string;

/** Days from `start` up to but without `end`; the last day of service is the day before `end`. */
export interface Period {
  start: LocalDate;
  end: LocalDate;
}

/** Like a Period, or open to the future when `end` is null. */
export interface DateRange {
  start: LocalDate;
  end: LocalDate | null;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export const millisecondsPerDay = 86_400_000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01, negative before. Throws RangeError when the text is no real calendar date. */
export function dayNumber(date: LocalDate): number {
  const [year, month, day] = partsOf(date);
  // not Date.UTC, which takes the years 1 to 99 for 1901 to 1999
  return new Date(0).setUTCFullYear(year, month - 1, day) / millisecondsPerDay;
}

type Parts = readonly [year: number, month: number, day: number];

function partsOf(date: LocalDate): Parts {
  const parts = readDate(date);
  if (!parts) throw new RangeError(`"${date}" is not a date. Write it like 2025-01-31.`);
  return parts;
}

function readDate(text: string): Parts | null {
  if (!datePattern.test(text)) return null;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isReal = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isReal ? [year, month, day] : null;
}

/** The date that is `day` days after 1970-01-01. Throws RangeError outside the years 0001 to 9999. */
export function dateOfDayNumber(day: number): LocalDate {
  const date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  if (!datePattern.test(date) || date < '0001-01-01')
    throw new RangeError('A date must lie in the years 0001 to 9999.');
  return date;
}

/** Whether the text is a real calendar date of the form `YYYY-MM-DD`. */
export const isLocalDate = (text: string): boolean => readDate(text) !== null;

/** The date `days` days later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumber(date) + days);

/** Days from `start` to `end`: 1 from a date to the next, negative when `end` is earlier. */
export const daysBetween = (start: LocalDate, end: LocalDate): number => dayNumber(end) - dayNumber(start);

/** Negative, 0 or positive, for sorting. */
export const compareDates = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0);

export const earlierDate = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
export const laterDate = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** The weekday of a date. 1970-01-01 was a Thursday. */
export function weekday(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/** The weekday of a day number; business calendars walk over these. */
export function weekdayOfDayNumber(day: number): Weekday {
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 'mon';
}

/** Days of a month: 28 to 31. `month` is 1 to 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The date `months` after `anchor`, its day clamped to the month: 2024-08-31 + 6 is 2025-02-28. `dayOfMonth` wishes for a
 * later day than the anchor's own (31 with an anchor on 28 February). Always step from the original anchor, never from the
 * last result, or the 31st is lost for good.
 */
export function addMonthsClamped(anchor: LocalDate, months: number, dayOfMonth?: number): LocalDate {
  const [anchorYear, anchorMonth, anchorDay] = partsOf(anchor);
  const total = anchorYear * 12 + anchorMonth - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  const day = Math.min(dayOfMonth ?? anchorDay, daysInMonth(year, month));
  if (year < 1 || year > 9999) throw new RangeError('A date must lie in the years 0001 to 9999.');
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Whether the date lies in the half-open range. */
export const rangeContains = (range: DateRange, date: LocalDate): boolean =>
  range.start <= date && (range.end === null || date < range.end);

/** Number of days of a period; 0 when its end is not after its start. */
export const periodDays = (period: Period): number => Math.max(0, daysBetween(period.start, period.end));

/** The days that both have, or null when there are none. Ranges that only touch share no day. */
export function intersectPeriod(period: Period, range: DateRange): Period | null {
  const start = laterDate(period.start, range.start);
  const end = range.end === null ? period.end : earlierDate(period.end, range.end);
  return start < end ? { start, end } : null;
}

/** Whether two half-open ranges have a day in common. */
export function rangesOverlap(a: DateRange, b: DateRange): boolean {
  const isEmpty = (range: DateRange) => range.end !== null && range.end <= range.start;
  const startsBefore = (start: LocalDate, end: LocalDate | null) => end === null || start < end;
  return !isEmpty(a) && !isEmpty(b) && startsBefore(a.start, b.end) && startsBefore(b.start, a.end);
}

const dateFormatters = new Map<string, Intl.DateTimeFormat>();

/** The date as people of the locale write it: `medium` is Jan 31, 2025 in en-US, `full` adds the weekday. */
export function formatLocalDate(date: LocalDate, locale: string, style: 'short' | 'medium' | 'long' | 'full'): string {
  const key = `${locale} ${style}`;
  const formatter = dateFormatters.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' });
  dateFormatters.set(key, formatter);
  return formatter.format(dayNumber(date) * millisecondsPerDay);
}
