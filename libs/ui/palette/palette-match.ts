import type { ReactNode } from 'react';

/** A piece of text, and whether it is what was searched for. */
export interface MarkedText {
  text: string;
  isHit: boolean;
}

/** One thing the palette can open or do. */
export interface PaletteItem {
  key: string;
  label: string;
  /** a quiet second part: the client of a ticket, the mail address of a contact */
  hint?: string;
  /** the label cut where it fits what was typed */
  marked?: readonly MarkedText[];
  /** words of the record around what was typed, shown below the list while the item is chosen */
  preview?: readonly MarkedText[];
  icon?: ReactNode;
  /** where it leads; or `run` */
  href?: string;
  run?: () => void;
  /** keys that do the same from anywhere, shown at the end of the line */
  keys?: string;
}

/** A group of items. With `find` the server is asked for what was typed. */
export interface PaletteSource {
  key: string;
  label: string;
  items?: readonly PaletteItem[];
  /** `typed` is all that was typed, with the prefix that `query` no longer has */
  find?: (query: string, signal: AbortSignal, typed: string) => Promise<PaletteItem[]>;
  /** stands at the end of whatever else was found, and never alone */
  isLast?: boolean;
  /** its items are shown only while nothing is typed */
  isForEmpty?: boolean;
  /** typed before a colon (`client:acme`) it asks this source alone */
  prefix?: string;
  /** where Enter leads while nothing is there to be chosen: nothing fits, or the answer is still on its way */
  otherwise?: (typed: string) => string;
}

/** Items of one source that fit what was typed. */
export interface PaletteGroup {
  key: string;
  label: string;
  items: PaletteItem[];
}

/** What was typed, and the one source that a prefix names. `>` asks for commands only: sources without `find`. */
export function readQuery(text: string, sources: readonly PaletteSource[]) {
  const typed = text.trim();
  if (typed.startsWith('>')) return { words: typed.slice(1).trim(), asked: sources.filter(({ find }) => !find), typed };
  const [before = '', ...after] = typed.split(':');
  const named = sources.filter(({ prefix }) => prefix !== undefined && prefix === before.trim().toLowerCase());
  const last = sources.filter(({ isLast }) => isLast);
  if (after.length > 0 && named.length > 0) return { words: after.join(':').trim(), asked: [...named, ...last], typed };
  return { words: typed, asked: [...sources.filter(({ isLast }) => !isLast), ...last], typed };
}

/** Where Enter leads when there is nothing to choose; undefined when nothing was typed, or only commands were asked for. */
export function placeOtherwise(asked: readonly PaletteSource[], words: string, typed: string): string | undefined {
  return words === '' ? undefined : asked.find(({ otherwise }) => otherwise)?.otherwise?.(typed);
}

/** Whether every word typed begins a word of the label or stands in it: "new t" finds "New ticket". */
export function fits({ label, hint = '' }: PaletteItem, words: string): boolean {
  const text = `${label} ${hint}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * Groups to draw: with nothing typed the fixed items; otherwise what the server found stands first when somebody typed a number,
 * since a number means one record, and after the commands when they typed words.
 */
export function groupItems(
  asked: readonly PaletteSource[],
  words: string,
  found: ReadonlyMap<string, readonly PaletteItem[]>,
): PaletteGroup[] {
  const groups = asked.map(({ key, label, items = [], isForEmpty = false }) => ({
    key,
    label,
    items: [...items.filter((item) => words === '' || (!isForEmpty && fits(item, words))), ...(found.get(key) ?? [])],
  }));
  const isLast = new Set(asked.filter((source) => source.isLast).map(({ key }) => key));
  const all = groups.filter(({ items }) => items.length > 0);
  const filled = all.filter(({ key }) => !isLast.has(key));
  const end = filled.length > 0 ? all.filter(({ key }) => isLast.has(key)) : [];
  if (!/\d/.test(words)) return [...filled, ...end];
  return [...filled.filter(({ key }) => found.has(key)), ...filled.filter(({ key }) => !found.has(key)), ...end];
}
