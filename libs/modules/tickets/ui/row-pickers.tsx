'use client';

import { IconUserOff } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { Avatar, ChoiceDialog, PriorityMark, toastError, ToneMark, type DialogChoice } from '@kelp/ui';
import type { BulkChange, TicketCondition, TicketRow } from '../contract';
import { priorityOf, type ImpactAndUrgency } from './itil-priority-of';
import { priorityLevel, statusOnBoard, statusTone } from './looks';
import { t } from './strings';
import { useMe, type TicketChoices } from './ticket-queries';
import { useBulk } from './use-bulk';
import { useTicketChanges, type RowChange } from './use-ticket-changes';

/** What is picked, and for which rows: these, or all that fit a filter. */
export interface RowPick {
  kind: 'status' | 'priority' | 'assignee' | 'due';
  rows: readonly TicketRow[];
  all?: { filter: TicketCondition[]; excluded: readonly string[]; shown: string };
}

const ItilPicker = dynamic(() => import('./itil-picker').then((room) => room.ItilPicker), { ssr: false });
const NOBODY = 'nobody';

/** Names of statuses on the boards of these rows, once each, in the order of the first board; of all boards for all that fit. */
function statusChoices({ rows, all }: RowPick, choices: TicketChoices): DialogChoice[] {
  const boards = new Set(rows.map(({ board }) => board.id));
  const offered = all ? choices.statuses : choices.statuses.filter(({ boardId }) => boards.has(boardId));
  const byName = new Map(offered.map((status) => [status.name, status]));
  return [...byName.values()].map((status) => ({
    value: status.name,
    label: status.name,
    mark: <ToneMark tone={statusTone(status)} size={14} />,
  }));
}

/** Whether all rows stand on boards whose priority follows from impact and urgency. */
function isItil({ rows }: RowPick, choices: TicketChoices): boolean {
  const boards = new Set(choices.boards.filter(({ priorityMode }) => priorityMode === 'itil').map(({ id }) => id));
  return rows.length > 0 && rows.every(({ board }) => boards.has(board.id));
}

const priorityChoices = ({ priorities }: TicketChoices): DialogChoice[] =>
  priorities
    .filter((one) => !one.isItil)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      mark: <PriorityMark level={priorityLevel(id, priorities)} label="" />,
    }));

function lookOf({ kind }: RowPick, value: string, choices: TicketChoices, row: TicketRow): Partial<TicketRow> {
  if (kind === 'status') {
    const statusId = statusOnBoard(choices.statuses, row.board.id, value) ?? row.status.id;
    const { id, name, isClosed } = choices.statuses.find((status) => status.id === statusId) ?? row.status;
    return { status: { id, name, isClosed }, isClosed };
  }
  if (kind === 'priority') {
    const priority = choices.priorities.find(({ id }) => id === value);
    return priority ? { priority } : {};
  }
  return kind === 'assignee' ? { assignee: choices.people.find(({ id }) => id === value) ?? null } : {};
}

function rowChange(pick: RowPick, value: string, choices: TicketChoices, row: TicketRow): RowChange {
  const look = lookOf(pick, value, choices, row);
  if (pick.kind === 'status') {
    return { row, look, patch: { statusId: look.status?.id ?? row.status.id }, back: { statusId: row.status.id } };
  }
  if (pick.kind === 'priority')
    return { row, look, patch: { priorityId: value }, back: { priorityId: row.priority.id } };
  return {
    row,
    look,
    patch: { assignedTo: look.assignee?.id ?? null },
    back: { assignedTo: row.assignee?.id ?? null },
  };
}

const bulkChanges: Record<RowPick['kind'], (value: string) => BulkChange> = {
  status: (status) => ({ kind: 'fields', status }),
  priority: (priorityId) => ({ kind: 'fields', priorityId }),
  assignee: (value) => ({ kind: 'fields', assignedTo: value === NOBODY ? null : value }),
  due: (value) => ({ kind: 'fields', dueAt: dueAfter(value) }),
};

/** The end of a working day so many days from now, in the reader's own zone; null for none. */
function dueAfter(value: string): Date | null {
  const days = dueDays[value];
  if (days === undefined) return null;
  const day = new Date();
  day.setDate(day.getDate() + days);
  day.setHours(17, 0, 0, 0);
  return day;
}
const dueDays: Record<string, number> = { today: 0, tomorrow: 1, in3: 3, week: 7, weeks2: 14 };
const dueChoices = () =>
  (['today', 'tomorrow', 'in3', 'week', 'weeks2', 'none'] as const).map((value) => ({
    value,
    label: t(`due.${value}`),
  }));

const current: Record<RowPick['kind'], (row: TicketRow) => string> = {
  status: ({ status }) => status.name,
  priority: ({ priority }) => priority.id,
  assignee: ({ assignee }) => assignee?.id ?? NOBODY,
  // rows do not carry it
  due: () => '',
};

function usePersonChoices(choices: TicketChoices | undefined): DialogChoice[] {
  const me = useMe().data;
  const mayAssign = me?.permissions.includes('ticket.assign') ?? false;
  const people = (choices?.people ?? [])
    .filter(({ id }) => mayAssign || id === me?.id)
    .sort((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id));
  return [
    ...people.map(({ id, name }) => ({
      value: id,
      label: name,
      mark: <Avatar name={name} size={20} />,
      ...(id === me?.id ? { hint: t('me') } : {}),
    })),
    ...(mayAssign ? [{ value: NOBODY, label: t('nobody'), mark: <IconUserOff size={18} /> }] : []),
  ];
}

/** One ticket is changed at once; several, or all that fit, go through a run in bulk. */
function useChoose(choices: TicketChoices | undefined) {
  const change = useTicketChanges();
  const bulk = useBulk();
  const mayBulk = useMe().data?.permissions.includes('ticket.bulk') ?? false;
  return (pick: RowPick, value: string, label: string) => {
    if (!choices) return;
    const { kind, rows, all } = pick;
    const number = rows[0]?.number ?? '';
    const said = (count: number) => t(`bulk.done.${kind}`, { count, value: label, number });
    const differs = rows.filter((row) => current[kind](row) !== value);
    if (mayBulk && (all || differs.length > 1 || kind === 'due')) {
      const look = (row: TicketRow) => lookOf(pick, value, choices, row);
      void bulk({ rows: differs, ...(all ? { all } : {}) }, bulkChanges[kind](value), look, said);
    } else {
      void change(
        differs.map((row) => rowChange(pick, value, choices, row)),
        said,
      );
    }
  };
}

/** Impact and urgency always go through a run in bulk, which keeps what they were. */
function useChooseItil(choices: TicketChoices | undefined) {
  const bulk = useBulk();
  const mayBulk = useMe().data?.permissions.includes('ticket.bulk') ?? false;
  return ({ rows, all }: RowPick, chosen: ImpactAndUrgency) => {
    if (!choices) return;
    if (!mayBulk) return toastError(t('pick.itilOnTicket'));
    const { priority, place } = priorityOf(chosen, choices);
    void bulk(
      { rows, ...(all ? { all } : {}) },
      { kind: 'fields', ...chosen },
      () => (priority ? { priority } : {}),
      (count) => t('bulk.done.priority', { count, value: priority?.name ?? `P${place}` }),
    );
  };
}

/** The quick choosers behind S, P, A and U, for one row or many. */
export function RowPickers({
  pick,
  choices,
  onClose,
}: {
  pick: RowPick | null;
  choices: TicketChoices | undefined;
  onClose: () => void;
}) {
  const choose = useChoose(choices);
  const chooseItil = useChooseItil(choices);
  const people = usePersonChoices(choices);
  if (!pick || !choices) return null;
  const { kind, rows, all } = pick;
  const [first] = rows;
  if (kind === 'priority' && isItil(pick, choices)) {
    const name = all
      ? t('list.allTickets', { shown: all.shown })
      : t('list.tickets', { count: rows.length, number: first?.number ?? '' });
    return (
      <ItilPicker name={name} choices={choices} onChoose={(chosen) => chooseItil(pick, chosen)} onClose={onClose} />
    );
  }
  const offered = {
    status: () => statusChoices(pick, choices),
    priority: () => priorityChoices(choices),
    assignee: () => people,
    due: dueChoices,
  }[kind]();
  const isAlike = !all && first && rows.every((row) => current[kind](row) === current[kind](first));
  return (
    <ChoiceDialog
      opened
      title={
        all
          ? t(`pick.all.${kind}`, { shown: all.shown })
          : t(`pick.${kind}`, { count: rows.length, number: first?.number ?? '' })
      }
      choices={offered}
      current={isAlike ? current[kind](first) : null}
      onChoose={(value) => choose(pick, value, offered.find((choice) => choice.value === value)?.label ?? value)}
      onClose={onClose}
    />
  );
}
