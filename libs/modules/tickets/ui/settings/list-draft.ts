import { useState } from 'react';

/** One entry of a list that is edited as a whole. */
export interface DraftRow {
  key: string;
  id?: string;
  version?: number;
  name: string;
  ticketCount: number;
}

export interface DraftRemoval {
  id: string;
  replacementId?: string | null;
}

/** A list as it is being edited; nothing is written before it is saved. */
export interface ListDraft<R extends DraftRow> {
  rows: readonly R[];
  removed: readonly DraftRemoval[];
  isDirty: boolean;
  change: (key: string, part: Partial<R>) => void;
  add: (row: R) => void;
  move: (key: string, step: 1 | -1) => void;
  /** `replacementId` is what its tickets get; null nothing; undefined when no ticket uses it */
  remove: (key: string, replacementId?: string | null) => void;
  replaceAll: (rows: readonly R[]) => void;
  reset: () => void;
}

/** The rows with one of them moved by a place; unchanged at the ends. */
export function moved<R extends { key: string }>(rows: readonly R[], key: string, step: 1 | -1): R[] {
  const from = rows.findIndex((row) => row.key === key);
  const to = from + step;
  const next = [...rows];
  const [row] = next.splice(from, 1);
  if (from < 0 || !row || to < 0 || to >= rows.length) return [...rows];
  next.splice(to, 0, row);
  return next;
}

/** Keeps changes beside what was loaded until they are saved or thrown away. */
export function useListDraft<R extends DraftRow>(loaded: readonly R[]): ListDraft<R> {
  const [changed, setChanged] = useState<readonly R[] | null>(null);
  const [removed, setRemoved] = useState<readonly DraftRemoval[]>([]);
  const rows = changed ?? loaded;
  return {
    rows,
    removed,
    isDirty: changed !== null,
    change: (key, part) => setChanged(rows.map((row) => (row.key === key ? { ...row, ...part } : row))),
    add: (row) => setChanged([...rows, row]),
    move: (key, step) => setChanged(moved(rows, key, step)),
    remove(key, replacementId) {
      const row = rows.find((one) => one.key === key);
      setChanged(rows.filter((one) => one.key !== key));
      const { id } = row ?? {};
      if (!id) return;
      // What was to be replaced by this one has to be asked about again, so it goes to the same replacement.
      const redirected = removed.map((one) =>
        one.replacementId === id ? { ...one, replacementId: replacementId ?? null } : one,
      );
      setRemoved([...redirected, { id, ...(replacementId === undefined ? {} : { replacementId }) }]);
    },
    replaceAll: setChanged,
    reset() {
      setChanged(null);
      setRemoved([]);
    },
  };
}
