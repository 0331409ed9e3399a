'use client';

import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { listClients } from '@kelp/clients/contract';
import type { ListedField } from '@kelp/fields/contract';
import { Avatar, FilterBar, PriorityMark, ToneMark, type FilterOption, type ListFilter } from '@kelp/ui';
import { fieldName, fieldOptions, typedOption } from './field-options';
import { useTicketFields, useTicketTags } from './filter-queries';
import { isExcluded, isNarrowed, plainList, stateOf, valuesOf, withCondition, type ListUrl } from './list-url';
import { priorityLevel, statusTone } from './looks';
import { t, type StringKey } from './strings';
import { useClientLocations, useClientName, type TicketChoices } from './ticket-queries';

interface TicketFiltersProps {
  list: ListUrl;
  choices: TicketChoices | undefined;
  /** `typing` replaces the address instead of adding a step to the way back */
  onChange: (list: ListUrl, typing?: boolean) => void;
  children?: ReactNode;
}

/** Always in the line; the others come by the button behind them, or when they are in force. */
const always = ['state', 'board', 'status', 'priority', 'assignee', 'client'];
const seldom = ['tag', 'type', 'category', 'team', 'response', 'sla', 'due', 'created', 'updated', 'closed', 'origin'];

async function findClients(search: string) {
  const { rows } = await call(listClients, { search, includeInactive: false, limit: 20 });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

const words = (field: string, values: readonly string[]): FilterOption[] =>
  values.map((value) => ({ value, label: t(`filter.${field}.${value}` as StringKey) }));

/** Statuses by name: the same name on several boards is one choice. */
function statusNames({ list, choices }: TicketFiltersProps): Map<string, string[]> {
  const boards = isExcluded(list, 'board') ? [] : valuesOf(list, 'board');
  const names = new Map<string, string[]>();
  for (const { id, name, boardId } of choices?.statuses ?? []) {
    if (boards.length === 0 || boards.includes(boardId)) names.set(name, [...(names.get(name) ?? []), id]);
  }
  return names;
}

const familyPrefix = 'family:';

function chosenClient(list: ListUrl): string | null {
  const client = valuesOf(list, 'client')[0]?.replace(familyPrefix, '');
  return client && client !== 'none' ? client : null;
}

/** The chosen client alone, and with all below it. */
function clientOptions(value: string | undefined, name: string | undefined): FilterOption[] {
  if (value === undefined || value === 'none') return value ? [{ value, label: t('filter.noClient') }] : [];
  const id = value.replace(familyPrefix, '');
  const label = name ?? t('loading');
  return [
    { value: id, label },
    { value: `${familyPrefix}${id}`, label: t('filter.family', { client: label }) },
  ];
}

function optionsOf(props: TicketFiltersProps, clientName: string | undefined): Record<string, FilterOption[]> {
  const { list, choices } = props;
  const ranges = (field: string, values: readonly string[]): FilterOption[] => {
    const own = valuesOf(list, field).filter((value) => !values.includes(value));
    return [
      ...values.map((value) => ({ value, label: t(`range.${value.replace(':', '.')}` as StringKey) })),
      ...own.map((value) => ({ value, label: value.replace('..', ' – ') })),
    ];
  };
  const past = ['today', 'last:7d', 'last:30d', 'last:90d'];
  const [client] = valuesOf(list, 'client');
  return {
    state: words('state', ['open', 'closed', 'all']),
    board: (choices?.boards ?? []).map(({ id, name }) => ({ value: id, label: name })),
    status: [...statusNames(props).keys()].map((name) => {
      const status = choices?.statuses.find((one) => one.name === name);
      return { value: name, label: name, ...(status ? { mark: <ToneMark tone={statusTone(status)} /> } : {}) };
    }),
    priority: (choices?.priorities ?? []).map(({ id, name }) => ({
      value: id,
      label: name,
      mark: <PriorityMark level={priorityLevel(id, choices?.priorities ?? [])} label="" />,
    })),
    assignee: [
      { value: 'me', label: t('me') },
      { value: 'nobody', label: t('nobody') },
      ...(choices?.people ?? []).map(({ id, name }) => ({
        value: id,
        label: name,
        mark: <Avatar name={name} size={18} />,
      })),
    ],
    client: clientOptions(client, clientName),
    team: [
      { value: 'mine', label: t('filter.team.mine') },
      { value: 'none', label: t('none') },
      ...(choices?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ],
    type: (choices?.types ?? []).map(({ id, name }) => ({ value: id, label: name })),
    category: (choices?.categories ?? [])
      .filter(({ parentId }) => parentId === null)
      .map(({ id, name }) => ({ value: id, label: name })),
    response: words('response', ['awaiting_us', 'awaiting_client', 'none']),
    sla: words('sla', ['overdue', 'soon', 'running', 'paused', 'met', 'missed', 'none']),
    due: ranges('due', ['overdue', 'by:today', 'next:4h', 'next:1d', 'next:7d', 'none']),
    created: ranges('created', past),
    updated: ranges('updated', past),
    closed: ranges('closed', past),
    origin: (['internal', 'portal', 'email', 'api'] as const).map((value) => ({ value, label: t(`origin.${value}`) })),
  };
}

const labels: Record<string, StringKey> = {
  state: 'filter.state',
  tag: 'key.tags',
  board: 'column.board',
  status: 'column.status',
  priority: 'column.priority',
  assignee: 'column.assignee',
  client: 'column.client',
  location: 'fact.location',
  type: 'fact.type',
  category: 'fact.category',
  team: 'fact.team',
  response: 'column.response',
  sla: 'filter.sla',
  due: 'filter.due',
  created: 'fact.created',
  updated: 'filter.updated',
  closed: 'fact.closed',
  origin: 'fact.origin',
};

const labelOf = (key: string, fields: readonly ListedField[]): string =>
  fields.find((field) => fieldName(field) === key)?.label ?? t(labels[key] ?? 'filter.unknown');

/** Options of tags and custom fields, which the workspace made itself. */
function useOwnOptions({ list, choices }: TicketFiltersProps, shown: readonly string[]) {
  const fields = useTicketFields();
  const tags = useTicketTags(shown.includes('tag')).data?.rows;
  return useMemo(() => {
    const people = choices?.people ?? [];
    const options: Record<string, FilterOption[]> = {
      tag: [
        ...(tags ?? []).map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: t('filter.noTag') },
      ],
    };
    for (const field of fields)
      options[fieldName(field)] = fieldOptions(field, people, valuesOf(list, fieldName(field)));
    const find = Object.fromEntries(fields.map((field) => [fieldName(field), typedOption(field)]));
    return { fields, options, find };
  }, [fields, tags, choices, list]);
}

function useFilters(props: TicketFiltersProps, shown: readonly string[]): ListFilter[] {
  const { list, choices, onChange } = props;
  const own = useOwnOptions(props, shown);
  const client = chosenClient(list);
  const clientName = useClientName(client).data;
  const places = useClientLocations(client).data;
  const findClient = useCallback(findClients, []);
  return useMemo(() => {
    const location = (places ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const options: Record<string, FilterOption[]> = { ...optionsOf(props, clientName), location, ...own.options };
    return shown.map((key) => {
      const find = key === 'client' ? findClient : own.find[key];
      return {
        key,
        label: labelOf(key, own.fields),
        options: options[key] ?? [],
        multiple: key !== 'state' && key !== 'client',
        ...(find ? { find } : {}),
        ...(key === 'state'
          ? {}
          : {
              negation: {
                on: isExcluded(list, key),
                onChange: (on: boolean) => onChange(withCondition(list, key, valuesOf(list, key), on)),
              },
            }),
      };
    });
    // `props` is a new object with each paint; what is read from it is named
    // eslint-disable-next-line react-hooks/exhaustive-deps -- explained above
  }, [list, choices, clientName, places, findClient, own, shown.join()]);
}

/** Conditions that no filter stands for, such as a field that was deleted: shown all the same, so that they can be taken off. */
const lost = ({ conditions }: ListUrl, further: readonly string[]): string[] =>
  conditions.map(({ field }) => field).filter((field) => field !== 'q' && ![...always, ...further].includes(field));

/** Search and filters of the queue; all of it stands in the address. */
export function TicketFilters(props: TicketFiltersProps) {
  const { list, onChange, children } = props;
  const [added, setAdded] = useState<readonly string[]>([]);
  const isShown = (field: string) => added.includes(field) || valuesOf(list, field).length > 0;
  const fields = useTicketFields();
  const places = chosenClient(list) ? ['location'] : [];
  const further = [...places, ...seldom, ...fields.map(fieldName)];
  const filters = useFilters(props, [...always, ...further.filter(isShown), ...lost(list, further)]);
  const names = statusNames(props);
  const chosenNames = [...names].filter(([, ids]) => ids.some((id) => valuesOf(list, 'status').includes(id)));
  const values: Record<string, readonly string[]> = Object.fromEntries(
    filters.map(({ key }) => [key, valuesOf(list, key)]),
  );
  values['state'] = stateOf(list) === 'open' ? [] : [stateOf(list)];
  values['status'] = chosenNames.map(([name]) => name);

  function change(key: string, chosen: string[]) {
    if (key === 'state') return onChange(withCondition(list, key, chosen[0] === 'open' ? [] : chosen));
    const meant = key === 'status' ? chosen.flatMap((name) => names.get(name) ?? []) : chosen;
    onChange(withCondition(list, key, meant, isExcluded(list, key)));
  }

  return (
    <FilterBar
      filters={filters}
      values={values}
      onChange={change}
      query={valuesOf(list, 'q')[0] ?? ''}
      onQuery={(search) => onChange(withCondition(list, 'q', search.trim() ? [search.trim().slice(0, 200)] : []), true)}
      further={{
        offered: further.filter((field) => !isShown(field)).map((key) => ({ key, label: labelOf(key, fields) })),
        onAdd: (field) => setAdded([...added, field]),
      }}
      onClear={() => {
        setAdded([]);
        if (isNarrowed(list)) onChange({ ...list, conditions: plainList.conditions, view: null });
      }}
    >
      {children}
    </FilterBar>
  );
}
