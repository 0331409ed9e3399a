'use client';

import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listContacts } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

/** Whom an interval asks, found by name or address. */
export function TriggerContacts({ value, onChange }: { value: readonly Named[]; onChange: (value: Named[]) => void }) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: [listContacts.name, 'survey', search],
    queryFn: ({ signal }) => call(listContacts, { limit: 20, ...(search ? { search } : {}) }, { signal }),
    placeholderData: keepPreviousData,
  }).data?.rows;
  const offered = [...value, ...(found ?? []).map(({ id, fullName }) => ({ id, name: fullName }))];
  const known = new Map(offered.map((one) => [one.id, one]));
  return (
    <MultiSelect
      label={t('trigger.contacts')}
      placeholder={t('trigger.findContact')}
      data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(ids.flatMap((id) => known.get(id) ?? []))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={t('trigger.noContact')}
      hidePickedOptions
    />
  );
}
