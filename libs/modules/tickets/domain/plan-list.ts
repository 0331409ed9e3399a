import { invalid, notFound, refused } from '@kelp/std';

export interface Removal {
  id: string;
  replacementId?: string | null | undefined;
}

interface Entry {
  id?: string | undefined;
  name: string;
}

/** What shall become of a list: entries with their place, and what goes. */
export interface ListPlan<I> {
  added: (I & { position: number })[];
  kept: (I & { id: string; position: number })[];
  /** undefined: nobody said what its tickets get instead; null: nothing. */
  removed: Removal[];
}

/**
 * Holds the list as a person left it against the rows that exist. Every row must be kept or removed, so that what somebody else added meanwhile
 * is never lost; a replacement must stay. Throws `list.changed`, `not_found` or `invalid` with a sentence.
 */
export function planList<I extends Entry>(
  existing: readonly { id: string }[],
  items: readonly I[],
  removals: readonly Removal[],
  noun: string,
): ListPlan<I> {
  const known = new Set(existing.map(({ id }) => id));
  const placed = items.map((item, position) => ({ ...item, position }));
  const kept = placed.filter((item): item is typeof item & { id: string } => item.id !== undefined);
  const keptIds = new Set(kept.map(({ id }) => id));
  const removedIds = new Set(removals.map(({ id }) => id));
  if ([...keptIds, ...removedIds].some((id) => !known.has(id))) throw notFound(noun);
  if (keptIds.size < kept.length || removedIds.size < removals.length || [...removedIds].some((id) => keptIds.has(id)))
    throw invalid(`A ${noun} stands in the list twice. Load the page again.`);
  if (keptIds.size + removedIds.size < known.size) {
    throw refused(
      'list.changed',
      'Somebody else changed this list meanwhile. Load the page again and apply your changes.',
    );
  }
  assertNamesDiffer(items);
  if (removals.some(({ replacementId }) => replacementId && !keptIds.has(replacementId)))
    throw invalid(`The replacement must be a ${noun} that stays.`, { removed: 'Choose one that stays in the list.' });
  return { added: placed.filter(({ id }) => id === undefined), kept, removed: [...removals] };
}

/** Refuses two entries of the same name, whatever their case. */
export function assertNamesDiffer(items: readonly { name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of items) {
    const key = name.trim().toLowerCase();
    if (seen.has(key)) throw invalid(`Two entries are called “${name}”.`, { name: 'Give each a name of its own.' });
    seen.add(key);
  }
}
