import {
  addDays,
  addMonthsClamped,
  dayNumber,
  daysBetween,
  intersectPeriod,
  periodDays,
  type LocalDate,
  type Period,
} from './dates';
import { toDecimal, type DecimalInput } from './decimal';
import { invalid } from './errors';
import { roundQuotient } from './money';

/** Length of each billing cycle. `half_yearly` is six months, `two_weekly` fourteen days. */
const cycleLengths = {
  weekly: { days: 7 },
  two_weekly: { days: 14 },
  four_weekly: { days: 28 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  half_yearly: { months: 6 },
  annual: { months: 12 },
} as const satisfies Record<string, { days: number } | { months: number }>;

export type Cycle = keyof typeof cycleLengths;
export const cycles = Object.keys(cycleLengths) as Cycle[];

/**
 * Where the periods of a contract are fixed.
 * `day`: month cycles begin on a day of the month, that of `date` or `dayOfMonth` (1 to 31), clamped to shorter months.
 * `last_day`: month cycles begin on the last day of the month of `date` and of every cycle after it.
 * `reference`: week cycles count days from `date`.
 */
export type Anchor =
  | { kind: 'day'; date: LocalDate; dayOfMonth?: number }
  | { kind: 'last_day'; date: LocalDate }
  | { kind: 'reference'; date: LocalDate };

/** A period between two neighbouring boundaries; `index` counts from the one that begins at boundary 0. */
export interface BillingPeriod extends Period {
  index: number;
}

/** The day of the month that month cycles wish for. Throws `invalid` when the anchor does not suit a month cycle. */
function wishedDay(anchor: Anchor): number | undefined {
  if (anchor.kind === 'last_day') return 31;
  if (anchor.kind === 'reference') {
    throw invalid('A cycle of months begins on a day of the month or on its last day, not at a reference date.');
  }
  const day = anchor.dayOfMonth;
  if (day !== undefined && !(Number.isInteger(day) && day >= 1 && day <= 31)) {
    throw invalid('The day of the month must lie between 1 and 31. Choose "last day" for the end of each month.');
  }
  return day;
}

/**
 * Boundary `k`: the anchor plus `k` whole cycles, counted from the original anchor and never from the last boundary, so
 * that 31 August gives 28 February and then 31 March. Throws `invalid` for a week cycle without a reference date.
 */
export function boundary(anchor: Anchor, cycle: Cycle, k: number): LocalDate {
  const length = cycleLengths[cycle];
  if ('months' in length) return addMonthsClamped(anchor.date, k * length.months, wishedDay(anchor));
  if (anchor.kind !== 'reference') {
    throw invalid('A cycle of weeks counts from a reference date. Enter the first day of one of its periods.');
  }
  return addDays(anchor.date, k * length.days);
}

const period = (anchor: Anchor, cycle: Cycle, index: number): BillingPeriod => ({
  index,
  start: boundary(anchor, cycle, index),
  end: boundary(anchor, cycle, index + 1),
});

const monthIndex = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** The period that contains the date; the day of a boundary belongs to the period that begins there. */
export function periodAt(anchor: Anchor, cycle: Cycle, date: LocalDate): BillingPeriod {
  dayNumber(date);
  const length = cycleLengths[cycle];
  const guess =
    'months' in length
      ? Math.floor((monthIndex(date) - monthIndex(anchor.date)) / length.months)
      : Math.floor(daysBetween(anchor.date, date) / length.days);
  // Within the month of a boundary the date may still lie before it.
  return period(anchor, cycle, boundary(anchor, cycle, guess) > date ? guess - 1 : guess);
}

/** All periods, whole, that share a day with the range, in order. */
export function periodsBetween(anchor: Anchor, cycle: Cycle, range: Period): BillingPeriod[] {
  const periods: BillingPeriod[] = [];
  if (range.end <= range.start) return periods;
  let next = periodAt(anchor, cycle, range.start);
  while (next.start < range.end) {
    periods.push(next);
    next = period(anchor, cycle, next.index + 1);
  }
  return periods;
}

/**
 * The one period that leads from what is billed already to the boundaries of a moved anchor: up to its next boundary
 * (`short`) or to the one after (`long`). Null when billing has ended on a boundary, so that there is no gap.
 */
export function gapPeriod(
  billedUntil: LocalDate,
  anchor: Anchor,
  cycle: Cycle,
  choice: 'short' | 'long',
): Period | null {
  const enclosing = periodAt(anchor, cycle, billedUntil);
  if (enclosing.start === billedUntil) return null;
  const end = choice === 'short' ? enclosing.end : boundary(anchor, cycle, enclosing.index + 2);
  return { start: billedUntil, end };
}

/**
 * Whether a period is to be billed on the cut-off date: in arrears once it has ended, in advance from `leadDays` before it
 * begins. Nothing else decides.
 */
export function hasFallenDue(
  { start, end }: Period,
  timing: 'arrears' | 'advance',
  cutOff: LocalDate,
  leadDays = 0,
): boolean {
  return timing === 'arrears' ? end <= cutOff : start <= addDays(cutOff, leadDays);
}

export type ProrationMethod = 'actual' | 'fixed_30' | 'none';

/** A part of a full price as covered of whole days: kept as two numbers, since 17 of 30 is no exact decimal. */
export interface ProrationShare {
  coveredDays: number;
  wholeDays: number;
}

/**
 * The part of a period's price that the covered days cost. `enclosing` is the whole period that the anchor defines, even
 * when the contract began inside it.
 * `actual`: days by the real length of the period. `fixed_30`: a month counts 30 days, and a whole period is never more or
 * less than its price; throws `invalid` for cycles of weeks. `none`: the whole price as soon as one day is covered.
 */
export function prorationShare(
  method: ProrationMethod,
  covered: Period,
  enclosing: Period,
  cycle: Cycle,
): ProrationShare {
  const part = intersectPeriod(enclosing, covered);
  const coveredDays = part ? periodDays(part) : 0;
  const days = periodDays(enclosing);
  if (method === 'actual') return { coveredDays, wholeDays: days };
  if (method === 'none') return { coveredDays: coveredDays > 0 ? days : 0, wholeDays: days };
  const length = cycleLengths[cycle];
  if (!('months' in length)) {
    throw invalid('Proration by months of 30 days needs a cycle of months. Use actual days for a cycle of weeks.');
  }
  const wholeDays = 30 * length.months;
  return { coveredDays: coveredDays === days ? wholeDays : Math.min(coveredDays, wholeDays), wholeDays };
}

/**
 * The share of an amount in minor units (quantity x unit price, unrounded), rounded once, half away from zero:
 * 40 x 1255 over 17 of 30 days is 28447.
 */
export function prorate(amount: DecimalInput, { coveredDays, wholeDays }: ProrationShare): bigint {
  return roundQuotient(toDecimal(amount).times(coveredDays), BigInt(wholeDays));
}
