'use client';

import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchSelect } from '@kelp/ui';
import { isMoney, type FieldCard } from '../contract';
import { valueWords } from '../domain/value-words';
import { useFieldChoices } from './field-queries';
import { t } from './strings';

/** What a form needs to know of a field. */
export interface InputField extends Pick<FieldCard, 'key' | 'label' | 'hint' | 'kind'> {
  options: readonly { key: string; label: string; isRetired?: boolean }[];
  isRequired: boolean;
}

export interface ValueInputProps {
  field: InputField;
  /** A stored value, or what was typed so far. */
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
  /** the name of the record that the value refers to */
  words?: string;
  autoFocus?: boolean;
}

const asText = (field: InputField, value: unknown): string =>
  isMoney(value)
    ? valueWords({ ...field, options: [] }, value)
    : typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? String(value)
        : '';

/** `2026-03-31T14:30` where the reader is, for the browser's own field. */
function localTime(value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function RecordInput({ field, value, onChange, words, ...shown }: ValueInputProps) {
  const kind = field.kind === 'person' ? 'person' : 'contact';
  const id = typeof value === 'string' && value !== '' ? value : null;
  const [first] = useState(id && words ? { id, name: words } : null);
  const { asked, props: choices } = useSearchSelect(first?.id === id ? first : id);
  const { data, isPlaceholderData } = useFieldChoices(kind, asked);
  return (
    <Select
      {...shown}
      label={field.label}
      description={field.hint || undefined}
      placeholder={t('choose')}
      required={field.isRequired}
      {...choices({ found: data?.rows, isLate: isPlaceholderData, onChange: (row) => onChange(row?.id ?? null) })}
      clearable
    />
  );
}

const types: Partial<Record<FieldCard['kind'], string>> = { date: 'date', url: 'url', date_time: 'datetime-local' };

/** The input that fits the field's kind, with its label, hint and mark. */
export function ValueInput(props: ValueInputProps) {
  const { field, value, onChange, error, autoFocus } = props;
  const shown = {
    label: field.label,
    description: field.hint || undefined,
    required: field.isRequired,
    error,
    autoFocus,
  };
  const offered = field.options
    .filter(({ key, isRetired }) => !isRetired || [value].flat().includes(key))
    .map(({ key, label }) => ({ value: key, label }));
  switch (field.kind) {
    case 'person':
    case 'contact':
      return <RecordInput {...props} />;
    case 'long_text':
      return (
        <Textarea
          {...shown}
          autosize
          minRows={2}
          maxRows={10}
          value={asText(field, value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'select':
      return (
        <Select
          {...shown}
          clearable
          searchable={offered.length > 7}
          data={offered}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'multi_select':
      return (
        <MultiSelect
          {...shown}
          clearable
          searchable
          data={offered}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          label={field.label}
          description={field.hint || undefined}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    default:
      return (
        <TextInput
          {...shown}
          type={types[field.kind] ?? 'text'}
          placeholder={
            field.kind === 'money' ? t('money.hint') : field.kind === 'number' ? t('number.hint') : undefined
          }
          maxLength={500}
          value={field.kind === 'date_time' ? localTime(value) : asText(field, value)}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            onChange(field.kind === 'date_time' && typed ? new Date(typed).toISOString() : typed);
          }}
        />
      );
  }
}
