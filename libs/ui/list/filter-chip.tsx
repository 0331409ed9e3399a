'use client';

import { Checkbox, Popover, Radio, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { useFound } from './use-found';

/** One choice of a filter. */
export interface FilterOption {
  value: string;
  label: string;
  mark?: ReactNode;
}

/** Something that a list can be filtered by. */
export interface ListFilter {
  key: string;
  label: string;
  /** all choices; with `find` the ones to begin with, the chosen ones included */
  options: readonly FilterOption[];
  /** several at once (default), or only one */
  multiple?: boolean;
  /** asks the server for choices, where there are too many to list */
  find?: (query: string) => Promise<FilterOption[]>;
  /** whether rows with the chosen values are left out instead, and the switch for it; without it the filter cannot be turned around */
  negation?: { on: boolean; onChange: (on: boolean) => void };
}

interface FilterChipProps {
  filter: ListFilter;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

const SEARCH_FROM = 8;

/** The chosen values once this one was chosen too; a value that is among them already is taken off. */
export function toggled({ multiple = true }: ListFilter, values: readonly string[], value: string): string[] {
  if (values.includes(value)) return values.filter((other) => other !== value);
  return multiple ? [...values, value] : [value];
}

function FilterOptions({ filter, values, onChange }: FilterChipProps) {
  const [query, setQuery] = useState('');
  const { shown, silence } = useFound(filter, query);
  const Box = filter.multiple === false ? Radio : Checkbox;

  return (
    <>
      {(filter.find || filter.options.length >= SEARCH_FROM) && (
        <TextInput
          data-autofocus
          aria-label={t('filter.find', { filter: filter.label })}
          placeholder={t('filter.find', { filter: filter.label })}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <div className="kelp-filter-options" role="group" aria-label={filter.label}>
        {shown.map(({ value, label, mark }) => (
          <Box
            key={value}
            checked={values.includes(value)}
            onChange={() => onChange(toggled(filter, values, value))}
            label={
              <span className="kelp-filter-option">
                {mark}
                {label}
              </span>
            }
          />
        ))}
        {shown.length === 0 && <p className="kelp-muted">{silence}</p>}
      </div>
      {values.length > 0 && filter.negation && (
        <Switch
          className="kelp-filter-not"
          checked={filter.negation.on}
          onChange={(event) => filter.negation?.onChange(event.currentTarget.checked)}
          label={t('filter.not')}
        />
      )}
      {values.length > 0 && (
        <UnstyledButton className="kelp-filter-reset" onClick={() => onChange([])}>
          {t('filter.reset', { filter: filter.label })}
        </UnstyledButton>
      )}
    </>
  );
}

function chipText({ label: name, options, negation }: ListFilter, values: readonly string[]): string {
  if (values.length === 0) return name;
  const label = negation?.on ? t('filter.chipNot', { filter: name }) : name;
  const names = values.map((value) => options.find((option) => option.value === value)?.label ?? value);
  return names.length > 2
    ? t('filter.chipMany', { filter: label, count: names.length })
    : t('filter.chip', { filter: label, values: names.join(', ') });
}

/** A filter as a chip: says what is chosen, opens the choices. */
export function FilterChip(props: FilterChipProps) {
  const { filter, values } = props;
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={240} trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className="kelp-chip"
          data-chosen={values.length > 0 || undefined}
          onClick={() => setOpened(!opened)}
        >
          {chipText(filter, values)}
          <IconChevronDown size={13} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="kelp-filter-panel" aria-label={filter.label}>
        <FilterOptions {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}
