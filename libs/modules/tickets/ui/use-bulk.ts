'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess, toastUndo } from '@kelp/ui';
import {
  getBulkRun,
  listBulkRows,
  startBulk,
  undoBulk,
  type BulkChange,
  type BulkRun,
  type TicketCondition,
  type TicketRow,
} from '../contract';
import { t } from './strings';
import { drawRows, tellRefusals } from './use-ticket-changes';

/** The chosen tickets: these rows, or all that fit a filter but the excluded ones. */
export interface BulkTarget {
  rows: readonly TicketRow[];
  all?: { filter: TicketCondition[]; excluded: readonly string[] };
}

/** Up to so many feel instant: rows show the change at once, and a toast takes it back. More get a progress of their own. */
const SMALL = 50;
const LOOK_AGAIN_MS = 400;

let shown: readonly string[] = [];
const listeners = new Set<() => void>();
function show(ids: readonly string[]): void {
  shown = ids;
  listeners.forEach((listener) => listener());
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const none: readonly string[] = [];

/** The runs whose progress is shown, also after going to another page and back. */
export const useShownRuns = (): readonly string[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => none,
  );
export const showRun = (id: string): void => show([...shown.filter((one) => one !== id), id]);
export const hideRun = (id: string): void => show(shown.filter((one) => one !== id));

export const isOver = ({ state }: Pick<BulkRun, 'state'>): boolean => state === 'finished' || state === 'stopped';

/** A run as it goes on. */
export function useBulkRun(id: string) {
  return useQuery({
    queryKey: [getBulkRun.name, id],
    queryFn: ({ signal }) => call(getBulkRun, { id }, { signal }),
    // hints tell of progress; without a live connection it is looked at now and then
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 3_000),
  });
}

async function untilOver(id: string): Promise<BulkRun> {
  for (;;) {
    const run = await call(getBulkRun, { id });
    if (isOver(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function tellProblems(id: string, run: BulkRun): Promise<void> {
  const total = run.refused + run.skipped;
  if (total === 0) return;
  const { rows } = await call(listBulkRows, { id, isProblem: true, after: 0, limit: 5 });
  tellRefusals(
    rows.map(({ number, reason }) => ({ number, reason: reason ?? '' })),
    total,
  );
}

/** Takes a run back and says what became of it. */
export async function takeBack(runId: string): Promise<void> {
  await untilOver(runId);
  const { id, total } = await call(undoBulk, { id: runId });
  if (total > SMALL) return showRun(id);
  const run = await untilOver(id);
  await tellProblems(id, run);
  if (run.done === 0) return;
  const { rows } = await call(listBulkRows, { id, isProblem: false, after: 0, limit: 1 });
  const [first] = rows;
  // what a macro wrote cannot be taken back, and says so
  const rest = first?.state === 'done' ? (first.reason ?? '') : '';
  toastSuccess(`${t('bulk.undone', { count: run.done })} ${rest}`.trim());
}

/** Begins a change in bulk. `look` draws a row until the server has answered; `said` is the change in words, for a number of tickets. */
export function useBulk() {
  const client = useQueryClient();
  return async function begin(
    target: BulkTarget,
    change: BulkChange,
    look: (row: TicketRow) => Partial<TicketRow>,
    said: (count: number) => string,
  ): Promise<void> {
    const former = new Map(target.rows.map((row) => [row.id, row]));
    const redraw = () => drawRows(client, former);
    drawRows(client, new Map(target.rows.map((row) => [row.id, look(row)])));
    try {
      const { all } = target;
      const chosen = all ? { filter: all.filter, excluded: [...all.excluded] } : { ids: [...former.keys()] };
      const { id, total } = await call(startBulk, { ...chosen, change });
      if (total > SMALL) return showRun(id);
      toastUndo({
        message: said(total),
        onUndo: () => {
          redraw();
          takeBack(id).catch(toastError);
        },
      });
      const run = await untilOver(id);
      if (run.refused > 0) redraw();
      await tellProblems(id, run);
    } catch (error) {
      redraw();
      toastError(error);
    } finally {
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('ticket.') });
    }
  };
}
