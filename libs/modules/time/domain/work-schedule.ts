import { addDays, localDate, startOfLocalDay, wallToInstants, weekday, weekdays, type LocalDate } from '@kelp/std';

/** When somebody works on a weekday, in minutes of the day on the wall of their zone; `breakMinutes` of it are not work. */
export interface WorkDay {
  startMinute: number;
  endMinute: number;
  breakMinutes: number;
}

/** Seven days from Monday; null = off. */
export type WorkSchedule = readonly (WorkDay | null)[];

const usualDay: WorkDay = { startMinute: 8 * 60, endMinute: 17 * 60, breakMinutes: 60 };

/** Monday to Friday from 8:00 to 17:00 with an hour's break: the hours of people who have set none. */
export const usualSchedule: WorkSchedule = weekdays.map((day) => (day === 'sat' || day === 'sun' ? null : usualDay));

/** The working day of this date; null on a day off. */
export const workDayOn = (schedule: WorkSchedule, date: LocalDate): WorkDay | null =>
  schedule[weekdays.indexOf(weekday(date))] ?? null;

/** Minutes that somebody is there to work on this date: 0 on a day off. */
export function capacityOn(schedule: WorkSchedule, date: LocalDate): number {
  const day = workDayOn(schedule, date);
  return day ? day.endMinute - day.startMinute - day.breakMinutes : 0;
}

/** The instant of a minute of the day; in an hour that the clocks skip, as long after midnight. */
export function instantOn(date: LocalDate, minute: number, zone: string): Date {
  if (minute >= 1440) return startOfLocalDay(addDays(date, 1), zone);
  const [first] = wallToInstants(date, minute, zone);
  return first ?? new Date(startOfLocalDay(date, zone).getTime() + minute * 60_000);
}

/** When the working day of this date ends; on a day off when a usual one would. */
export const endOfWork = (schedule: WorkSchedule, date: LocalDate, zone: string): Date =>
  instantOn(date, (workDayOn(schedule, date) ?? usualDay).endMinute, zone);

/** The working span of this date, or null on a day off. */
export function spanOfWork(
  schedule: WorkSchedule,
  date: LocalDate,
  zone: string,
): { startAt: Date; endAt: Date } | null {
  const day = workDayOn(schedule, date);
  return day && { startAt: instantOn(date, day.startMinute, zone), endAt: instantOn(date, day.endMinute, zone) };
}

/**
 * The end of something that was left running: null while it began on the local day of `now`. Else the end of the working day on which it
 * began, or its own start when it began later.
 */
export function endOfForgotten(startedAt: Date, now: Date, schedule: WorkSchedule, zone: string): Date | null {
  const date = localDate(startedAt, zone);
  if (date >= localDate(now, zone)) return null;
  const end = endOfWork(schedule, date, zone);
  return end > startedAt ? end : startedAt;
}
