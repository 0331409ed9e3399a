'use client';

import { useEffect } from 'react';
import type { FieldCard } from '../contract';
import { ValueInput, type InputField } from './value-input';

/** A field as a form shows it. */
export const toInputField = (field: FieldCard): InputField => ({
  ...field,
  isRequired: field.rules.isRequiredOnCreate,
});

export interface FormFieldsProps {
  fields: readonly (InputField & { initial?: unknown })[];
  /** By key; undefined for a field that nobody touched. */
  values: Readonly<Record<string, unknown>>;
  onChange: (values: Record<string, unknown>) => void;
  /** the server's sentences under `custom.<key>` */
  errors?: Readonly<Record<string, string>>;
}

/** Custom fields in a form, in their order; each shows its default until somebody changes it. */
export function FormFields({ fields, values, onChange, errors = {} }: FormFieldsProps) {
  useEffect(() => {
    if (Object.keys(errors).some((name) => name.startsWith('custom.')))
      document.querySelector<HTMLElement>('[data-custom-field] [aria-invalid=true]')?.focus();
  }, [errors]);
  return (
    <>
      {fields.map((field) => (
        <div key={field.key} data-custom-field={field.key}>
          <ValueInput
            field={field}
            value={values[field.key] === undefined ? field.initial : values[field.key]}
            onChange={(value) => onChange({ ...values, [field.key]: value })}
            error={errors[`custom.${field.key}`]}
          />
        </div>
      ))}
    </>
  );
}
