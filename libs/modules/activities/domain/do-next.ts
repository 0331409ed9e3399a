import { localDate } from '@kelp/std';
import type { ShippedGroup, WorkItem, WorkReason } from '../contract';

const soonMs = 4 * 60 * 60_000;
const rank: Record<WorkReason, number> = { breached: 0, overdue: 1, soon: 2, us: 3, today: 4, hands: 5, client: 6 };

type Timed = Pick<WorkItem, 'dueAt' | 'dueOn' | 'promisedAt' | 'turn'>;

/** Whether a service level is broken at `now`. */
export const isBreached = ({ promisedAt }: Pick<WorkItem, 'promisedAt'>, now: Date): boolean =>
  promisedAt !== null && promisedAt <= now;

/** Broken promises, then what is late, then what is due within four hours, then whoever waits for us, the day's own, the rest; whoever waits for the client comes last. */
export function reasonOf(item: Timed, now: Date, zone: string): WorkReason {
  if (isBreached(item, now)) return 'breached';
  const today = localDate(now, zone);
  const left = item.dueAt ? item.dueAt.getTime() - now.getTime() : Infinity;
  if (left <= 0 || (!item.dueAt && item.dueOn !== null && item.dueOn < today)) return 'overdue';
  if (left <= soonMs) return 'soon';
  if (item.turn === 'us') return 'us';
  const day = item.dueAt ? localDate(item.dueAt, zone) : item.dueOn;
  if (day === today) return 'today';
  return item.turn === 'client' ? 'client' : 'hands';
}

/** When this item's reason changes by the clock alone: it becomes due soon, or late. The change of a day is the list's own business. */
export function nextChange({ dueAt, promisedAt }: Pick<WorkItem, 'dueAt' | 'promisedAt'>): Date[] {
  const soon = dueAt ? [new Date(dueAt.getTime() - soonMs), dueAt] : [];
  return promisedAt ? [...soon, promisedAt] : soon;
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
const dueOf = ({ dueAt, dueOn }: WorkItem) => dueAt?.getTime() ?? (dueOn ? Date.parse(`${dueOn}T23:59:59Z`) : Infinity);

/** Sorts by what to do next: by reason, then what is due first, then the most urgent, then the longest waiting. Ends in a total order. */
export function compareWork(a: WorkItem & { reason: WorkReason }, b: WorkItem & { reason: WorkReason }): number {
  return (
    compare(rank[a.reason], rank[b.reason]) ||
    compare(dueOf(a), dueOf(b)) ||
    compare(a.priority?.position ?? Infinity, b.priority?.position ?? Infinity) ||
    compare(a.since.getTime(), b.since.getTime()) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The shipped group of an item that nobody placed. The week ends with its Sunday, `weekEnd`. */
export function groupOf(item: Timed, reason: WorkReason, zone: string, weekEnd: string): ShippedGroup {
  if (reason === 'client') return 'waiting';
  if (reason !== 'hands') return 'today';
  const day = item.dueAt ? localDate(item.dueAt, zone) : item.dueOn;
  return day !== null && day <= weekEnd ? 'week' : 'later';
}
