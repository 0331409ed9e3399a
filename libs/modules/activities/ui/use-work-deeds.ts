'use client';

import { useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { formatInstant } from '@kelp/std';
import { toastError, toastSuccess, toastUndo, useFormats } from '@kelp/ui';
import {
  deleteToDo,
  finishActivity,
  listActivities,
  orderActivityGroups,
  placeActivities,
  reopenActivity,
  snoozeActivity,
  updateActivityGroup,
  type WorkGroup,
  type WorkList,
  type WorkRow,
} from '../contract';
import { keyOf } from '../domain/arrange';
import { drawMove, moveInto, type Move } from './reorder';
import { t } from './strings';
import { useWorkAct } from './work-queries';
import type { SnoozeWish } from './work-dialogs';

const without =
  (rows: readonly WorkRow[]) =>
  (list: WorkList): WorkList => {
    const gone = new Set(rows.map(keyOf));
    return { ...list, rows: list.rows.filter((row) => !gone.has(keyOf(row))) };
  };
const names = ({ kind, id }: { kind: string; id: string }) => ({ kind, id });

type Act = ReturnType<typeof useWorkAct>;

/** What can be done to the groups themselves. */
const groupDeeds = (act: Act) => ({
  fold: ({ key, isCollapsed }: WorkGroup) =>
    act(
      () => call(updateActivityGroup, { id: key, isCollapsed: !isCollapsed }),
      (list) => ({
        ...list,
        groups: list.groups.map((group) => (group.key === key ? { ...group, isCollapsed: !isCollapsed } : group)),
      }),
    ),
  shift: (groups: readonly WorkGroup[], { key }: WorkGroup, step: 1 | -1) => {
    const keys = groups.map((group) => group.key);
    const from = keys.indexOf(key);
    const to = from + step;
    if (to < 0 || to >= keys.length) return Promise.resolve(false);
    const other = keys[to] ?? key;
    const order = keys.map((one, at) => (at === from ? other : at === to ? key : one));
    return act(() => call(orderActivityGroups, { groups: order }));
  },
});

/** Everything that can be done to one's own list. */
export function useWorkDeeds() {
  const client = useQueryClient();
  const act = useWorkAct();
  const { locale, timeZone } = useFormats();
  const words = (at: Date) => formatInstant(at, timeZone, locale, 'date_time');
  const refresh = () => client.invalidateQueries({ queryKey: [listActivities.name] });
  const each = async <T>(rows: readonly WorkRow[], work: (row: WorkRow) => Promise<T>): Promise<T[]> => {
    const answers: T[] = [];
    for (const row of rows) answers.push(await work(row));
    return answers;
  };

  async function finish(rows: readonly WorkRow[]) {
    const ready = rows.filter(({ acts }) => acts.includes('finish'));
    if (ready.length === 0) return toastError(t('cannot.finish'));
    const isDone = await act(() => each(ready, (row) => call(finishActivity, names(row))), without(ready));
    if (!isDone) return;
    const message =
      ready.length === 1 ? t('done.said', { title: ready[0]?.title ?? '' }) : t('done.many', { count: ready.length });
    toastUndo({ message, onUndo: () => void act(() => each(ready, (row) => call(reopenActivity, names(row)))) });
  }

  async function snooze(rows: readonly WorkRow[], wish: SnoozeWish) {
    let back: { until: Date | null; backAt: Date | null }[] = [];
    const isDone = await act(async () => {
      back = await each(rows, (row) => call(snoozeActivity, { ...names(row), ...wish }));
    }, without(rows));
    const [first] = back;
    if (!isDone || !first?.until) return;
    const earlier = back.find(({ until, backAt }) => until && backAt && backAt < until)?.backAt;
    const said = t('snooze.said', { count: rows.length, at: words(first.until) });
    toastUndo({
      message: earlier ? `${said}. ${t('snooze.earlier', { at: words(earlier) })}` : said,
      onUndo: () => void act(() => each(rows, (row) => call(snoozeActivity, names(row)))),
    });
  }

  const place = (move: Move) =>
    act(
      () => call(placeActivities, move),
      (list) => ({
        ...list,
        rows: drawMove(
          list.rows,
          list.groups.map(({ key }) => key),
          move,
        ),
      }),
    );

  return {
    refresh,
    finish,
    snooze,
    place,
    move: (list: readonly WorkRow[], rows: readonly WorkRow[], group: string | null) =>
      group === null
        ? act(() => call(placeActivities, { group, items: rows.map(names) }))
        : place(moveInto(list, group, rows, null)),
    wake: (item: { kind: string; id: string }) => act(() => call(snoozeActivity, names(item))),
    remove: ({ id, version, title, kind }: WorkRow) =>
      act(
        () => call(deleteToDo, { id, version: version ?? 0 }),
        (list) => ({ ...list, rows: list.rows.filter((row) => keyOf(row) !== keyOf({ kind, id })) }),
      ).then((isDone) => isDone && toastSuccess(t('deleted.said', { title }))),
    ...groupDeeds(act),
  };
}

export type WorkDeeds = ReturnType<typeof useWorkDeeds>;
