import { invalid } from '../errors';
import { calendarEpoch, firstCalendarYear, lastCalendarYear, openTimeLine, type OpenTimeLine } from './open-time-line';
import { validateSchedule, type BusinessSchedule } from './schedule';
import { wallHours } from './wall-hours';

/** A stretch of open time, half-open. */
export interface OpenSegment {
  openAt: Date;
  closeAt: Date;
}

/**
 * Arithmetic of business time. All amounts are milliseconds of open time; `cumulative` counts them from `calendarEpoch`,
 * so that a clock is plain numbers on that line (`due = inverse(start_b + paused_b + target_ms)`) in every process.
 */
export interface BusinessCalendar {
  /** True when no instant is ever open: show a warning, since nothing measured by it will ever be due. */
  neverOpens: boolean;
  isOpen: (instant: Date) => boolean;
  /** Open milliseconds from the epoch to the instant, negative before it. */
  cumulative: (instant: Date) => number;
  /** The earliest instant at which `cumulative` reaches the amount: at a day's end the closing, not the next opening. */
  inverse: (amount: number) => Date | null;
  /** Open milliseconds from `start` to `end`; negative when `end` is earlier. */
  elapsed: (start: Date, end: Date) => number;
  /** The earliest instant by which `targetMs` of open time have been used since `start`; null when that never comes. */
  deadline: (start: Date, targetMs: number) => Date | null;
  /** The open stretches within [from, to), joined where they meet. */
  segments: (from: Date, to: Date) => OpenSegment[];
}

/** Index of the last element that is not above (`orEqual`) or is below the value; -1 when there is none. */
function lastIndexBelow(sorted: number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = sorted[middle] ?? Infinity;
    if (element < value || (orEqual && element === value)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function yearOf(instant: Date): number {
  const year = instant.getUTCFullYear();
  if (year >= firstCalendarYear && year <= lastCalendarYear) return year;
  throw new RangeError(`Business time is known for the years ${firstCalendarYear} to ${lastCalendarYear} only.`);
}

/** The stretch that the instant lies in or, when closed, the last one before it in its year. */
function stretchAt(line: OpenTimeLine, instant: Date): { open: number; close: number; total: number } | null {
  const { opens, closes, totals } = line.year(yearOf(instant));
  const index = lastIndexBelow(opens, instant.getTime(), true);
  const [open, close, total] = [opens[index], closes[index], totals[index]];
  return open === undefined || close === undefined || total === undefined ? null : { open, close, total };
}

function cumulativeOn(line: OpenTimeLine, instant: Date): number {
  const stretch = stretchAt(line, instant);
  const inYear = stretch ? stretch.total + Math.min(instant.getTime(), stretch.close) - stretch.open : 0;
  return line.before(yearOf(instant)) + inYear;
}

function inverseOn(line: OpenTimeLine, amount: number): Date | null {
  const year = line.yearReaching(amount);
  if (year === null) return null;
  const { opens, totals } = line.year(year);
  const inYear = amount - line.before(year);
  const index = lastIndexBelow(totals, inYear, false);
  // A fraction of a millisecond (a percentage of a target) is used up only at the next whole one.
  return new Date(Math.ceil((opens[index] ?? 0) + inYear - (totals[index] ?? 0)));
}

function segmentsOn(line: OpenTimeLine, from: Date, to: Date): OpenSegment[] {
  const segments: OpenSegment[] = [];
  if (from >= to) return segments;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const { opens, closes } = line.year(year);
    opens.forEach((open, index) => {
      const openAt = new Date(Math.max(open, from.getTime()));
      const closeAt = new Date(Math.min(closes[index] ?? open, to.getTime()));
      const last = segments.at(-1);
      if (openAt >= closeAt) return;
      if (last && last.closeAt.getTime() === openAt.getTime()) last.closeAt = closeAt;
      else segments.push({ openAt, closeAt });
    });
  }
  return segments;
}

/** Everything that follows from `cumulative` and `inverse` alone. */
function withElapsed(core: Omit<BusinessCalendar, 'elapsed' | 'deadline'>): BusinessCalendar {
  return {
    ...core,
    elapsed: (start, end) => core.cumulative(end) - core.cumulative(start),
    deadline: (start, targetMs) => {
      if (!Number.isFinite(targetMs) || targetMs < 0) throw new RangeError('A target is zero or more milliseconds.');
      return targetMs === 0 ? start : core.inverse(core.cumulative(start) + targetMs);
    },
  };
}

const alwaysOpenCalendar = withElapsed({
  neverOpens: false,
  isOpen: () => true,
  cumulative: (instant) => instant.getTime() - calendarEpoch.getTime(),
  inverse: (amount) => new Date(Math.ceil(calendarEpoch.getTime() + amount)),
  segments: (from, to) => (from < to ? [{ openAt: from, closeAt: to }] : []),
});

/**
 * The arithmetic of a schedule. Making it is cheap; years are laid out when first asked for, so keep the result per
 * version of the calendar. Throws `invalid` with one field per issue when `validateSchedule` finds any.
 */
export function compileCalendar(schedule: BusinessSchedule): BusinessCalendar {
  const issues = validateSchedule(schedule);
  if (issues.length > 0) {
    const fields = Object.fromEntries(issues.map(({ path, message }) => [path, message]));
    throw invalid('This calendar cannot be used yet. Put the marked fields right.', fields);
  }
  if (schedule.alwaysOpen) return alwaysOpenCalendar;
  const hours = wallHours(schedule);
  const line = openTimeLine(hours, schedule.timezone);
  return withElapsed({
    neverOpens: !hours.opensByWeek && hours.exceptionYears === null,
    isOpen: (instant) => instant.getTime() < (stretchAt(line, instant)?.close ?? -Infinity),
    cumulative: (instant) => cumulativeOn(line, instant),
    inverse: (amount) => inverseOn(line, amount),
    segments: (from, to) => segmentsOn(line, from, to),
  });
}
