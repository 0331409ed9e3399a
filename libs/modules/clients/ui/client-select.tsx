'use client';

import { Select, type SelectProps } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { useSearchSelect } from '@kelp/ui';
import { listClients } from '../contract';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

export interface ClientSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  /** the client, or its id where its name is not kept */
  value: Named | string | null;
  onChange: (client: Named | null) => void;
  /** never offered */
  exceptIds?: readonly string[];
  /** empties the field after each choice: for adding one after the other */
  isAdding?: boolean;
}

/** An active client, found by typing a part of its name. */
export function ClientSelect({ value, onChange, exceptIds = [], isAdding = false, ...select }: ClientSelectProps) {
  const { asked, props: choices, clear } = useSearchSelect(value);
  const input = { includeInactive: false, limit: 20, ...(asked ? { search: asked } : {}) };
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ signal }) => call(listClients, input, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      {...(select['aria-label'] ? {} : { label: t('select.client') })}
      nothingFoundMessage={t('select.noClient')}
      {...select}
      {...choices({
        found: data?.rows.filter(({ id }) => !exceptIds.includes(id)),
        isLate: isPlaceholderData,
        onChange: (client) => {
          onChange(client);
          if (isAdding) clear();
        },
      })}
    />
  );
}
