'use client';

import { useEffect, useRef, useState } from 'react';
import type { WorkRow } from '../contract';
import { keyOf } from '../domain/arrange';
import { rowDomId } from './work-row';

const rowElement = (key: string) => document.getElementById(rowDomId(key));

/** Which row the keys act on, and which are chosen. When the row under the focus leaves, the one that takes its place gets it. */
export function useWorkFocus(shown: readonly WorkRow[]) {
  const [active, setActive] = useState<{ key: string; at: number } | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const known = active ? shown.findIndex((row) => keyOf(row) === active.key) : -1;
  const at = shown.length === 0 ? -1 : known >= 0 ? known : Math.min(active?.at ?? 0, shown.length - 1);
  const activeRow = shown[at];
  const activeKey = activeRow ? keyOf(activeRow) : null;
  const hadFocus = useRef(false);

  useEffect(() => {
    // a row that was redrawn elsewhere, or left, took the focus of the document with it
    if (hadFocus.current && activeKey && document.activeElement === document.body) rowElement(activeKey)?.focus();
  }, [activeKey, shown]);

  function focus(row: WorkRow, index: number) {
    hadFocus.current = true;
    setActive({ key: keyOf(row), at: index });
  }

  function move(step: number) {
    const next = active === null ? 0 : Math.max(0, Math.min(shown.length - 1, at + step));
    const row = shown[next];
    if (!row) return;
    focus(row, next);
    const element = rowElement(keyOf(row));
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  }

  function toggle(row: WorkRow) {
    setSelected((before) => {
      const after = new Set(before);
      if (!after.delete(keyOf(row))) after.add(keyOf(row));
      return after;
    });
  }

  const chosen = shown.filter((row) => selected.has(keyOf(row)));
  return {
    activeKey,
    activeRow,
    isActive: active !== null,
    chosen,
    /** What a key acts on: the chosen rows, else the one under the focus. */
    targets: chosen.length > 0 ? chosen : activeRow && active ? [activeRow] : [],
    isSelected: (row: WorkRow) => selected.has(keyOf(row)),
    focus,
    move,
    toggle,
    clear: () => setSelected(new Set()),
  };
}

export type WorkFocus = ReturnType<typeof useWorkFocus>;
