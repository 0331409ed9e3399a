'use client';

import { useState } from 'react';
import { t } from '../i18n';
import { ChoiceDialog } from '../palette/choice-dialog';
import type { FilterBarProps } from './filter-bar';
import { toggled } from './filter-chip';

/** Filters by keyboard: what to filter by, then which value. A value that is chosen already is taken off. */
export function FilterPicker({
  filters,
  values,
  onChange,
  further,
  onClose,
}: Pick<FilterBarProps, 'filters' | 'values' | 'onChange' | 'further'> & { onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  const filter = filters.find((one) => one.key === key);
  if (!filter) {
    const offered = [...filters, ...(further?.offered ?? [])];
    return (
      <ChoiceDialog
        key="filter"
        opened
        staysOpen
        title={t('filter.by')}
        choices={offered.map(({ key: value, label }) => ({ value, label }))}
        onChoose={(value) => {
          if (!filters.some((one) => one.key === value)) further?.onAdd(value);
          setKey(value);
        }}
        onClose={onClose}
      />
    );
  }
  const chosen = values[filter.key] ?? [];
  return (
    <ChoiceDialog
      key={filter.key}
      opened
      title={filter.label}
      choices={filter.options}
      find={filter.find}
      current={chosen[0] ?? null}
      onChoose={(value) => onChange(filter.key, toggled(filter, chosen, value))}
      onClose={onClose}
    />
  );
}
