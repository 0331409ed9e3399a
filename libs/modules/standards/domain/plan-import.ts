import { invalid, refused } from '@kelp/std';

/** A type as the library has it. */
export interface StandardType {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string;
  readonly pack?: string;
  readonly color?: string;
}

/** An entry of the list as it stands, in its order. */
export interface ListEntry {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly sourceStandardId: string | null;
}

export interface TypeChoice {
  readonly id: string;
  readonly clash?: 'skip' | 'rename' | 'use' | undefined;
  readonly name?: string | undefined;
  readonly place?: number | undefined;
}

/** An entry that shall be made. */
export interface Addition {
  readonly type: StandardType;
  readonly name: string;
  /** The library's id of its parent; undefined on the first level. */
  readonly parentType?: string;
  readonly place?: number;
}

export interface ImportPlan {
  /** Parents before their children. */
  readonly add: readonly Addition[];
  /** Entries that count as the type from now on. */
  readonly use: readonly { entry: ListEntry; type: StandardType }[];
  /** Where types are or will be found that are there already: library's id → entry. */
  readonly found: ReadonlyMap<string, ListEntry>;
  readonly skipped: number;
  readonly there: number;
}

export const nameKey = (name: string): string => name.trim().toLowerCase();

/** What a type meets among the entries of its level: itself, an entry of its name, or nothing. */
export function meets(
  type: StandardType,
  entries: readonly ListEntry[],
  level: readonly ListEntry[],
): { state: 'new' | 'there' | 'clash'; entry: ListEntry | null } {
  const same = entries.find(({ sourceStandardId }) => sourceStandardId === type.id);
  if (same) return { state: 'there', entry: same };
  const named = level.find(({ name }) => nameKey(name) === nameKey(type.name));
  return named ? { state: 'clash', entry: named } : { state: 'new', entry: null };
}

/** The first of `Name 2`, `Name 3`, … that no entry of the level has. */
export function freeName(name: string, level: readonly { name: string }[]): string {
  const taken = new Set(level.map((entry) => nameKey(entry.name)));
  for (let number = 2; ; number += 1) {
    const free = `${name} ${number}`;
    if (!taken.has(nameKey(free))) return free;
  }
}

const ownLevel = (entries: readonly ListEntry[], parentId: string | null) =>
  entries.filter((entry) => entry.parentId === parentId);

/**
 * The entries beside which a type would stand. A parent that is itself found by its name is taken for it; of a parent that is still to be made
 * the level is empty.
 */
export function levelOf(
  type: StandardType,
  types: readonly StandardType[],
  entries: readonly ListEntry[],
): readonly ListEntry[] {
  if (!type.parentId) return ownLevel(entries, null);
  const parent = types.find(({ id }) => id === type.parentId);
  const found = parent ? meets(parent, entries, ownLevel(entries, null)).entry : null;
  return found ? ownLevel(entries, found.id) : [];
}

/** The chosen types with the parents that they need, in the library's order, parents first. */
function withParents(types: readonly StandardType[], choices: readonly TypeChoice[]) {
  const chosen = new Map(choices.map((choice) => [choice.id, choice]));
  if (chosen.size < choices.length) throw invalid('A type is chosen twice.', { types: 'Name each type once.' });
  const known = new Map(types.map((type) => [type.id, type]));
  for (const { id } of choices) {
    const type = known.get(id);
    if (!type) throw invalid(`The library has no “${id}”.`, { types: 'Load the page again.' });
    if (type.parentId && !chosen.has(type.parentId)) chosen.set(type.parentId, { id: type.parentId, clash: 'use' });
  }
  const inOrder = types.flatMap((type) => {
    const choice = chosen.get(type.id);
    return choice ? [{ type, choice }] : [];
  });
  return [...inOrder.filter(({ type }) => !type.parentId), ...inOrder.filter(({ type }) => type.parentId)];
}

/** The name that a renamed type gets; what was typed, else a free one. */
const newName = (type: StandardType, choice: TypeChoice, level: readonly { name: string }[]) =>
  choice.name ?? freeName(type.name, level);

/**
 * What an import does to a list. Throws `standard_type.clash` with the names where another entry has the name of a chosen type and nobody said
 * what becomes of it, and `invalid` for a new name that is taken and for a child whose parent is left out.
 */
export function planImport(
  types: readonly StandardType[],
  entries: readonly ListEntry[],
  choices: readonly TypeChoice[],
): ImportPlan {
  const add: Addition[] = [];
  const use: { entry: ListEntry; type: StandardType }[] = [];
  const found = new Map<string, ListEntry>();
  const clashes: string[] = [];
  let skipped = 0;
  let there = 0;
  for (const { type, choice } of withParents(types, choices)) {
    const parent = type.parentId ? found.get(type.parentId) : undefined;
    const isParentNew = add.some((one) => one.type.id === type.parentId);
    if (type.parentId && !parent && !isParentNew) {
      if (clashes.length > 0) continue;
      throw invalid(`“${type.name}” needs the entry above it.`, { types: 'Use the existing one, or rename.' });
    }
    const level = isParentNew ? [] : ownLevel(entries, parent?.id ?? null);
    const { state, entry } = meets(type, entries, level);
    if (entry && (state === 'there' || choice.clash === 'use')) {
      found.set(type.id, entry);
      if (state === 'there') there += 1;
      else use.push({ entry, type });
    } else if (state === 'clash' && choice.clash === undefined) clashes.push(type.name);
    else if (state === 'clash' && choice.clash === 'skip') skipped += 1;
    else {
      const added = add.filter((one) => one.parentType === type.parentId);
      const beside = [...level, ...added];
      const name = state === 'clash' ? newName(type, choice, beside) : type.name;
      if (beside.some((one) => nameKey(one.name) === nameKey(name)))
        throw invalid(`“${name}” is there already.`, { types: 'Give it another name.' });
      add.push({
        type,
        name,
        ...(type.parentId ? { parentType: type.parentId } : {}),
        ...(choice.place ? { place: choice.place } : {}),
      });
    }
  }
  if (clashes.length > 0) throw clashing(clashes);
  return { add, use, found, skipped, there };
}

const clashing = (names: readonly string[]) =>
  refused(
    'standard_type.clash',
    `${names.map((name) => `“${name}”`).join(', ')} ${names.length === 1 ? 'is' : 'are'} in the list under the same name already. Choose for each whether to skip it, rename it, or use the existing entry.`,
    { names },
  );

/**
 * The order of a level with its new entries: each at the place it was given, from 1, so that what stood there and below moves down, and those
 * without a place at the end.
 */
export function orderWith<T>(standing: readonly T[], added: readonly { item: T; place?: number | undefined }[]): T[] {
  const order = [...standing];
  const placed = added.filter(({ place }) => place !== undefined);
  for (const { item, place = 0 } of placed.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)))
    order.splice(place - 1, 0, item);
  return [...order, ...added.filter(({ place }) => place === undefined).map(({ item }) => item)];
}
