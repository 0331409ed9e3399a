import { dateOfDayNumber, dayNumber, millisecondsPerDay, type LocalDate } from './dates';
import { offsetAt, offsetSpans } from './zone-offsets';

export { isZone, offsetAt } from './zone-offsets';

/** What clock and calendar on the wall of a zone show. `minuteOfDay` is 0 to 1439. */
export interface LocalParts {
  date: LocalDate;
  minuteOfDay: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const minuteLength = 60_000;
/** No zone was ever farther from UTC than about 16 hours; a day and a half is a safe window around a wall time. */
const searchWindow = 1.5 * millisecondsPerDay;

/** Local date, clock time and minute of the day at an instant. Throws `invalid` for an unknown zone. */
export function localParts(instant: Date, zone: string): LocalParts {
  const wall = instant.getTime() + offsetAt(instant, zone);
  const day = Math.floor(wall / millisecondsPerDay);
  const inDay = wall - day * millisecondsPerDay;
  const minuteOfDay = Math.floor(inDay / minuteLength);
  return {
    date: dateOfDayNumber(day),
    minuteOfDay,
    hour: Math.floor(minuteOfDay / 60),
    minute: minuteOfDay % 60,
    second: Math.floor((inDay % minuteLength) / 1000),
    millisecond: inDay % 1000,
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Minutes of a day as a clock of 24 hours shows them: 545 is `09:05`; what lies beyond midnight counts on, 1800 is `30:00`. */
export const clockFace = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

/** What the wall of the zone shows at the instant, `YYYY-MM-DDTHH:MM`, seconds cut off: the form that a date-time field takes. */
export function wallTimeAt(instant: Date, zone: string): string {
  const { date, minuteOfDay } = localParts(instant, zone);
  return `${date}T${clockFace(minuteOfDay)}`;
}

/** The date on the wall of the zone at an instant: 02:00Z on 4 July is still 3 July in New York. */
export const localDate = (instant: Date, zone: string): LocalDate => localParts(instant, zone).date;

/**
 * The instants at which clocks of the zone show the date and minute (0 to 1440; 1440 is the next midnight), earliest first:
 * none in a gap when clocks go forward, two when an hour is repeated, otherwise one.
 */
export function wallToInstants(date: LocalDate, minuteOfDay: number, zone: string): Date[] {
  const wall = dayNumber(date) * millisecondsPerDay + minuteOfDay * minuteLength;
  return offsetSpans(zone, wall - searchWindow, wall + searchWindow)
    .filter(({ from, to, offset }) => from <= wall - offset && wall - offset < to)
    .map(({ offset }) => new Date(wall - offset));
}

/**
 * The first instant of a local day; a day runs until the start of the next. That is not always 00:00 (clocks may jump over
 * midnight), and a day that a zone skipped (30 December 2011 in Apia) starts where the next one does, so it is empty.
 */
export function startOfLocalDay(date: LocalDate, zone: string): Date {
  const wall = dayNumber(date) * millisecondsPerDay;
  const spans = offsetSpans(zone, wall - searchWindow, wall + searchWindow);
  const first = spans.find(({ to, offset }) => wall - offset < to);
  return new Date(first ? Math.max(first.from, wall - first.offset) : wall);
}

export type InstantStyle = 'date' | 'time' | 'date_time' | 'full';

const styles: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  date_time: { dateStyle: 'medium', timeStyle: 'short' },
  full: {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The instant as people of the locale write it on a wall of the zone; `full` names weekday and zone too. */
export function formatInstant(instant: Date, zone: string, locale: string, style: InstantStyle): string {
  const key = `${zone} ${locale} ${style}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone });
  formatters.set(key, formatter);
  return formatter.format(instant);
}
