import { addDays, localDate, startOfLocalDay, weekday } from '@kelp/std';
import type { WorkItem, WorkRow } from '../contract';
import { compareWork, groupOf, isBreached, nextChange, reasonOf } from './do-next';
import { backAt, type Snooze } from './snooze';

export const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

/** Where a person put an item. */
export interface Place {
  group: string;
  position: number;
}

export interface Arrangement {
  /** Keys of the groups from the top. */
  groups: readonly string[];
  places: ReadonlyMap<string, Place>;
  snoozes: ReadonlyMap<string, Snooze>;
  now: Date;
  zone: string;
}

type Placed = WorkRow & { position: number };

/**
 * Items in their groups and order. Within a group broken promises that nobody placed come first, then what was placed by hand in that
 * order, then the rest by what to do next. `nextAt` is when this changes by the clock alone.
 */
export function arrange(items: readonly WorkItem[], { groups, places, snoozes, now, zone }: Arrangement) {
  const snoozed: (WorkItem & { until: Date })[] = [];
  const rows: Placed[] = [];
  const changes = [startOfLocalDay(addDays(localDate(now, zone), 1), zone)];
  const weekEnd = sundayOf(localDate(now, zone));
  for (const item of items) {
    const snooze = snoozes.get(keyOf(item));
    const back = snooze ? backAt(item, snooze) : now;
    if (back === null) continue;
    if (back > now) {
      snoozed.push({ ...item, until: back });
      changes.push(back);
      continue;
    }
    changes.push(...nextChange(item));
    const reason = reasonOf(item, now, zone);
    const place = places.get(keyOf(item));
    const isPlaced = place !== undefined && groups.includes(place.group);
    const group = isPlaced ? place.group : groupOf(item, reason, zone, weekEnd);
    rows.push({ ...item, reason, group, isPlaced, position: isPlaced ? place.position : -1 });
  }
  const later = changes.filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime());
  return {
    rows: rows.sort(inOrder(groups, now)).map(({ position: _own, ...row }) => row),
    snoozed: snoozed.sort((a, b) => a.until.getTime() - b.until.getTime() || (a.id < b.id ? -1 : 1)),
    nextAt: later[0] ?? null,
  };
}

function inOrder(groups: readonly string[], now: Date) {
  const step = (row: Placed) => (row.isPlaced ? 1 : isBreached(row, now) ? 0 : 2);
  return (a: Placed, b: Placed) =>
    groups.indexOf(a.group) - groups.indexOf(b.group) ||
    step(a) - step(b) ||
    a.position - b.position ||
    compareWork(a, b);
}

/** The Sunday that ends the week of a date. */
function sundayOf(date: string): string {
  let day = date;
  while (weekday(day) !== 'sun') day = addDays(day, 1);
  return day;
}
