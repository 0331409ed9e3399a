import { addDays, addMonthsClamped, dayNumber, weekday, weekdays, type LocalDate, type Period } from '@kelp/std';

/** How time is gathered into sheets. */
export type PeriodKind = 'week' | 'two_weeks' | 'half_month' | 'month';

export interface PeriodRule {
  kind: PeriodKind;
  /** First day of a week, 0 = Monday: for weeks only. */
  firstWeekday: number;
  /** A date on which a pair of weeks begins, moved back to the first weekday: for two weeks only. */
  anchorOn: LocalDate;
  /** The day of the month on which a month begins, 1 to 28: for months only. Half months begin on the 1st and the 16th. */
  firstDay: number;
}

const startOfWeek = (date: LocalDate, first: number): LocalDate =>
  addDays(date, -((weekdays.indexOf(weekday(date)) - first + 7) % 7));

/** The first day of the calendar month of the date, `months` on. */
const monthOf = (date: LocalDate, months = 0): LocalDate => addMonthsClamped(`${date.slice(0, 8)}01`, months);

/** The period in which the date lies; its end is excluded. Neighbouring periods of one rule touch and never overlap. */
export function periodOf(rule: PeriodRule, date: LocalDate): Period {
  if (rule.kind === 'week' || rule.kind === 'two_weeks') {
    const days = rule.kind === 'week' ? 7 : 14;
    const anchor = startOfWeek(rule.kind === 'week' ? date : rule.anchorOn, rule.firstWeekday);
    const into = (((dayNumber(date) - dayNumber(anchor)) % days) + days) % days;
    return { start: addDays(date, -into), end: addDays(date, days - into) };
  }
  if (rule.kind === 'half_month') {
    const first = monthOf(date);
    const middle = addDays(first, 15);
    return date < middle ? { start: first, end: middle } : { start: middle, end: monthOf(date, 1) };
  }
  const turn = addDays(monthOf(date), rule.firstDay - 1);
  const next = (months: number) => addDays(monthOf(date, months), rule.firstDay - 1);
  return date < turn ? { start: next(-1), end: turn } : { start: turn, end: next(1) };
}

/** The period of the date and `ahead` more after it. */
export function periodsFrom(rule: PeriodRule, date: LocalDate, ahead: number): Period[] {
  const periods = [periodOf(rule, date)];
  for (let index = 0; index < ahead; index += 1) {
    const last = periods[index];
    if (last) periods.push(periodOf(rule, last.end));
  }
  return periods;
}

/**
 * What must still be written so that the days from `date` on are covered for so many periods ahead, next to what exists. A period that would
 * reach into one that exists (the rule was changed in the middle) is cut where that one begins or ends.
 */
export function missingPeriods(
  rule: PeriodRule,
  date: LocalDate,
  ahead: number,
  existing: readonly Period[],
): Period[] {
  const sorted = [...existing].sort((a, b) => (a.start < b.start ? -1 : 1));
  const until = periodsFrom(rule, date, ahead).at(-1)?.end ?? date;
  const missing: Period[] = [];
  let from = periodOf(rule, date).start;
  while (from < until) {
    const here = sorted.find(({ start, end }) => start <= from && from < end);
    if (here) {
      from = here.end;
      continue;
    }
    const { end } = periodOf(rule, from);
    const next = sorted.find(({ start }) => start > from)?.start;
    const cut = next && next < end ? next : end;
    missing.push({ start: from, end: cut });
    from = cut;
  }
  return missing;
}
