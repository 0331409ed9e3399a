'use client';

import { useEffect, useState } from 'react';
import type { TicketRow } from '../contract';

const FLASH_MS = 2_600;

/** Versions by ticket, as they were drawn last. */
type Versions = ReadonlyMap<string, number>;

/** Rows that are new or newer than before. Nothing on the first look: then every row is new and none has changed. */
export function changedSince(before: Versions | null, rows: readonly Pick<TicketRow, 'id' | 'version'>[]): string[] {
  if (!before || before.size === 0) return [];
  return rows.filter(({ id, version }) => (before.get(id) ?? -1) < version).map(({ id }) => id);
}

interface Seen {
  listKey: string;
  rows: readonly TicketRow[];
  versions: Versions | null;
  pages: number;
}

/**
 * The rows that changed under the reader's eyes, for the time of a flash. A new filter or a further page is a new look, not a change.
 */
export function useChangedRows(listKey: string, rows: readonly TicketRow[], pages: number): ReadonlySet<string> {
  const [seen, setSeen] = useState<Seen>({ listKey, rows: [], versions: null, pages: 0 });
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  if (seen.rows !== rows) {
    const isSameLook = seen.listKey === listKey && seen.pages === pages;
    const fresh = changedSince(isSameLook ? seen.versions : null, rows);
    setSeen({ listKey, rows, pages, versions: new Map(rows.map(({ id, version }) => [id, version])) });
    if (fresh.length > 0) setChanged(new Set([...changed, ...fresh]));
  }
  useEffect(() => {
    if (changed.size === 0) return undefined;
    const timer = setTimeout(() => setChanged(new Set()), FLASH_MS);
    return () => clearTimeout(timer);
  }, [changed]);
  return changed;
}
