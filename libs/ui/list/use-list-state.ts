'use client';

import { useMemo, useState } from 'react';
import type { DataListProps } from './list-props';
import {
  activeIndex,
  EMPTY_SELECTION,
  extendTo,
  toggleAll,
  toggleRow,
  type ActiveRow,
  type Selection,
} from './selection';

/** The focused row and the chosen ones of a list, and everything that moves them. */
export interface ListState<Row> {
  order: readonly string[];
  activeAt: number;
  activeRow: Row | undefined;
  selection: Selection;
  selectedRows: Row[];
  /** the chosen rows, or the focused one when none is chosen */
  targets: Row[];
  focus: (index: number) => void;
  move: (step: number) => void;
  toggle: (id: string) => void;
  toggleEvery: () => void;
  /** moves the focus by a step and takes the rows on the way along */
  extendBy: (step: number) => void;
  extendToRow: (id: string) => void;
  clear: () => void;
}

/** Keeps focus and choice by id, so that rows which arrive or leave meanwhile move neither. */
export function useListState<Row>({ rows, rowId, onSelectionChange }: DataListProps<Row>): ListState<Row> {
  const [active, setActive] = useState<ActiveRow>({ id: null, index: 0 });
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const order = useMemo(() => rows.map(rowId), [rows, rowId]);
  const activeAt = activeIndex(active, order);
  const activeRow = rows[activeAt];
  const selectedRows = rows.filter((row) => selection.ids.has(rowId(row)));

  function focus(index: number) {
    const at = Math.max(0, Math.min(index, order.length - 1));
    setActive({ id: order[at] ?? null, index: at });
  }

  function select(next: Selection) {
    setSelection(next);
    onSelectionChange?.(order.filter((id) => next.ids.has(id)));
  }

  function extendTowards(to: string | undefined) {
    const from = order[activeAt];
    if (from === undefined || to === undefined) return;
    select(extendTo(selection, order, from, to));
    focus(order.indexOf(to));
  }

  return {
    order,
    activeAt,
    activeRow,
    selection,
    selectedRows,
    targets: selectedRows.length > 0 ? selectedRows : activeRow ? [activeRow] : [],
    focus,
    move: (step) => focus(active.id === null ? activeAt : activeAt + step),
    toggle: (id) => select(toggleRow(selection, id)),
    toggleEvery: () => select(toggleAll(selection, order)),
    extendBy: (step) => extendTowards(order[Math.max(0, Math.min(activeAt + step, order.length - 1))]),
    extendToRow: extendTowards,
    clear: () => select(EMPTY_SELECTION),
  };
}
