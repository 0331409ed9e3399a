'use client';

import { IconUserOff } from '@tabler/icons-react';
import { Avatar, ChoiceDialog, PriorityMark, ToneMark, type DialogChoice } from '@kelp/ui';
import type { TicketRow } from '../contract';
import { priorityLevel, statusOnBoard, statusTone } from './looks';
import { t } from './strings';
import { useMe, type TicketChoices } from './ticket-queries';
import { useTicketChanges, type RowChange } from './use-ticket-changes';

/** What is picked, and for which rows. */
export interface RowPick {
  kind: 'status' | 'priority' | 'assignee';
  rows: TicketRow[];
}

const NOBODY = 'nobody';

/** Names of statuses on the boards of these rows, once each, in the order of the first board. */
function statusChoices(rows: readonly TicketRow[], choices: TicketChoices): DialogChoice[] {
  const boards = new Set(rows.map(({ board }) => board.id));
  const byName = new Map(
    choices.statuses.filter(({ boardId }) => boards.has(boardId)).map((status) => [status.name, status]),
  );
  return [...byName.values()].map((status) => ({
    value: status.name,
    label: status.name,
    mark: <ToneMark tone={statusTone(status)} size={14} />,
  }));
}

function priorityChoices(rows: readonly TicketRow[], choices: TicketChoices): DialogChoice[] {
  const itilBoards = new Set(choices.boards.filter(({ priorityMode }) => priorityMode === 'itil').map(({ id }) => id));
  const offered = rows.every(({ board }) => itilBoards.has(board.id))
    ? []
    : choices.priorities.filter(({ isItil }) => !isItil);
  return offered.map(({ id, name }) => ({
    value: id,
    label: name,
    mark: <PriorityMark level={priorityLevel(id, choices.priorities)} label="" />,
  }));
}

function changesFor({ kind, rows }: RowPick, value: string, choices: TicketChoices): RowChange[] {
  if (kind === 'status') {
    return rows.map((row) => {
      const statusId = statusOnBoard(choices.statuses, row.board.id, value) ?? row.status.id;
      const status = choices.statuses.find(({ id }) => id === statusId) ?? row.status;
      return {
        row,
        patch: { statusId },
        back: { statusId: row.status.id },
        look: { status: { id: status.id, name: status.name, isClosed: status.isClosed } },
      };
    });
  }
  if (kind === 'priority') {
    const priority = choices.priorities.find(({ id }) => id === value);
    return rows.map((row) => ({
      row,
      patch: { priorityId: value },
      back: { priorityId: row.priority.id },
      look: priority ? { priority } : {},
    }));
  }
  const person = choices.people.find(({ id }) => id === value) ?? null;
  return rows.map((row) => ({
    row,
    patch: { assignedTo: person?.id ?? null },
    back: { assignedTo: row.assignee?.id ?? null },
    look: { assignee: person },
  }));
}

const current: Record<RowPick['kind'], (row: TicketRow) => string> = {
  status: ({ status }) => status.name,
  priority: ({ priority }) => priority.id,
  assignee: ({ assignee }) => assignee?.id ?? NOBODY,
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

/** The quick choosers behind S, P and A, for one row or many. */
export function RowPickers({
  pick,
  choices,
  onClose,
}: {
  pick: RowPick | null;
  choices: TicketChoices | undefined;
  onClose: () => void;
}) {
  const change = useTicketChanges();
  const people = usePersonChoices(choices);
  if (!pick || !choices) return null;
  const { kind, rows } = pick;
  const [first] = rows;
  const offered =
    kind === 'status' ? statusChoices(rows, choices) : kind === 'priority' ? priorityChoices(rows, choices) : people;

  function choose(value: string) {
    if (!pick || !choices) return;
    const label = offered.find((choice) => choice.value === value)?.label ?? value;
    const changes = changesFor(pick, value, choices).filter(
      ({ patch, back }) => JSON.stringify(patch) !== JSON.stringify(back),
    );
    void change(changes, (count) => t(`bulk.done.${kind}`, { count, value: label, number: first?.number ?? '' }));
  }

  return (
    <ChoiceDialog
      opened
      title={t(`pick.${kind}`, { count: rows.length, number: first?.number ?? '' })}
      choices={offered}
      current={first && rows.every((row) => current[kind](row) === current[kind](first)) ? current[kind](first) : null}
      onChoose={choose}
      onClose={onClose}
    />
  );
}
