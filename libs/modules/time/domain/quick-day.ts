import { addDays, compareDates, invalid, weekdays, weekday, type LocalDate } from '@kelp/std';

/** The day that a typed line names. Weekdays count from Monday = 0. */
export type QuickDay =
  { kind: 'days_ago'; days: number } | { kind: 'weekday'; weekday: number } | { kind: 'date'; date: LocalDate };

/** The local date that is meant, seen from `today`: a weekday is the last one that was, today included. Throws invalid for a day to come. */
export function dateOfQuickDay(day: QuickDay, today: LocalDate): LocalDate {
  if (day.kind === 'days_ago') return addDays(today, -day.days);
  if (day.kind === 'weekday') return addDays(today, -((weekdays.indexOf(weekday(today)) - day.weekday + 7) % 7));
  if (compareDates(day.date, today) > 0)
    throw invalid('Time is logged after the work. Name a day that has been.', { quick: 'This day is still to come.' });
  return day.date;
}
