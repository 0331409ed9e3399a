import { addDays, addMonthsClamped, isLocalDate, localParts, wallToInstants, weekday, type Weekday } from '@kelp/std';

export interface ParsedToDo {
  /** What is left to do, without the words of its date. */
  title: string;
  /** The date on the wall of the zone. */
  dueOn: string | null;
  /** With a time of the day. */
  dueAt: Date | null;
}

interface When {
  date: string | null;
  minute: number | null;
}

interface Today {
  date: string;
  minuteOfDay: number;
  now: Date;
  zone: string;
}

interface Rule {
  /** Matches whole words; what it finds is taken out of the title. */
  pattern: RegExp;
  read: (words: string[], today: Today) => When | null;
}

const days: readonly (readonly [Weekday, string])[] = [
  ['mon', 'mon(?:day)?'],
  ['tue', 'tue(?:s(?:day)?)?'],
  ['wed', 'wed(?:s|nesday)?'],
  ['thu', 'thu(?:r(?:s(?:day)?)?)?'],
  ['fri', 'fri(?:day)?'],
  ['sat', 'sat(?:urday)?'],
  ['sun', 'sun(?:day)?'],
];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const anyDay = `(${days.map(([, words]) => words).join('|')})`;
const fullDay = '(monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
const anyMonth = `(${months.join('|')})[a-z]*\\.?`;
const amount = '(\\d{1,3}|an?|one|two|three|four|five|six|seven)';
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const before = '(?:(?:on|by|due|until)\\s+)?';
const stated = '(?:(?:on|by|due|until)\\s+)';
const whole = (words: string) => new RegExp(`(?<![\\w-])${words}(?![\\w-])`, 'i');

const amountOf = (word = '') =>
  /^\d/.test(word) ? Number(word) : Math.max(1, numbers.indexOf(word.toLowerCase()) + 1);
const day = (date: string): When => ({ date, minute: null });

/** The next such day after today. */
function nextDay(name: string, date: string): string {
  const wanted = name.slice(0, 3).toLowerCase();
  let found = addDays(date, 1);
  while (weekday(found) !== wanted) found = addDays(found, 1);
  return found;
}

/** This day and month next time they come, today included; null for a day that no such month has. */
function dayOfMonth(month: string, dayText: string, year: string | undefined, today: string): When | null {
  const place = String(months.indexOf(month.slice(0, 3).toLowerCase() as (typeof months)[number]) + 1).padStart(2, '0');
  const dated = (y: number) => `${String(y).padStart(4, '0')}-${place}-${dayText.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  if (year) return isLocalDate(dated(Number(year))) ? day(dated(Number(year))) : null;
  const coming = [thisYear, thisYear + 1, thisYear + 2, thisYear + 3, thisYear + 4].map(dated);
  const found = coming.find((date) => isLocalDate(date) && date >= today);
  return found ? day(found) : null;
}

function inTime([, count, unit = '']: string[], { date, now, zone }: Today): When {
  const size = amountOf(count);
  if (/^mi|^h/i.test(unit)) {
    const at = localParts(new Date(now.getTime() + size * (/^h/i.test(unit) ? 3_600_000 : 60_000)), zone);
    return { date: at.date, minute: at.minuteOfDay };
  }
  if (/^mo/i.test(unit)) return day(addMonthsClamped(date, size));
  return day(addDays(date, size * (/^w/i.test(unit) ? 7 : 1)));
}

/** Dates, the most telling first. A bare weekday counts only at the end of the text; anywhere with `on`, `by` or `next` before it. */
const dateRules: readonly Rule[] = [
  {
    pattern: whole(`${before}(\\d{4}-\\d{2}-\\d{2})`),
    read: ([, date = '']) => (isLocalDate(date) ? day(date) : null),
  },
  { pattern: whole(`${before}day after tomorrow`), read: (_w, { date }) => day(addDays(date, 2)) },
  { pattern: whole(`${before}tomorrow`), read: (_w, { date }) => day(addDays(date, 1)) },
  { pattern: whole(`${before}today`), read: (_w, { date }) => day(date) },
  { pattern: whole(`${before}tonight`), read: (_w, { date }) => ({ date, minute: 18 * 60 }) },
  { pattern: whole(`in\\s+${amount}\\s*(min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?)`), read: inTime },
  { pattern: whole(`${before}next week`), read: (_w, { date }) => day(nextDay('mon', date)) },
  { pattern: whole(`${before}next month`), read: (_w, { date }) => day(`${addMonthsClamped(date, 1).slice(0, 7)}-01`) },
  {
    pattern: whole(`${before}next\\s+${anyDay}`),
    // "next Friday" on a Wednesday is the Friday of the coming week
    read: ([, name = ''], { date }) => {
      const monday = nextDay('mon', date);
      return day(weekday(monday) === name.slice(0, 3).toLowerCase() ? monday : nextDay(name, monday));
    },
  },
  {
    pattern: whole(`${before}(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?${anyMonth}(?:,?\\s+(\\d{4}))?`),
    read: ([, d = '', month = '', year], { date }) => dayOfMonth(month, d, year, date),
  },
  {
    pattern: whole(`${before}${anyMonth}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`),
    read: ([, month = '', d = '', year], { date }) => dayOfMonth(month, d, year, date),
  },
  { pattern: whole(`${stated}${anyDay}`), read: ([, name = ''], { date }) => day(nextDay(name, date)) },
  { pattern: new RegExp(`(?<![\\w-])${fullDay}$`, 'i'), read: ([, name = ''], { date }) => day(nextDay(name, date)) },
  { pattern: new RegExp(`(?<=\\s)${anyDay}$`, 'i'), read: ([, name = ''], { date }) => day(nextDay(name, date)) },
];

function clock([, hour = '', minute = '0', half = '']: string[]): When | null {
  const pm = half.toLowerCase().startsWith('p');
  const h = Number(hour);
  const m = Number(minute);
  if (m > 59 || (half ? h < 1 || h > 12 : h > 23)) return null;
  return { date: null, minute: (half ? (h % 12) + (pm ? 12 : 0) : h) * 60 + m };
}

const timeRules: readonly Rule[] = [
  { pattern: whole('(?:at\\s+)?(\\d{1,2})(?:[:.](\\d{2}))?\\s*([ap])\\.?m\\.?'), read: clock },
  { pattern: whole('(?:at\\s+)?(\\d{1,2}):(\\d{2})'), read: clock },
  { pattern: whole('(?:at\\s+)?noon'), read: () => ({ date: null, minute: 12 * 60 }) },
  { pattern: whole('(?:by\\s+)?(?:end of day|eod)'), read: () => ({ date: null, minute: 17 * 60 }) },
];

/** The first rule that finds something, with the text without it. */
function take(text: string, rules: readonly Rule[], today: Today): { rest: string; when: When | null } {
  for (const { pattern, read } of rules) {
    const found = pattern.exec(text);
    const when = found ? read([...found], today) : null;
    if (found && when)
      return { rest: tidy(text.slice(0, found.index) + text.slice(found.index + found[0].length)), when };
  }
  return { rest: text, when: null };
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/^[\s,;:]+|[\s,;:]+$/g, '');

/**
 * Reads English dates and times out of what was typed: `call Amy tomorrow 3pm`, `renew domain on 12 Dec`, `in 2 hours`. A time alone is the
 * next time the clock shows it. What is nothing but a date stays as it is. Dates and times are of the wall of `zone`; a time that the
 * clocks skip leaves the day.
 */
export function parseToDo(text: string, now: Date, zone: string): ParsedToDo {
  const asTyped = { title: text, dueOn: null, dueAt: null };
  const { date, minuteOfDay } = localParts(now, zone);
  const today = { date, minuteOfDay, now, zone };
  const timed = take(text, timeRules, today);
  const dated = take(timed.rest, dateRules, today);
  if (!timed.when && !dated.when) return asTyped;
  if (dated.rest === '') return asTyped;
  const minute = timed.when?.minute ?? dated.when?.minute ?? null;
  const isOver = minute !== null && minute <= minuteOfDay;
  const dueOn = dated.when?.date ?? (isOver ? addDays(date, 1) : date);
  const dueAt = minute === null ? null : (wallToInstants(dueOn, minute, zone)[0] ?? null);
  return { title: dated.rest, dueOn, dueAt };
}
