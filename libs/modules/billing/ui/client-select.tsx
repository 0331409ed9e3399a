'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { useClientChoices } from './choices';
import { t } from './strings';

export interface ClientSelectProps {
  label?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  autoFocus?: boolean;
  /** for a filter: nothing chosen means every client */
  placeholder?: string;
}

/** A client, found by typing. */
export function ClientSelect({ label, value, onChange, autoFocus = false, placeholder }: ClientSelectProps) {
  const [search, setSearch] = useState('');
  const found = useClientChoices(search).data?.rows ?? [];
  return (
    <Select
      {...(placeholder
        ? { 'aria-label': t('column.client'), placeholder, clearable: true }
        : { label: label ?? t('column.client'), required: true })}
      data={found.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={setSearch}
      nothingFoundMessage={t('template.noClient')}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}
