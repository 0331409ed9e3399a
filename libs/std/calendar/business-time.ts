import { dateOfDayNumber, dayNumber, type LocalDate } from '../dates';
import { localDate, wallToInstants } from '../zone';
import { compileCalendar, type BusinessCalendar, type OpenSegment } from './compile-calendar';
import { minutesPerDay, type BusinessSchedule } from './schedule';
import { wallHours } from './wall-hours';

const compiled = new WeakMap<BusinessSchedule, BusinessCalendar>();

/** The arithmetic of a plain schedule, kept for as long as the same object is asked about; do not change it in between. */
function calendarOf(schedule: BusinessSchedule): BusinessCalendar {
  const known = compiled.get(schedule) ?? compileCalendar(schedule);
  compiled.set(schedule, known);
  return known;
}

/** Whether the desk is open at an instant (UTC): the opening minute is inside, the closing one is not. Throws `invalid` for an unsound schedule. */
export const isOpen = (schedule: BusinessSchedule, instant: Date): boolean => calendarOf(schedule).isOpen(instant);

/** The open stretches within [from, to) (UTC), joined where they meet. */
export const openSegments = (schedule: BusinessSchedule, from: Date, to: Date): OpenSegment[] =>
  calendarOf(schedule).segments(from, to);

/** Open milliseconds from `start` to `end` (UTC), never rounded; negative when `end` is earlier. */
export const elapsed = (schedule: BusinessSchedule, start: Date, end: Date): number =>
  calendarOf(schedule).elapsed(start, end);

/**
 * The earliest instant (UTC) by which `targetMs` open milliseconds have been used since `start`: using up the day gives the
 * closing instant. Null when the desk never opens for long enough. Throws RangeError for a negative target.
 */
export const deadline = (schedule: BusinessSchedule, start: Date, targetMs: number): Date | null =>
  calendarOf(schedule).deadline(start, targetMs);

/** Days after which a desk that has not opened is taken as one that never will. */
const furthestDays = 4000;

/**
 * When the desk closes on the `count`th business day after the local day of `start`: 1 is the end of the next business day.
 * A business day is a local date on which it opens; around the clock every date is one and ends at midnight. Null when it never opens.
 */
export function endOfBusinessDay(schedule: BusinessSchedule, start: Date, count: number): Date | null {
  const { timezone, alwaysOpen } = schedule;
  const { hoursOfDay } = wallHours(schedule);
  const first = dayNumber(localDate(start, timezone));
  let left = count;
  for (let day = first + 1; day <= first + furthestDays; day += 1) {
    const closes = alwaysOpen ? [minutesPerDay] : hoursOfDay(day).map(({ close }) => close);
    if (closes.length === 0 || !exists(dateOfDayNumber(day), timezone)) continue;
    left -= 1;
    if (left <= 0) return instantOfMinute(day, Math.max(...closes), timezone);
  }
  return null;
}

/** False for a date that a zone skipped, such as 30 December 2011 in Apia. */
const exists = (date: LocalDate, zone: string): boolean =>
  [0, 720, 1439].some((minute) => wallToInstants(date, minute, zone).length > 0);

/** The last instant at which the wall shows this minute; one that the clocks skip is the first instant after the gap. */
function instantOfMinute(day: number, minute: number, zone: string): Date | null {
  for (let at = minute; at <= minute + minutesPerDay; at += 1) {
    const date = dateOfDayNumber(day + Math.floor(at / minutesPerDay));
    const found = wallToInstants(date, at % minutesPerDay, zone).at(-1);
    if (found) return found;
  }
  return null;
}
