'use client';

import { useState, type DragEvent } from 'react';
import type { WorkRow } from '../contract';
import { keyOf } from '../domain/arrange';
import { moveInto, type Move } from './reorder';

interface Target {
  group: string;
  /** The row above which it lands; null: the end of the group. */
  before: string | null;
}

/** Dragging rows by mouse: the row itself, or all that are chosen when it is among them. */
export function useDrag(rows: readonly WorkRow[], chosen: readonly WorkRow[], place: (move: Move) => void) {
  const [dragged, setDragged] = useState<readonly WorkRow[]>([]);
  const [target, setTarget] = useState<Target | null>(null);

  function end() {
    setDragged([]);
    setTarget(null);
  }
  function over(event: DragEvent, next: Target) {
    if (dragged.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'move';
    if (target?.group !== next.group || target.before !== next.before) setTarget(next);
  }
  /** The lower half of a row means: below it. */
  function targetAt(event: DragEvent, row: WorkRow): Target {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    if (event.clientY < top + height / 2) return { group: row.group, before: keyOf(row) };
    const own = rows.filter(({ group }) => group === row.group);
    const next = own[own.findIndex((one) => keyOf(one) === keyOf(row)) + 1];
    return { group: row.group, before: next ? keyOf(next) : null };
  }
  function drop(event: DragEvent, at: Target) {
    if (dragged.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    place(moveInto(rows, at.group, dragged, at.before));
    end();
  }
  return {
    target,
    end,
    start(event: DragEvent, row: WorkRow) {
      const isChosen = chosen.some((one) => keyOf(one) === keyOf(row));
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', row.title);
      setDragged(isChosen ? chosen : [row]);
    },
    overRow: (event: DragEvent, row: WorkRow) => over(event, targetAt(event, row)),
    overGroup: (event: DragEvent, group: string) => over(event, { group, before: null }),
    dropOnRow: (event: DragEvent, row: WorkRow) => drop(event, targetAt(event, row)),
    dropOnGroup: (event: DragEvent, group: string) => drop(event, { group, before: null }),
  };
}
