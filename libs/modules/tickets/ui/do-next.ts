import type { TicketRow } from '../contract';

/** Why a ticket stands where it stands in somebody's work. */
export type NextReason = 'overdue' | 'soon' | 'awaiting_us' | 'hands' | 'awaiting_client';

const SOON_MS = 4 * 60 * 60_000;
const rank: Record<NextReason, number> = { overdue: 0, soon: 1, awaiting_us: 2, hands: 3, awaiting_client: 4 };

type Work = Pick<TicketRow, 'id' | 'responseState' | 'priority' | 'lastActivityAt'>;

/** Overdue before due within four hours, then whoever waits for us, then the rest; whoever waits for the client comes last. */
export function nextReason({ responseState }: Pick<Work, 'responseState'>, dueAt: Date | null, now: Date): NextReason {
  const left = dueAt ? dueAt.getTime() - now.getTime() : Infinity;
  if (left <= 0) return 'overdue';
  if (left <= SOON_MS) return 'soon';
  if (responseState === 'awaiting_us') return 'awaiting_us';
  return responseState === 'awaiting_client' ? 'awaiting_client' : 'hands';
}

/** The tickets in the order in which to do them; within one reason the one that is due first, then the most urgent, then the oldest. */
export function inOrderOfWork<T extends Work>(
  rows: readonly T[],
  dueAtOf: (id: string) => Date | null,
  now: Date,
): T[] {
  const due = (row: T) => dueAtOf(row.id)?.getTime() ?? Infinity;
  const place = (row: T) => rank[nextReason(row, dueAtOf(row.id), now)];
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return [...rows].sort(
    (a, b) =>
      compare(place(a), place(b)) ||
      compare(due(a), due(b)) ||
      compare(a.priority.position, b.priority.position) ||
      compare(a.lastActivityAt.getTime(), b.lastActivityAt.getTime()),
  );
}
