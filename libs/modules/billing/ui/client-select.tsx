'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { useClientChoices } from './choices';
import { t } from './strings';

export interface ClientSelectProps {
  label?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  /** the same with the name, for those who keep it */
  onNamed?: (id: string, name: string) => void;
  autoFocus?: boolean;
  /** for a filter: nothing chosen means every client */
  placeholder?: string;
}

/** A client, found by typing. */
export function ClientSelect({ label, value, onChange, onNamed, autoFocus = false, placeholder }: ClientSelectProps) {
  const [search, setSearch] = useState('');
  const found = useClientChoices(search).data?.rows ?? [];
  return (
    <Select
      {...(placeholder
        ? { 'aria-label': t('column.client'), placeholder, clearable: true }
        : { label: label ?? t('column.client'), required: true })}
      data={found.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => {
        onChange(id);
        const name = found.find((one) => one.id === id)?.name;
        if (id && name) onNamed?.(id, name);
      }}
      searchable
      onSearchChange={setSearch}
      nothingFoundMessage={t('template.noClient')}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}
