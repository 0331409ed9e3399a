'use client';

import { useMemo, useState } from 'react';
import type { Chosen, DataListProps } from './list-props';
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
  chosen: Chosen<Row>;
  isSelected: (id: string) => boolean;
  /** whether every loaded row is chosen, and there is one */
  isEveryRow: boolean;
  /** chooses every row that fits, also those not loaded */
  takeEverything: () => void;
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
export function useListState<Row>({ rows, rowId, onSelectionChange, listKey }: DataListProps<Row>): ListState<Row> {
  const [active, setActive] = useState<ActiveRow>({ id: null, index: 0 });
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  // what is left out of "all that fit"; null while rows are chosen one by one
  const [excluded, setExcluded] = useState<ReadonlySet<string> | null>(null);
  const [knownKey, setKnownKey] = useState(listKey);
  if (knownKey !== listKey) {
    setKnownKey(listKey);
    setSelection(EMPTY_SELECTION);
    setExcluded(null);
  }
  const order = useMemo(() => rows.map(rowId), [rows, rowId]);
  const activeAt = activeIndex(active, order);
  const activeRow = rows[activeAt];
  const isSelected = (id: string) => (excluded ? !excluded.has(id) : selection.ids.has(id));
  const selectedRows = rows.filter((row) => isSelected(rowId(row)));

  function focus(index: number) {
    const at = Math.max(0, Math.min(index, order.length - 1));
    setActive({ id: order[at] ?? null, index: at });
  }

  function select(next: Selection) {
    setSelection(next);
    setExcluded(null);
    onSelectionChange?.(order.filter((id) => next.ids.has(id)));
  }

  function extendTowards(to: string | undefined) {
    const from = order[activeAt];
    if (from === undefined || to === undefined) return;
    select(extendTo(selection, order, from, to));
    focus(order.indexOf(to));
  }

  const targets = selectedRows.length > 0 ? selectedRows : activeRow ? [activeRow] : [];
  return {
    order,
    activeAt,
    activeRow,
    selection,
    selectedRows,
    chosen: { rows: targets, isAll: excluded !== null, excluded: [...(excluded ?? [])] },
    isSelected,
    isEveryRow: rows.length > 0 && selectedRows.length === rows.length,
    takeEverything: () => setExcluded(new Set()),
    targets,
    focus,
    move: (step) => focus(active.id === null ? activeAt : activeAt + step),
    toggle: (id) => {
      if (!excluded) return select(toggleRow(selection, id));
      const next = new Set(excluded);
      if (!next.delete(id)) next.add(id);
      setExcluded(next);
    },
    toggleEvery: () => select(excluded ? EMPTY_SELECTION : toggleAll(selection, order)),
    extendBy: (step) => extendTowards(order[Math.max(0, Math.min(activeAt + step, order.length - 1))]),
    extendToRow: extendTowards,
    clear: () => select(EMPTY_SELECTION),
  };
}
