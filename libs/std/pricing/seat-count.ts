import { intersectPeriod, periodDays, type LocalDate, type Period } from '../dates';
import { Decimal, toDecimal } from '../decimal';
import { roundQuotient } from '../money';
import type { ProrationShare } from '../periods';

/** A quantity from a date on, until the next one. */
export interface QuantityStep {
  from: LocalDate;
  quantity: string;
}

/** What of a period is paid: the count on its first or last day, the largest, or the average over its days. */
export type CountMethod = 'start' | 'end' | 'peak' | 'daily';

/** Days on which a quantity holds. */
export interface QuantityRange extends Period {
  quantity: string;
}

/** The steps in order of their dates; of several on one day the last one given holds, so what cancels within a day is gone. */
export function orderedSteps<Step extends QuantityStep>(steps: readonly Step[]): Step[] {
  const byDate = new Map(steps.map((step) => [step.from, step]));
  return [...byDate.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The days of the range by quantity, without holes and in order; days before the first step have quantity 0. */
export function quantityRanges(steps: readonly QuantityStep[], range: Period): QuantityRange[] {
  const ordered = [{ from: '0001-01-01', quantity: '0' }, ...orderedSteps(steps)];
  const pieces = ordered.flatMap(({ from, quantity }, index) => {
    const days = intersectPeriod({ start: from, end: ordered[index + 1]?.from ?? '9999-12-31' }, range);
    return days ? [{ start: days.start, end: days.end, quantity }] : [];
  });
  return pieces.reduce<QuantityRange[]>((merged, piece) => {
    const last = merged.at(-1);
    if (last && toDecimal(last.quantity).equals(toDecimal(piece.quantity))) last.end = piece.end;
    else merged.push(piece);
    return merged;
  }, []);
}

/** Seat-days of a range: the sum over its days of the count that the method takes. */
export function seatDays(method: CountMethod, steps: readonly QuantityStep[], range: Period): string {
  const ranges = quantityRanges(steps, range);
  const days = periodDays(range);
  const whole = (quantity: string | undefined) =>
    toDecimal(quantity ?? '0')
      .times(days)
      .toFixed();
  switch (method) {
    case 'start':
      return whole(ranges[0]?.quantity);
    case 'end':
      return whole(ranges.at(-1)?.quantity);
    case 'peak':
      return Decimal.max(new Decimal(0), ...ranges.map(({ quantity }) => toDecimal(quantity)))
        .times(days)
        .toFixed();
    case 'daily':
      return ranges
        .reduce((sum, one) => sum.plus(toDecimal(one.quantity).times(periodDays(one))), new Decimal(0))
        .toFixed();
  }
}

/**
 * What seat-days over `coveredDays` cost at a price a seat and period, in minor units: multiplied first, rounded once.
 * 40 seats at 12.55 for 17 of 30 days are 284.47. Negative seat-days give the mirrored amount.
 */
export function seatAmount(price: string, days: string, coveredDays: number, share: ProrationShare): bigint {
  if (coveredDays === 0) return 0n;
  const top = toDecimal(price).times(toDecimal(days)).times(share.coveredDays);
  return roundQuotient(top, BigInt(coveredDays) * BigInt(share.wholeDays));
}

/** A difference between what the steps say and what is billed, on days where it is constant. */
export interface QuantityDifference extends Period {
  /** Positive: to be charged. Negative: unused, to be given back. */
  difference: string;
}

/**
 * Where the quantities of a range differ from those billed for it (several rows of one day add up): removed seats from their
 * day on are negative, added ones positive. What was added and removed on one day is not there.
 */
export function quantityDifferences(
  steps: readonly QuantityStep[],
  billed: readonly QuantityRange[],
  range: Period,
): QuantityDifference[] {
  const cuts = new Set<LocalDate>([range.start, range.end]);
  for (const { start, end } of [...quantityRanges(steps, range), ...billed]) {
    for (const cut of [start, end]) if (cut > range.start && cut < range.end) cuts.add(cut);
  }
  const dates = [...cuts].sort();
  return dates.slice(0, -1).reduce<QuantityDifference[]>((differences, start, index) => {
    const end = dates[index + 1] ?? range.end;
    const now = toDecimal(quantityRanges(steps, { start, end })[0]?.quantity ?? '0');
    const before = billed
      .filter((one) => one.start <= start && one.end >= end)
      .reduce((sum, { quantity }) => sum.plus(toDecimal(quantity)), new Decimal(0));
    const difference = now.minus(before);
    const last = differences.at(-1);
    if (difference.isZero()) return differences;
    if (last && last.end === start && toDecimal(last.difference).equals(difference)) last.end = end;
    else differences.push({ start, end, difference: difference.toFixed() });
    return differences;
  }, []);
}
