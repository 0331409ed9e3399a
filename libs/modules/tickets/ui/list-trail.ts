/** The list a person came from: its address and the tickets in it, in order. */
export interface ListTrail {
  href: string;
  ids: readonly string[];
}

/** The part of the browser's storage that is used, so that tests bring their own. */
export type KeptText = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'kelp.tickets.trail';

/** Remembers the list for as long as the tab lives. */
export function rememberTrail(storage: KeptText, trail: ListTrail): void {
  try {
    storage.setItem(KEY, JSON.stringify(trail));
  } catch {
    // a full or forbidden storage only costs the way to the neighbours
  }
}

/** The list that was looked at last in this tab, or null. */
export function recallTrail(storage: KeptText): ListTrail | null {
  try {
    const { href, ids } = JSON.parse(storage.getItem(KEY) ?? 'null') as ListTrail;
    return typeof href === 'string' && Array.isArray(ids) ? { href, ids: ids.map(String) } : null;
  } catch {
    return null;
  }
}

/** The tickets before and after this one in the list; null at the ends, and both when the ticket is not in it. */
export function neighbours(trail: ListTrail | null, id: string): { previous: string | null; next: string | null } {
  const at = trail?.ids.indexOf(id) ?? -1;
  if (!trail || at < 0) return { previous: null, next: null };
  return { previous: trail.ids[at - 1] ?? null, next: trail.ids[at + 1] ?? null };
}
