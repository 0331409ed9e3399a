import { daysBetween, type LocalDate } from '@kelp/std';

/** How long an amount is overdue: not yet, 1 to 30 days, 31 to 60, 61 to 90, more. */
export const agingBuckets = ['current', 'days30', 'days60', 'days90', 'older'] as const;
export type AgingBucket = (typeof agingBuckets)[number];

/** What is owed for one document; minor units. */
export interface OpenItem {
  clientId: string;
  currency: string;
  dueDate: LocalDate;
  amountDue: bigint;
}

export type Aging = Record<AgingBucket, bigint> & { clientId: string; currency: string; total: bigint };

/** The bucket of something due on `dueDate`, looked at on `on` (both local dates): on the due date itself it is not overdue. */
export function agingBucket(dueDate: LocalDate, on: LocalDate): AgingBucket {
  const days = daysBetween(dueDate, on);
  if (days <= 0) return 'current';
  if (days <= 30) return 'days30';
  if (days <= 60) return 'days60';
  return days <= 90 ? 'days90' : 'older';
}

/** Open items by client and currency, in the order in which they first appear; currencies are never added. */
export function ageItems(items: readonly OpenItem[], on: LocalDate): Aging[] {
  const rows = new Map<string, Aging>();
  for (const { clientId, currency, dueDate, amountDue } of items) {
    const key = `${clientId} ${currency}`;
    const none = { current: 0n, days30: 0n, days60: 0n, days90: 0n, older: 0n, total: 0n };
    const row = rows.get(key) ?? { clientId, currency, ...none };
    row[agingBucket(dueDate, on)] += amountDue;
    row.total += amountDue;
    rows.set(key, row);
  }
  return [...rows.values()];
}
