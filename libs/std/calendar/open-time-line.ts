import { millisecondsPerDay } from '../dates';
import { offsetSpans } from '../zone-offsets';
import type { WallHours } from './wall-hours';

/** Open stretches of one UTC year: opening and closing instants (milliseconds) and the open time before each in the year. */
export interface YearLine {
  opens: number[];
  closes: number[];
  totals: number[];
  total: number;
}

/** Open time is summed from here, and negative before. Fixed, so that stored sums stay comparable between processes. */
export const calendarEpoch = new Date('2024-01-01T00:00:00.000Z');

const epochYear = calendarEpoch.getUTCFullYear();
/** Beyond these years nothing is computed; a target that is not used up by then has no deadline. */
export const firstCalendarYear = 1900;
export const lastCalendarYear = 2999;

const emptyYear: YearLine = { opens: [], closes: [], totals: [], total: 0 };

function addStretch(line: YearLine, open: number, close: number): void {
  const last = line.closes.length - 1;
  if (line.closes[last] === open) {
    line.closes[last] = close;
  } else {
    line.opens.push(open);
    line.closes.push(close);
    line.totals.push(line.total);
  }
  line.total += close - open;
}

/**
 * The open instants of a UTC year. Within a stretch of constant offset wall time is UTC time shifted, so cutting the wall
 * hours at the offset changes leaves out the wall time that is skipped and counts twice what is repeated.
 */
function computeYear(hours: WallHours, zone: string, year: number): YearLine {
  const from = Date.UTC(year, 0, 1);
  const to = Date.UTC(year + 1, 0, 1);
  const wall = hours.openBetween(from - millisecondsPerDay, to + millisecondsPerDay);
  if (wall.length === 0) return emptyYear;
  const line: YearLine = { opens: [], closes: [], totals: [], total: 0 };
  for (const span of offsetSpans(zone, from, to)) {
    for (const stretch of wall) {
      const open = Math.max(stretch.from - span.offset, span.from);
      const close = Math.min(stretch.to - span.offset, span.to);
      if (open < close) addStretch(line, open, close);
    }
  }
  return line;
}

/** Years of open time with running sums, made when first asked for, in both directions from the epoch. */
export interface OpenTimeLine {
  year: (year: number) => YearLine;
  /** Open milliseconds from the epoch to the start of a year, negative before it. */
  before: (year: number) => number;
  /** The year in which the running sum reaches `total`, the earlier one at a boundary; null when it never does. */
  yearReaching: (total: number) => number | null;
}

/** The years that can hold open time: all, those of the exceptions with a margin for the zone, or none. */
function openYears({ opensByWeek, exceptionYears }: WallHours): { first: number; last: number } {
  if (opensByWeek) return { first: firstCalendarYear, last: lastCalendarYear };
  if (!exceptionYears) return { first: epochYear, last: epochYear - 1 };
  return {
    first: Math.max(firstCalendarYear, exceptionYears.first - 1),
    last: Math.min(lastCalendarYear, exceptionYears.last + 1),
  };
}

/** The line of open time of wall hours in a zone. */
export function openTimeLine(hours: WallHours, zone: string): OpenTimeLine {
  const limits = openYears(hours);
  const lines = new Map<number, YearLine>();
  const sums = new Map<number, number>([[epochYear, 0]]);
  // Years from earliestSum to latestSum have their sum; both grow away from the epoch.
  let earliestSum = epochYear;
  let latestSum = epochYear;

  function year(wanted: number): YearLine {
    if (wanted < limits.first || wanted > limits.last) return emptyYear;
    const known = lines.get(wanted);
    if (known) return known;
    const made = computeYear(hours, zone, wanted);
    lines.set(wanted, made);
    return made;
  }

  function before(wanted: number): number {
    for (; latestSum < wanted; latestSum += 1) {
      sums.set(latestSum + 1, (sums.get(latestSum) ?? 0) + year(latestSum).total);
    }
    for (; earliestSum > wanted; earliestSum -= 1) {
      sums.set(earliestSum - 1, (sums.get(earliestSum) ?? 0) - year(earliestSum - 1).total);
    }
    return sums.get(wanted) ?? 0;
  }

  function yearReaching(total: number): number | null {
    if (total > 0) {
      for (let one = epochYear; one <= limits.last; one += 1) if (before(one + 1) >= total) return one;
    } else {
      for (let one = epochYear - 1; one >= limits.first; one -= 1) if (before(one) < total) return one;
    }
    return null;
  }

  return { year, before, yearReaching };
}
