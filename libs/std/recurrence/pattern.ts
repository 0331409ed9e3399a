import { weekdays, type Weekday } from '../dates';

/** The day of a month: a number, the last one, or “the first Monday” (`place` -1 is the last). */
export type MonthDay =
  | { kind: 'day'; day: number }
  | { kind: 'last_day' }
  | { kind: 'weekday'; place: 1 | 2 | 3 | 4 | -1; weekday: Weekday };

/** How people say that something repeats. `interval` is 1 for every, 2 for every second. */
export type RecurrencePattern =
  | { every: 'day'; interval: number }
  | { every: 'week'; interval: number; weekdays: readonly Weekday[] }
  | { every: 'month'; interval: number; on: MonthDay }
  | { every: 'year'; interval: number; month: number; on: MonthDay };

const codeOf = (day: Weekday): string => day.slice(0, 2).toUpperCase();
const weekdayOf = (code: string): Weekday | undefined => weekdays.find((day) => codeOf(day) === code);

function monthDayRule(on: MonthDay): string {
  if (on.kind === 'day') return `BYMONTHDAY=${on.day}`;
  return on.kind === 'last_day' ? 'BYMONTHDAY=-1' : `BYDAY=${on.place}${codeOf(on.weekday)}`;
}

/** The pattern as a rule of RFC 5545. */
export function ruleOfPattern(pattern: RecurrencePattern): string {
  const interval = pattern.interval === 1 ? '' : `;INTERVAL=${pattern.interval}`;
  switch (pattern.every) {
    case 'day':
      return `FREQ=DAILY${interval}`;
    case 'week': {
      const days = weekdays.filter((day) => pattern.weekdays.includes(day)).map(codeOf);
      return `FREQ=WEEKLY${interval}${days.length > 0 ? `;BYDAY=${days.join(',')}` : ''}`;
    }
    case 'month':
      return `FREQ=MONTHLY${interval};${monthDayRule(pattern.on)}`;
    case 'year':
      return `FREQ=YEARLY${interval};BYMONTH=${pattern.month};${monthDayRule(pattern.on)}`;
  }
}

function readMonthDay(parts: ReadonlyMap<string, string>): MonthDay | null {
  const day = parts.get('BYMONTHDAY');
  if (day === '-1') return { kind: 'last_day' };
  if (day !== undefined) return /^\d{1,2}$/.test(day) ? { kind: 'day', day: Number(day) } : null;
  const match = /^(-1|[1-4])([A-Z]{2})$/.exec(parts.get('BYDAY') ?? '');
  const named = weekdayOf(match?.[2] ?? '');
  return match && named ? { kind: 'weekday', place: Number(match[1]) as 1 | 2 | 3 | 4 | -1, weekday: named } : null;
}

/** The pattern that a rule says, ends aside; null for a rule that people can only read as text. */
export function patternOfRule(rule: string): RecurrencePattern | null {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=');
        return [name, value];
      }),
  );
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const names = [...parts.keys()]
    .filter((name) => !['FREQ', 'INTERVAL', 'COUNT', 'UNTIL'].includes(name))
    .sort()
    .join();
  switch (`${parts.get('FREQ')}:${names}`) {
    case 'DAILY:':
      return { every: 'day', interval };
    case 'WEEKLY:BYDAY': {
      const days = (parts.get('BYDAY') ?? '').split(',').map(weekdayOf);
      return days.every((day) => day !== undefined) ? { every: 'week', interval, weekdays: days } : null;
    }
    case 'MONTHLY:BYDAY':
    case 'MONTHLY:BYMONTHDAY': {
      const on = readMonthDay(parts);
      return on && { every: 'month', interval, on };
    }
    case 'YEARLY:BYDAY,BYMONTH':
    case 'YEARLY:BYMONTH,BYMONTHDAY': {
      const on = readMonthDay(parts);
      const month = Number(parts.get('BYMONTH'));
      return on && month >= 1 && month <= 12 ? { every: 'year', interval, month, on } : null;
    }
    default:
      return null;
  }
}
