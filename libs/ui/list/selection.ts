/** Which rows are chosen. `base` is what was chosen before the range that grows from `anchor`. */
export interface Selection {
  ids: ReadonlySet<string>;
  base: ReadonlySet<string>;
  anchor: string | null;
}

/** Nothing chosen. */
export const EMPTY_SELECTION: Selection = { ids: new Set(), base: new Set(), anchor: null };

/** Adds or removes one row; a following range starts from it. */
export function toggleRow(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  const added = !ids.delete(id);
  if (added) ids.add(id);
  return { ids, base: ids, anchor: added ? id : null };
}

/**
 * Stretches the range from its anchor (or from `from`, when there is none) to `to`. Going back towards the anchor gives rows
 * free again, as in a file list. Rows that were chosen before the range stay chosen.
 */
export function extendTo(selection: Selection, order: readonly string[], from: string, to: string): Selection {
  const anchor = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : from;
  const base = anchor === selection.anchor ? selection.base : selection.ids;
  const [start, end] = [order.indexOf(anchor), order.indexOf(to)].sort((a, b) => a - b) as [number, number];
  if (start < 0) return selection;
  return { ids: new Set([...base, ...order.slice(start, end + 1)]), base, anchor };
}

/** Chooses every row given, or none when all of them are chosen already. */
export function toggleAll(selection: Selection, order: readonly string[]): Selection {
  const all = order.length > 0 && order.every((id) => selection.ids.has(id));
  if (all) return EMPTY_SELECTION;
  const ids = new Set(order);
  return { ids, base: ids, anchor: null };
}

/** The row that has the focus. The index remembers its place for the day when the row itself is gone. */
export interface ActiveRow {
  id: string | null;
  index: number;
}

/** Where the focus is among these rows: on its row wherever that moved, otherwise on the nearest place; -1 in an empty list. */
export function activeIndex(active: ActiveRow, order: readonly string[]): number {
  const found = active.id === null ? -1 : order.indexOf(active.id);
  return found >= 0 ? found : Math.min(active.index, order.length - 1);
}
