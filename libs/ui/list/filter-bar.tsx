'use client';

import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconFilterPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import { useKeys } from '../keys/use-keys';
import { FilterChip, type ListFilter } from './filter-chip';
import { FilterPicker } from './filter-picker';

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
  /** filters that are not in the line until they are asked for */
  further?: { offered: readonly Pick<ListFilter, 'key' | 'label'>[]; onAdd: (key: string) => void };
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
        if (event.key !== 'Escape') return;
        // Chromium would empty the field, and the list would lose its filter
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}

function FurtherFilters({ offered, onAdd }: NonNullable<FilterBarProps['further']>) {
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('filter.more')} title={t('filter.more')}>
          <IconFilterPlus size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="kelp-filter-more">
        {offered.map(({ key, label }) => (
          <Menu.Item key={key} onClick={() => onAdd(key)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Search and filter chips; `/` goes to the search, `f` asks what to filter by. */
export function FilterBar(props: FilterBarProps) {
  const { filters, values, onChange, query, onQuery, onClear, further, children } = props;
  const [picking, setPicking] = useState(false);
  const active = Boolean(query) || filters.some(({ key }) => (values[key] ?? []).length > 0);
  useKeys('page', filters.length > 0 ? { f: { label: t('filter.key'), run: () => setPicking(true) } } : {});
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
      {further && <FurtherFilters {...further} />}
      {children && <div className="kelp-filters-end">{children}</div>}
      {picking && <FilterPicker {...props} onClose={() => setPicking(false)} />}
    </div>
  );
}
