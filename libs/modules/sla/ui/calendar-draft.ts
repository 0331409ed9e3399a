import {
  clockFace,
  validateSchedule,
  wallToInstants,
  startOfLocalDay,
  type ClockInterval,
  type Weekday,
} from '@kelp/std';
import type { CalendarHours } from '../contract';

/** Hours as a new calendar starts: Monday to Friday from 08:00 to 17:00. */
export const startingHours = (timezone: string): CalendarHours => ({
  timezone,
  alwaysOpen: false,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]])),
  holidays: [],
  exceptions: [],
  holidayCalendarIds: [],
  nightShift: 'opening_day',
});

const minutesPerDay = 1440;

/** A time as a field of the browser takes it: hours beyond midnight (`30:00`) belong to the next day's clock (`06:00`). */
export function fieldTime(text: string): string {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return clockFace((hours * 60 + minutes) % minutesPerDay);
}

/** An interval as the fields have it; midnight to midnight is the whole day, written `24:00`. */
export const intervalOf = (open: string, close: string): ClockInterval =>
  open === '00:00' && close === '00:00' ? [open, '24:00'] : [open, close];

/** Free hours to offer next on a day: after the last ones, else the usual day. */
export function nextInterval(intervals: readonly ClockInterval[]): ClockInterval {
  const last = intervals.at(-1);
  if (!last) return ['08:00', '17:00'];
  const close = fieldTime(last[1]);
  return close < '20:00' ? [close < '12:00' ? '13:00' : close, '22:00'] : ['00:00', '06:00'];
}

/** The hours with the intervals of one day replaced; a day without any is closed. */
export function withDay(hours: CalendarHours, day: Weekday, intervals: ClockInterval[]): CalendarHours {
  const { [day]: _former, ...rest } = hours.week;
  return { ...hours, week: intervals.length > 0 ? { ...rest, [day]: intervals } : rest };
}

/** What is wrong with the hours, one sentence per path such as `week.mon.0`. */
export const faultsOf = (hours: CalendarHours): Record<string, string> =>
  Object.fromEntries(validateSchedule(hours).map(({ path, message }) => [path, message]));

/** The instant at which clocks of the zone show this text (`2026-03-10T09:00`); after a gap the first one there is. Null for no text. */
export function instantOf(text: string, zone: string): Date | null {
  const [date, time] = text.split('T');
  if (!date || !time) return null;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return wallToInstants(date, hours * 60 + minutes, zone)[0] ?? startOfLocalDay(date, zone);
}
