import {
  addDays,
  daysBetween,
  periodAt,
  periodDays,
  type Anchor,
  type Cycle,
  type LocalDate,
  type Period,
} from '@kelp/std';

/** How a change from a date falls into the billing period that holds it. */
export interface PriceSplit {
  period: Period;
  /** The last day of the terms before; null when the change falls on the first day of the period. */
  lastDayBefore: LocalDate | null;
  daysBefore: number;
  daysAfter: number;
}

/** The period that holds the first day of new terms, and how many of its days the old and the new ones price. */
export function splitOn(anchor: Anchor, cycle: Cycle, from: LocalDate): PriceSplit {
  const { start, end } = periodAt(anchor, cycle, from);
  const daysBefore = daysBetween(start, from);
  return {
    period: { start, end },
    lastDayBefore: daysBefore === 0 ? null : addDays(from, -1),
    daysBefore,
    daysAfter: periodDays({ start, end }) - daysBefore,
  };
}
