import { allocate, groupBy } from '@kelp/std';

/** Over what the minutes are added up before they are rounded. */
export type RoundingScope = 'entry' | 'ticket_day' | 'line';

/** How billable minutes become billed minutes; 0 switches the minimum off, an increment of 1 the rounding. */
export interface MinuteTerms {
  minimumMinutes: number;
  incrementMinutes: number;
  scope: RoundingScope;
}

/** Billed as worked, to the minute. */
export const exactMinutes: MinuteTerms = { minimumMinutes: 0, incrementMinutes: 1, scope: 'entry' };

/**
 * The minutes that are billed for `billableMinutes` (product rule: nothing stays nothing; else the minimum, then the next
 * multiple of the increment). Throws RangeError for minutes or terms that are no whole numbers of zero or more.
 */
export function billedMinutes(billableMinutes: number, terms: Omit<MinuteTerms, 'scope'>): number {
  const { minimumMinutes, incrementMinutes } = terms;
  for (const value of [billableMinutes, minimumMinutes, incrementMinutes - 1]) {
    if (!Number.isInteger(value) || value < 0) throw new RangeError('Minutes are whole numbers of zero or more.');
  }
  if (billableMinutes === 0) return 0;
  return Math.ceil(Math.max(billableMinutes, minimumMinutes) / incrementMinutes) * incrementMinutes;
}

/** What rounding needs to know of a time entry. */
export interface MinuteEntry {
  id: string;
  billableMinutes: number;
  /** Local date of the work. */
  workDate: string;
  ticketId: string | null;
}

function scopeKey(entry: MinuteEntry, scope: RoundingScope): string {
  if (scope === 'line') return 'line';
  // Work without a ticket has nothing to be added up with.
  if (scope === 'ticket_day' && entry.ticketId !== null) return `${entry.ticketId} ${entry.workDate}`;
  return `entry ${entry.id}`;
}

/**
 * Billed minutes by entry id. In a wider scope the sum is rounded once and shared over its entries by largest remainder,
 * so that the shares add up to what is billed.
 */
export function billedMinutesByEntry(entries: readonly MinuteEntry[], terms: MinuteTerms): Map<string, number> {
  if (terms.scope === 'entry')
    return new Map(entries.map((one) => [one.id, billedMinutes(one.billableMinutes, terms)]));
  const groups = groupBy(entries, (entry) => scopeKey(entry, terms.scope));
  const billed = new Map<string, number>();
  for (const group of groups.values()) {
    const worked = group.map((entry) => entry.billableMinutes);
    const total = billedMinutes(
      worked.reduce((sum, minutes) => sum + minutes, 0),
      terms,
    );
    const shares = total === 0 ? worked.map(() => 0n) : allocate(BigInt(total), worked.map(String));
    group.forEach((entry, index) => billed.set(entry.id, Number(shares[index] ?? 0n)));
  }
  return billed;
}

/** Minutes as people of the trade write them: 135 is `2:15`. */
export const clockText = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
