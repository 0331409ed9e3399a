'use client';

import { Switch } from '@mantine/core';
import { FilterBar, type FilterOption, type ListFilter } from '@kelp/ui';
import { searchAge, type SearchFacets } from '../contract';
import { t, wordFor } from './strings';
import type { Narrowed, SearchDoor } from './use-search';

interface SearchFiltersProps {
  door: SearchDoor;
  facets: SearchFacets;
  narrowed: Narrowed;
  onChange: (narrowed: Narrowed) => void;
}

const counted = (label: string, count: number): string => t('facet.counted', { label, count });

/** A choice that is made stays to be unmade when nothing fits it any more. */
function withChosen(options: FilterOption[], chosen: readonly string[], nameOf: (value: string) => string) {
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: counted(nameOf(value), 0) }))];
}

/** Tickets' statuses have a workspace's own names; the states of other kinds are words of ours, with their kind before them. */
function statusLabel(type: string, name: string): string {
  if (type === 'ticket') return name;
  return t('facet.ofKind', { kind: wordFor('kind', type), status: wordFor('status', name) });
}

function statusOfValue(value: string): string {
  const at = value.indexOf(':');
  return statusLabel(value.slice(0, at), value.slice(at + 1));
}

function filtersOf({ door, facets, narrowed }: SearchFiltersProps): ListFilter[] {
  const { clients = [], statuses = [] } = narrowed;
  const names = facets.clients.map(({ id, name, count }) => ({ value: id, label: counted(name, count) }));
  const states = facets.statuses.map(({ value, type, name, count }) => ({
    value,
    label: counted(statusLabel(type, name), count),
  }));
  const ages = facets.ages.map(({ age, count }) => ({ value: age, label: counted(t(`age.${age}`), count) }));
  return [
    ...(door === 'staff'
      ? [{ key: 'clients', label: t('facet.client'), options: withChosen(names, clients, () => t('facet.thisClient')) }]
      : []),
    { key: 'statuses', label: t('facet.status'), options: withChosen(states, statuses, statusOfValue) },
    { key: 'changed', label: t('facet.changed'), options: ages, multiple: false },
  ];
}

/** What narrows the results: client, status, when it changed, and whether the words of conversations count. */
export function SearchFilters(props: SearchFiltersProps) {
  const { narrowed, onChange } = props;
  const { clients = [], statuses = [], changed, comments = true } = narrowed;
  function change(key: string, values: string[]) {
    const [first] = values;
    if (key !== 'changed') return onChange({ ...narrowed, [key]: values });
    const { changed: _former, ...rest } = narrowed;
    const age = searchAge.safeParse(first);
    return onChange(age.success ? { ...rest, changed: age.data } : rest);
  }
  return (
    <FilterBar
      filters={filtersOf(props)}
      values={{ clients, statuses, changed: changed ? [changed] : [] }}
      onChange={change}
      onClear={() => onChange({ comments })}
    >
      <Switch
        size="xs"
        label={t('facet.comments')}
        checked={comments}
        onChange={(event) => onChange({ ...narrowed, comments: event.currentTarget.checked })}
      />
    </FilterBar>
  );
}
