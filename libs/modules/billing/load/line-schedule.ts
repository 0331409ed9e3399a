import { inForce, periodAt, type Anchor, type LocalDate, type Period } from '@kelp/std';
import { dueSlices, type LineSchedule } from '@kelp/contracts';
import type { ClaimedRow, LineRow, TermsRow } from './rows';

export function anchorOf({ anchorKind: kind, anchorOn: date, anchorDay }: LineRow): Anchor {
  return kind === 'day' && anchorDay !== null ? { kind, date, dayOfMonth: anchorDay } : { kind, date };
}

/** When the line of this row serves and how its periods run. */
export function scheduleOf(row: LineRow): LineSchedule {
  const { cycle, leadDays, timing, startsOn, endsOn, contractStartsOn, contractEndsOn } = row;
  return {
    contract: { startsOn: contractStartsOn, endsOn: contractEndsOn, anchor: anchorOf(row), cycle, leadDays },
    line: { startsOn, endsOn, timing },
  };
}

/** The days of a line whose fee is billed. */
export const claimedDays = (rows: readonly ClaimedRow[]): Period[] =>
  rows
    .filter(({ part }) => part === 'fee')
    .map(({ claimedFrom, claimedTo }) => ({ start: claimedFrom, end: claimedTo }));

export interface KnownOfLine {
  terms: readonly TermsRow[];
  claims: readonly ClaimedRow[];
  cutOff: LocalDate;
}

/** A period of a line with the days of it that the line serves, and the terms of its first day. */
export interface PricedPeriod {
  period: Period;
  covered: Period;
  terms: TermsRow;
}

/** The periods of a line that is priced by what happened in them: due for the first time, and those billed before, for which more may be charged now. */
export function pricedPeriods(row: LineRow, { terms, claims, cutOff }: KnownOfLine): PricedPeriod[] {
  const billed = claimedDays(claims);
  const open = dueSlices(scheduleOf(row), terms, 'none', cutOff, billed);
  const again = billed.flatMap((covered) => {
    const { start, end } = periodAt(anchorOf(row), row.cycle, covered.start);
    const held = inForce(terms, covered.start);
    return held ? [{ period: { start, end }, covered, terms: held }] : [];
  });
  return [...open, ...again];
}

/** By what something that was looked up for days of a line is found again. */
export const daysKey = (lineId: string, { start, end }: Period): string => `${lineId} ${start} ${end}`;

/** What living invoices hold of these days of a line. */
export const billedWithin = (claims: readonly ClaimedRow[], days: Period) =>
  claims
    .filter(({ claimedFrom, claimedTo }) => claimedFrom < days.end && claimedTo > days.start)
    .map(({ part, claimedFrom: start, claimedTo: end, quantity, amount }) => ({
      part,
      period: { start, end },
      quantity: quantity ?? '0',
      amount: amount ?? 0n,
    }));
