'use client';

import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import { useKeys } from '../keys/use-keys';
import { FilterChip, type ListFilter } from './filter-chip';

/** The line above a list. Its state lives in the address of the page; these callbacks write it there. */
export interface FilterBarProps {
  filters: readonly ListFilter[];
  /** chosen values by filter key */
  values: Readonly<Record<string, readonly string[]>>;
  onChange: (key: string, values: string[]) => void;
  /** text search; left out where the list has none */
  query?: string;
  onQuery?: (query: string) => void;
  onClear: () => void;
  /** saved views, export and the like, at the end of the line */
  children?: ReactNode;
}

const TYPING_PAUSE_MS = 250;

function QueryField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const [text, setText] = useState(query);
  const [known, setKnown] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  // the address changed from outside (back button, "clear"): take its word
  if (known !== query) {
    setKnown(query);
    setText(query);
  }
  useEffect(() => {
    if (text === query) return undefined;
    const timer = setTimeout(() => onQuery(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, query, onQuery]);
  useKeys('page', { '/': { label: t('filter.focus'), run: () => field.current?.focus() } });
  return (
    <TextInput
      ref={field}
      type="search"
      className="kelp-filter-query"
      aria-label={t('filter.query')}
      placeholder={t('filter.query')}
      leftSection={<IconSearch size={15} />}
      rightSection={text ? null : <Kbd keys="/" />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

/** Search and filter chips; `/` goes to the search. */
export function FilterBar({ filters, values, onChange, query, onQuery, onClear, children }: FilterBarProps) {
  const active = Boolean(query) || filters.some(({ key }) => (values[key] ?? []).length > 0);
  return (
    <div className="kelp-filters" role="search" aria-label={t('filter.label')}>
      {onQuery && <QueryField query={query ?? ''} onQuery={onQuery} />}
      {filters.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          values={values[filter.key] ?? []}
          onChange={(chosen) => onChange(filter.key, chosen)}
        />
      ))}
      {active && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
      {children && <div className="kelp-filters-end">{children}</div>}
    </div>
  );
}
