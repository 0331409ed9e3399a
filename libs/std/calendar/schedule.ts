import { isLocalDate, weekdays, type LocalDate, type Weekday } from '../dates';
import { isZone } from '../zone-offsets';

/**
 * Opening and closing time on the wall, `HH:MM`, the closing minute excluded. A closing time at or before the opening one
 * is of the next day (`22:00` to `06:00`); it may also be written beyond 24:00 (`22:00` to `30:00`).
 */
export type ClockInterval = [open: string, close: string];

export interface Holiday {
  date: LocalDate;
  name: string;
  /** The same month and day of every year. */
  recurring?: boolean;
}

/** The hours of one date, in place of its weekday's and of a holiday. An empty list closes the day. */
export interface DatedHours {
  date: LocalDate;
  intervals: ClockInterval[];
}

/**
 * What a holiday does to a night shift. `opening_day`: hours belong to the day on which they open, so a holiday takes away
 * the whole shift that begins on it, and leaves the one that began the evening before. `calendar_day`: nothing is open
 * between the holiday's midnights, whenever the shift began.
 */
export type NightShiftRule = 'opening_day' | 'calendar_day';

/** When a service desk works, as plain data. */
export interface BusinessSchedule {
  /** IANA name of the zone whose walls the times are read from. */
  timezone: string;
  /** Around the clock: week, holidays and exceptions stay stored but are not consulted. */
  alwaysOpen: boolean;
  week: Partial<Record<Weekday, ClockInterval[]>>;
  holidays: Holiday[];
  exceptions?: DatedHours[];
  /** `opening_day` when missing. */
  nightShift?: NightShiftRule;
}

export interface ScheduleIssue {
  /** Where in the schedule, for example `week.mon.0` or `holidays.2.date`. */
  path: string;
  message: string;
}

/** Minutes from the midnight that begins the day; `close` may exceed 1440. */
export interface MinuteInterval {
  open: number;
  close: number;
}

export const minutesPerDay = 1440;

/** Minutes of a clock text `HH:MM`, or `HH:MM:00` as databases write it, up to 48:00; null for any other text. */
export function clockMinutes(text: string): number | null {
  const match = /^(\d{2}):([0-5]\d)(?::00)?$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= 2 * minutesPerDay ? minutes : null;
}

/** The interval in minutes, or a sentence that says what is wrong with it. */
export function minuteInterval([openText, closeText]: ClockInterval): MinuteInterval | string {
  const open = clockMinutes(openText);
  const close = clockMinutes(closeText);
  if (open === null || close === null) return `Write times like 09:00, not "${openText}" to "${closeText}".`;
  if (open >= minutesPerDay) return `The opening time ${openText} is not on this day. Open between 00:00 and 23:59.`;
  if (open === close) return `It opens and closes at ${openText}. Write 00:00 to 24:00 for a whole day.`;
  const end = close > open ? close : close + minutesPerDay;
  if (end - open > minutesPerDay) return 'An opening lasts at most 24 hours. Give the rest to the next day.';
  return { open, close: end };
}

function issuesOfIntervals(intervals: ClockInterval[], path: string): ScheduleIssue[] {
  const read = intervals.map((interval, index) => ({ value: minuteInterval(interval), path: `${path}.${index}` }));
  const issues = read.flatMap(({ value, path: at }) =>
    typeof value === 'string' ? [{ path: at, message: value }] : [],
  );
  const sorted = read
    .flatMap(({ value, path: at }) => (typeof value === 'string' ? [] : [{ ...value, at }]))
    .sort((a, b) => a.open - b.open);
  sorted.forEach((interval, index) => {
    const earlier = sorted[index - 1];
    if (earlier && interval.open < earlier.close) {
      issues.push({ path: interval.at, message: 'These hours overlap with others of the same day. Join them to one.' });
    }
  });
  return issues;
}

const dateIssue = (date: string, path: string): ScheduleIssue[] =>
  isLocalDate(date) ? [] : [{ path, message: `"${date}" is not a date. Write it like 2025-12-25.` }];

function issuesOfExceptions(exceptions: DatedHours[]): ScheduleIssue[] {
  return exceptions.flatMap(({ date, intervals }, index) => {
    const path = `exceptions.${index}`;
    const repeated = exceptions.findIndex((other) => other.date === date) < index;
    return [
      ...dateIssue(date, `${path}.date`),
      ...(repeated ? [{ path: `${path}.date`, message: `${date} already has its own hours. Put them together.` }] : []),
      ...issuesOfIntervals(intervals, `${path}.intervals`),
    ];
  });
}

/** Everything that must be put right before the schedule can be used, each with its place; empty when it is sound. */
export function validateSchedule(schedule: BusinessSchedule): ScheduleIssue[] {
  const zoneIssues = isZone(schedule.timezone)
    ? []
    : [{ path: 'timezone', message: `"${schedule.timezone}" is not a time zone. Choose one such as Europe/Berlin.` }];
  const weekIssues = Object.entries(schedule.week).flatMap(([day, intervals]) =>
    (weekdays as readonly string[]).includes(day)
      ? issuesOfIntervals(intervals ?? [], `week.${day}`)
      : [{ path: `week.${day}`, message: `"${day}" is not a weekday. Use ${weekdays.join(', ')}.` }],
  );
  const holidayIssues = schedule.holidays.flatMap(({ date }, index) => dateIssue(date, `holidays.${index}.date`));
  return [...zoneIssues, ...weekIssues, ...holidayIssues, ...issuesOfExceptions(schedule.exceptions ?? [])];
}
