'use client';

import { useRouter } from 'next/navigation';
import type { KeyboardEvent, RefObject } from 'react';
import { useKeys } from '@kelp/ui';
import type { WorkAct, WorkList as List, WorkRow as Row } from '../contract';
import { keyOf } from '../domain/arrange';
import { moveByStep } from './reorder';
import { t } from './strings';
import { useDrag } from './use-drag';
import type { WorkDeeds } from './use-work-deeds';
import type { WorkFocus } from './use-work-focus';
import type { WorkDialog } from './work-dialogs';
import { WorkGroup } from './work-group';
import { nameOf, WorkRow, type RowAct } from './work-row';

/** What other rooms do with their items; what is missing is not offered. */
export interface WorkDoors {
  onPick?: (what: 'status' | 'priority' | 'assign', rows: readonly Row[]) => void;
  onLog?: (row: Row) => void;
  onTimer?: (row: Row) => void;
  onConvert?: (row: Row) => void;
}

interface Props {
  list: List;
  isOwn: boolean;
  focus: WorkFocus;
  deeds: WorkDeeds;
  doors: WorkDoors;
  open: (dialog: WorkDialog) => void;
  field: RefObject<HTMLInputElement | null>;
}

const able = (rows: readonly Row[], act: WorkAct) => rows.filter(({ acts }) => acts.includes(act));

/** What the menu of a row offers; the keys do the same with all that is chosen. */
function actsOf(row: Row, { isOwn, deeds, doors, open }: Props): RowAct[] {
  const { onPick, onLog, onTimer, onConvert } = doors;
  const can = (act: WorkAct) => row.acts.includes(act);
  const pick = (['status', 'priority', 'assign'] as const).flatMap((what) =>
    onPick && can(what) ? [{ key: what, label: t(`key.${what}`), run: () => onPick(what, [row]) }] : [],
  );
  const log = onLog && can('log') ? [{ key: 'log', label: t('key.log'), run: () => onLog(row) }] : [];
  const timer = onTimer && can('log') ? [{ key: 'timer', label: t('key.timer'), run: () => onTimer(row) }] : [];
  if (!isOwn) return [...pick, ...timer, ...log];
  const own = (key: 'edit' | 'delete' | 'convert', run: () => void) => ({ key, label: t(`act.${key}`), run });
  return [
    ...(can('finish') ? [{ key: 'done', label: t('key.done'), run: () => void deeds.finish([row]) }] : []),
    { key: 'snooze', label: t('key.snooze'), run: () => open({ kind: 'snooze', rows: [row] }) },
    { key: 'move', label: t('key.move'), run: () => open({ kind: 'move', rows: [row] }) },
    ...pick,
    ...timer,
    ...log,
    ...(onConvert && can('convert') ? [own('convert', () => onConvert(row))] : []),
    ...(can('edit')
      ? [own('edit', () => open({ kind: 'edit', row })), own('delete', () => void deeds.remove(row))]
      : []),
  ];
}

function useWorkKeys(props: Props, openRow: (row: Row) => void) {
  const { list, isOwn, focus, deeds, doors, open, field } = props;
  const { targets, activeRow } = focus;
  const keysOfGroups = list.groups.map(({ key }) => key);
  const some = (run: (rows: readonly Row[]) => void) => () => targets.length > 0 && run(targets);
  const pick = (what: 'status' | 'priority' | 'assign') => ({
    label: t(`key.${what}`),
    run: some((rows) => {
      const ready = able(rows, what);
      if (ready.length > 0) doors.onPick?.(what, ready);
    }),
  });
  const step = (by: 1 | -1) => () => {
    const move = activeRow && moveByStep(list.rows, keysOfGroups, activeRow, by);
    if (move) void deeds.place(move);
  };
  const own = {
    x: { label: t('key.select'), run: () => activeRow && focus.toggle(activeRow) },
    e: { label: t('key.done'), run: some((rows) => void deeds.finish(rows).then(focus.clear)) },
    z: { label: t('key.snooze'), run: some((rows) => open({ kind: 'snooze', rows })) },
    m: { label: t('key.move'), run: some((rows) => open({ kind: 'move', rows })) },
    'Alt+ArrowUp': { label: t('key.raise'), run: step(-1) },
    'Alt+ArrowDown': { label: t('key.lower'), run: step(1) },
    'Shift+N': { label: t('key.add'), run: () => field.current?.focus() },
    ...(focus.chosen.length > 0 ? { Escape: { label: t('key.clear'), run: focus.clear } } : {}),
  };
  useKeys(
    'list',
    {
      j: { label: t('key.down'), run: () => focus.move(1) },
      k: { label: t('key.up'), run: () => focus.move(-1) },
      Enter: { label: t('key.open'), run: () => activeRow && openRow(activeRow) },
      ...(doors.onPick ? { s: pick('status'), p: pick('priority'), a: pick('assign') } : {}),
      t: {
        label: t('key.timer'),
        run: some((rows) => {
          const [first] = able(rows, 'log');
          if (first) doors.onTimer?.(first);
        }),
      },
      ...(isOwn ? own : {}),
    },
    { title: t('title') },
  );
}

/** The groups with their rows: by mouse, by touch, and whole by keyboard. */
export function WorkList(props: Props) {
  const { list, isOwn, focus, deeds, doors, open } = props;
  const router = useRouter();
  const drag = useDrag(list.rows, focus.chosen, (move) => void deeds.place(move));
  const openRow = (row: Row) => {
    if (row.href) router.push(row.href);
    else if (isOwn && row.acts.includes('edit')) open({ kind: 'edit', row });
  };
  useWorkKeys(props, openRow);
  const shown = list.groups.flatMap((group) =>
    group.isCollapsed ? [] : list.rows.filter((row) => row.group === group.key),
  );

  function moveByArrow(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || !(event.target instanceof Element) || !event.target.matches('[role=row]')) return;
    event.preventDefault();
    focus.move(step);
  }

  return (
    <div
      role="grid"
      aria-label={t('title')}
      aria-multiselectable={isOwn}
      className="kelp-work"
      onKeyDown={moveByArrow}
      onDragEnd={drag.end}
    >
      {list.groups.map((group) => {
        const rows = list.rows.filter((row) => row.group === group.key);
        // shipped groups without rows would only be noise
        if (rows.length === 0 && group.name === null) return null;
        return (
          <WorkGroup
            key={group.key}
            group={group}
            rows={rows}
            isOwn={isOwn}
            isTarget={drag.target?.group === group.key && drag.target.before === null}
            onFold={() => void deeds.fold(group)}
            onRename={() => open({ kind: 'rename', group })}
            onShift={(step) => void deeds.shift(list.groups, group, step)}
            onDelete={() => open({ kind: 'delete', group })}
            onDragOver={(event) => drag.overGroup(event, group.key)}
            onDrop={(event) => drag.dropOnGroup(event, group.key)}
          >
            {rows.map((row) => (
              <WorkRow
                key={keyOf(row)}
                row={row}
                isOwn={isOwn}
                isActive={keyOf(row) === focus.activeKey}
                isSelected={focus.isSelected(row)}
                isTarget={drag.target?.before === keyOf(row)}
                acts={actsOf(row, props)}
                onPick={(what) => doors.onPick?.(what, [row])}
                onFinish={() => void deeds.finish([row])}
                onFocus={() => focus.focus(row, shown.indexOf(row))}
                onToggle={() => focus.toggle(row)}
                onOpen={() => openRow(row)}
                onDragStart={(event) => drag.start(event, row)}
                onDragOver={(event) => drag.overRow(event, row)}
                onDrop={(event) => drag.dropOnRow(event, row)}
              />
            ))}
          </WorkGroup>
        );
      })}
      {focus.chosen.length > 0 && (
        <p role="status" className="kelp-hidden">
          {t('selected', { count: focus.chosen.length })} {focus.chosen.map(nameOf).join(', ')}
        </p>
      )}
    </div>
  );
}
