'use client';

import { MultiSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listContacts } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { useSearchMultiSelect } from '@kelp/ui';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

/** Whom an interval asks, found by name or address. */
export function TriggerContacts({ value, onChange }: { value: readonly Named[]; onChange: (value: Named[]) => void }) {
  const { asked, props: choices } = useSearchMultiSelect(value);
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listContacts.name, 'survey', asked],
    queryFn: ({ signal }) => call(listContacts, { limit: 20, ...(asked ? { search: asked } : {}) }, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows.map(({ id, fullName }) => ({ id, name: fullName }));
  return (
    <MultiSelect
      label={t('trigger.contacts')}
      placeholder={t('trigger.findContact')}
      {...choices({ found, isLate: isPlaceholderData, onChange })}
      nothingFoundMessage={t('trigger.noContact')}
      hidePickedOptions
    />
  );
}
