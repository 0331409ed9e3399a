import type { WorkRow } from '../contract';
import { keyOf } from '../domain/arrange';

type Row = Pick<WorkRow, 'kind' | 'id' | 'group' | 'isPlaced' | 'reason'>;
export interface Move {
  group: string;
  /** What then stands at the head of the group, in this order. */
  items: { kind: string; id: string }[];
}

/** Broken promises that nobody placed stand above what was placed, so they keep out of an order by hand. */
const keepsAbove = ({ isPlaced, reason }: Row) => !isPlaced && reason === 'breached';

/**
 * Puts `moved` into a group before the row with the key `before`; null: at the end. The rows above are named too, so that they stay where
 * they are seen; rows below that were placed follow by themselves.
 */
export function moveInto(rows: readonly Row[], group: string, moved: readonly Row[], before: string | null): Move {
  const keys = new Set(moved.map(keyOf));
  const others = rows.filter((row) => row.group === group && !keys.has(keyOf(row)));
  const found = before === null ? -1 : others.findIndex((row) => keyOf(row) === before);
  const at = found < 0 ? others.length : found;
  const above = others.slice(0, at).filter((row) => !keepsAbove(row));
  return { group, items: [...above, ...moved].map(({ kind, id }) => ({ kind, id })) };
}

/** One step up or down: within the group, or at its edge into the next group. Null where there is no place to go. */
export function moveByStep(rows: readonly Row[], groups: readonly string[], moved: Row, step: 1 | -1): Move | null {
  const own = rows.filter(({ group }) => group === moved.group);
  const at = own.findIndex((row) => keyOf(row) === keyOf(moved));
  const neighbour = own[at + step];
  if (neighbour && !(step < 0 && keepsAbove(neighbour))) {
    const before = step < 0 ? neighbour : own[at + 2];
    return moveInto(rows, moved.group, [moved], before ? keyOf(before) : null);
  }
  const next = groups[groups.indexOf(moved.group) + step];
  if (next === undefined) return null;
  const first = rows.find(({ group }) => group === next);
  return moveInto(rows, next, [moved], step > 0 && first ? keyOf(first) : null);
}

/** The rows as they will look after a move, until the server has answered. */
export function drawMove<R extends Row>(rows: readonly R[], groups: readonly string[], { group, items }: Move): R[] {
  const place = new Map(items.map((item, at) => [keyOf(item), at]));
  const moved = items.flatMap((item) => {
    const row = rows.find((one) => keyOf(one) === keyOf(item));
    return row ? [{ ...row, group, isPlaced: true }] : [];
  });
  const rest = rows.filter((row) => !place.has(keyOf(row)));
  return groups.flatMap((key) => {
    const own = rest.filter((row) => row.group === key);
    if (key !== group) return own;
    return [...own.filter(keepsAbove), ...moved, ...own.filter((row) => !keepsAbove(row))];
  });
}
