import { dateOfDayNumber, millisecondsPerDay, weekdayOfDayNumber, weekdays, type Weekday } from '../dates';
import { minuteInterval, type BusinessSchedule, type ClockInterval, type MinuteInterval } from './schedule';

const minuteLength = 60_000;

/** A stretch of the line of wall time: milliseconds since 1970-01-01 00:00 on the wall, half-open. */
export interface WallInterval {
  from: number;
  to: number;
}

/** The opening hours of a schedule on the wall, before any zone turns them into instants. */
export interface WallHours {
  /** Whether weekdays open again and again; otherwise only the dated exceptions are left. */
  opensByWeek: boolean;
  /** First and last calendar year of the dated exceptions that open, or null when there are none. */
  exceptionYears: { first: number; last: number } | null;
  /** Merged, sorted open stretches that meet [from, to), not cut to it. */
  openBetween: (from: number, to: number) => WallInterval[];
  /** The hours that open on a local day (days since 1970-01-01), in minutes from its midnight; none when it is closed. */
  hoursOfDay: (day: number) => MinuteInterval[];
}

function sortedMinutes(intervals: ClockInterval[]): MinuteInterval[] {
  return intervals
    .map(minuteInterval)
    .filter((interval) => typeof interval !== 'string')
    .sort((a, b) => a.open - b.open);
}

/** Appends in order of opening; hours that meet or overlap the last stretch lengthen it, so none counts twice. */
function append(stretches: WallInterval[], from: number, to: number): void {
  const last = stretches.at(-1);
  if (last && from <= last.to) last.to = Math.max(last.to, to);
  else stretches.push({ from, to });
}

function yearsOf(dates: string[]): { first: number; last: number } | null {
  const years = dates.map((date) => Number(date.slice(0, 4)));
  return years.length === 0 ? null : { first: Math.min(...years), last: Math.max(...years) };
}

/** The wall hours of a schedule that `validateSchedule` has found sound. */
export function wallHours(schedule: BusinessSchedule): WallHours {
  const week = new Map<Weekday, MinuteInterval[]>(
    weekdays.map((day) => [day, sortedMinutes(schedule.week[day] ?? [])]),
  );
  const exceptions = new Map(
    (schedule.exceptions ?? []).map(({ date, intervals }) => [date, sortedMinutes(intervals)]),
  );
  const everyYear = new Set(schedule.holidays.filter((day) => day.recurring).map((day) => day.date.slice(5)));
  const once = new Set(schedule.holidays.filter((day) => !day.recurring).map((day) => day.date));

  const isCut = schedule.nightShift === 'calendar_day';
  const isHoliday = (date: string): boolean =>
    !exceptions.has(date) && (once.has(date) || everyYear.has(date.slice(5)));

  function hoursOfDay(day: number): MinuteInterval[] {
    const date = dateOfDayNumber(day);
    if (isHoliday(date)) return [];
    return exceptions.get(date) ?? week.get(weekdayOfDayNumber(day)) ?? [];
  }

  /** With `calendar_day` a shift opens on a holiday as on any other day, and loses what lies between that day's midnights. */
  const openingsOf = (day: number): MinuteInterval[] =>
    isCut && isHoliday(dateOfDayNumber(day)) ? (week.get(weekdayOfDayNumber(day)) ?? []) : hoursOfDay(day);

  function withoutHolidays(stretch: WallInterval): WallInterval[] {
    const kept: WallInterval[] = [];
    let from = stretch.from;
    for (let day = Math.floor(from / millisecondsPerDay); day * millisecondsPerDay < stretch.to; day += 1) {
      if (!isHoliday(dateOfDayNumber(day))) continue;
      if (day * millisecondsPerDay > from) kept.push({ from, to: day * millisecondsPerDay });
      from = Math.max(from, (day + 1) * millisecondsPerDay);
    }
    if (from < stretch.to) kept.push({ from, to: stretch.to });
    return kept;
  }

  function openBetween(from: number, to: number): WallInterval[] {
    const stretches: WallInterval[] = [];
    // Hours reach at most into the next day, so the day before the first one is enough to look back.
    for (let day = Math.floor(from / millisecondsPerDay) - 1; day * millisecondsPerDay < to; day += 1) {
      const midnight = day * millisecondsPerDay;
      for (const { open, close } of openingsOf(day)) {
        append(stretches, midnight + open * minuteLength, midnight + close * minuteLength);
      }
    }
    const standing = isCut ? stretches.flatMap(withoutHolidays) : stretches;
    return standing.filter((stretch) => stretch.to > from && stretch.from < to);
  }

  const weekHasHours = [...week.values()].some((intervals) => intervals.length > 0);
  const openDates = [...exceptions].filter(([, intervals]) => intervals.length > 0).map(([date]) => date);
  return {
    opensByWeek: weekHasHours && everyYear.size < 366,
    exceptionYears: yearsOf(openDates),
    openBetween,
    hoursOfDay,
  };
}
