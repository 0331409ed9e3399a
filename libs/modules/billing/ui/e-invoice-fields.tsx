'use client';

import { Group, TextInput } from '@mantine/core';
import { t, type StringKey } from './strings';

type Fields = Record<string, string>;

export interface EInvoiceFieldsProps {
  values: Fields;
  names: readonly (readonly string[])[];
  /** What stands where nothing is written. */
  fallback?: Fields;
  errors?: Partial<Record<string, string>>;
  isReadOnly?: boolean;
  onChange: (name: string, value: string) => void;
}

/** Rows of short texts of a party, two or three beside each other. */
export function EInvoiceFields({
  values,
  names,
  fallback = {},
  errors = {},
  isReadOnly,
  onChange,
}: EInvoiceFieldsProps) {
  return names.map((row) => (
    <Group key={row.join()} grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
      {row.map((name) => (
        <TextInput
          key={name}
          label={t(`eInvoice.field.${name}` as StringKey)}
          value={values[name] ?? ''}
          placeholder={fallback[name] ?? ''}
          error={errors[name]}
          readOnly={isReadOnly ?? false}
          style={{ minWidth: 130 }}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange(name, name === 'country' || name === 'endpointScheme' ? value.toUpperCase() : value);
          }}
        />
      ))}
    </Group>
  ));
}
