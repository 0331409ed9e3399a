'use client';

import { useCallback, useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { listClients } from '@kelp/clients/contract';
import { Avatar, FilterBar, PriorityMark, ToneMark, type ListFilter } from '@kelp/ui';
import { isNarrowed, plainList, type ListUrl } from './list-url';
import { priorityLevel, statusTone } from './looks';
import { t } from './strings';
import { useClientName, type TicketChoices } from './ticket-queries';

interface TicketFiltersProps {
  list: ListUrl;
  choices: TicketChoices | undefined;
  /** `typing` replaces the address instead of adding a step to the way back */
  onChange: (list: ListUrl, typing?: boolean) => void;
}

async function findClients(search: string) {
  const { rows } = await call(listClients, { search, includeInactive: false, limit: 20 });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

function statusFilter({ list, choices }: TicketFiltersProps): ListFilter {
  const statuses = (choices?.statuses ?? []).filter(({ boardId }) => !list.board || boardId === list.board);
  const boards = new Set(statuses.map(({ boardId }) => boardId));
  const boardName = (id: string) => choices?.boards.find((board) => board.id === id)?.name ?? '';
  return {
    key: 'status',
    label: t('column.status'),
    multiple: false,
    options: statuses.map((status) => ({
      value: status.id,
      label:
        boards.size > 1
          ? t('filter.statusOfBoard', { status: status.name, board: boardName(status.boardId) })
          : status.name,
      mark: <ToneMark tone={statusTone(status)} />,
    })),
  };
}

function useFilters(props: TicketFiltersProps): ListFilter[] {
  const { list, choices } = props;
  const clientName = useClientName(list.client).data;
  const find = useCallback(findClients, []);
  return useMemo(() => {
    const people = (choices?.people ?? []).map(({ id, name }) => ({
      value: id,
      label: name,
      mark: <Avatar name={name} size={18} />,
    }));
    return [
      {
        key: 'state',
        label: t('filter.state'),
        multiple: false,
        options: (['open', 'closed', 'all'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        key: 'board',
        label: t('column.board'),
        multiple: false,
        options: (choices?.boards ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
      statusFilter(props),
      {
        key: 'priority',
        label: t('column.priority'),
        multiple: false,
        options: (choices?.priorities ?? []).map(({ id, name }) => ({
          value: id,
          label: name,
          mark: <PriorityMark level={priorityLevel(id, choices?.priorities ?? [])} label="" />,
        })),
      },
      {
        key: 'assignee',
        label: t('column.assignee'),
        multiple: false,
        options: [{ value: 'me', label: t('me') }, { value: 'nobody', label: t('nobody') }, ...people],
      },
      {
        key: 'client',
        label: t('column.client'),
        multiple: false,
        options: list.client ? [{ value: list.client, label: clientName ?? t('loading') }] : [],
        find,
      },
    ];
    // `props` is a new object with each paint; what is read from it is named
    // eslint-disable-next-line react-hooks/exhaustive-deps -- explained above
  }, [list, choices, clientName, find]);
}

/** Search and filters of the queue; all of it stands in the address. */
export function TicketFilters(props: TicketFiltersProps) {
  const { list, onChange } = props;
  const filters = useFilters(props);
  const one = (value: string | null) => (value ? [value] : []);
  const values = {
    state: list.state === 'open' ? [] : [list.state],
    board: one(list.board),
    status: one(list.status),
    priority: one(list.priority),
    assignee: one(list.assignee),
    client: one(list.client),
  };

  function change(key: string, [value = null]: (string | null)[]) {
    const next = { ...list, [key]: key === 'state' ? (value ?? 'open') : value } as ListUrl;
    // a status belongs to one board
    onChange(key === 'board' ? { ...next, status: null } : next);
  }

  return (
    <FilterBar
      filters={filters}
      values={values}
      onChange={change}
      query={list.search}
      onQuery={(search) => onChange({ ...list, search }, true)}
      onClear={() => isNarrowed(list) && onChange({ ...plainList, sort: list.sort, direction: list.direction })}
    />
  );
}
