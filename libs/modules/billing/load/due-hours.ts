import { duePeriods, type DuePeriod } from '@kelp/contracts';
import {
  addDays,
  inForce,
  intersectPeriod,
  periodAt,
  periodDays,
  roundQuotient,
  toDecimal,
  type LocalDate,
  type Period,
} from '@kelp/std';
import type { CarriedMinutes, PrepaidLot, Rollover } from '@kelp/std/pricing';
import type { BucketHours, HourlyTerms, LotPurchase } from '../domain/invoice-input';
import { anchorOf, scheduleOf } from './line-schedule';
import type { LineRow, LotRow, StateRow, TermsRow } from './rows';

const rolloverOf = ({ rollover, rolloverPeriods: periods, rolloverCap: cap }: TermsRow): Rollover =>
  rollover === null || rollover === 'none' ? { kind: 'none' } : { kind: 'carry', order: rollover, periods, cap };

/** The minutes of a part of a period: all of them, unless the line says that they shrink; then whole minutes, rounded once. */
function includedMinutes(terms: TermsRow, { period, covered }: DuePeriod): string {
  const whole = terms.includedMinutes ?? '0';
  if (!terms.proratesIncluded) return whole;
  const days = periodDays(intersectPeriod(period, covered) ?? covered);
  return roundQuotient(toDecimal(whole).times(days), BigInt(periodDays(period))).toString();
}

/** When a line's hours serve: worked time is known afterwards, whenever the fee is billed. */
function hoursSchedule(row: LineRow) {
  const schedule = scheduleOf(row);
  return { ...schedule, line: { ...schedule.line, timing: 'arrears' as const } };
}

/** The periods of a bucket that have ended by the cut-off date and are not closed, in order. */
export function openHours(
  row: LineRow,
  sources: {
    terms: readonly TermsRow[];
    hourly: readonly HourlyTerms[];
    closed: StateRow | undefined;
    cutOff: LocalDate;
  },
): BucketHours[] {
  const { terms, hourly, closed, cutOff } = sources;
  return duePeriods(hoursSchedule(row), cutOff)
    .filter(({ covered }) => !closed || covered.start >= closed.periodTo)
    .flatMap((due): BucketHours[] => {
      const held = inForce(terms, due.covered.start);
      const index = held ? terms.indexOf(held) : -1;
      const rate = hourly[index];
      if (!held || !rate) return [];
      return [
        {
          ...due,
          included: includedMinutes(held, due),
          rollover: rolloverOf(held),
          ...(held.weights ? { weights: held.weights } : {}),
          terms: rate,
        },
      ];
    });
}

export const carriedOf = (closed: StateRow | undefined): CarriedMinutes[] => closed?.carried ?? [];

/**
 * The period whose hours pay for work of a day: its own, or while that is closed the first open one, since a closed period
 * stays as it was billed. A line without an open period left keeps the day's own.
 */
export function payingPeriod(row: LineRow, closed: StateRow | undefined, workDate: LocalDate): Period {
  const { start, end } = periodAt(anchorOf(row), row.cycle, workDate);
  if (!closed || start >= closed.periodTo || workDate >= closed.periodTo) return { start, end };
  const next = periodAt(anchorOf(row), row.cycle, closed.periodTo);
  const ends = [row.endsOn, row.contractEndsOn].filter((date) => date !== null);
  return ends.some((date) => date <= next.start) ? { start, end } : { start: next.start, end: next.end };
}

/** Blocks with minutes left, as the calculation draws from them. */
export const lotsOf = (rows: readonly LotRow[]): PrepaidLot[] =>
  rows.flatMap(({ id, boughtOn, expiresOn, left }) => (left > 0 ? [{ id, boughtOn, expiresOn, left }] : []));

/** Blocks that were bought by the cut-off date and are on no invoice. */
export const purchasesOf = (rows: readonly LotRow[], cutOff: LocalDate): LotPurchase[] =>
  rows
    .filter(({ boughtOn, isBilled }) => !isBilled && boughtOn < addDays(cutOff, 1))
    .map(({ id, minutes, price, boughtOn, expiresOn }) => ({ id, minutes, price, boughtOn, expiresOn }));
