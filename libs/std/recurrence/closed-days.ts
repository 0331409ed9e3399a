import { weekday, type LocalDate } from '../dates';
import type { BusinessSchedule } from '../calendar/schedule';

/** What happens to occurrences on days on which nobody works. */
export interface ClosedDays {
  isClosed: (date: LocalDate) => boolean;
  /** Leave them out, or have them on the next open day at the same time on the wall. */
  on: 'skip' | 'next_open_day';
}

/** Furthest that an occurrence is shifted, in days; a longer closure drops it. */
export const closedDayShift = 31;

/**
 * Whether nobody works on a date by this schedule: own hours of the date decide before holidays, and those before the
 * weekday. A desk around the clock has no closed day; neither has one that never opens (it says nothing about days).
 */
export function closedBySchedule(schedule: BusinessSchedule): (date: LocalDate) => boolean {
  const open = new Set(
    Object.entries(schedule.week).flatMap(([day, hours]) => ((hours ?? []).length > 0 ? [day] : [])),
  );
  const exceptions = new Map((schedule.exceptions ?? []).map(({ date, intervals }) => [date, intervals.length > 0]));
  if (schedule.alwaysOpen || (open.size === 0 && exceptions.size === 0)) return () => false;
  const holidays = new Set(schedule.holidays.map(({ date, recurring }) => (recurring ? date.slice(5) : date)));
  return (date) => {
    const own = exceptions.get(date);
    if (own !== undefined) return !own;
    return holidays.has(date) || holidays.has(date.slice(5)) || !open.has(weekday(date));
  };
}
