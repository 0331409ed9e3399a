import type { Anchor, Period } from '@kelp/std';
import type { LineSchedule } from '@kelp/contracts';
import type { ClaimedRow, LineRow } from './rows';

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
