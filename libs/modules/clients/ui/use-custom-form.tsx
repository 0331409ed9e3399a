'use client';

import { useState, type ReactNode } from 'react';
import { FormFields, toInputField, typedValues, useFieldForm, useOwnCurrency } from '@kelp/fields/screens';

interface CustomForm {
  /** the custom fields of the form, ready to be drawn */
  inputs: ReactNode;
  /** what was typed, as the server takes it; empty when nothing was */
  values: () => Record<string, unknown>;
  setErrors: (errors: Record<string, string>) => void;
}

/** The custom fields of a new client or contact, or of one with these values. */
export function useCustomForm(entity: 'client' | 'contact', present?: Readonly<Record<string, unknown>>): CustomForm {
  const currency = useOwnCurrency();
  const [typed, setTyped] = useState<Record<string, unknown>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const fields = (useFieldForm(entity, undefined).data?.fields ?? []).map((field) => ({
    ...toInputField(field),
    initial: present ? present[field.key] : field.defaultValue,
  }));
  return {
    inputs: <FormFields fields={fields} values={typed} onChange={setTyped} errors={errors} />,
    values: () => typedValues(fields, typed, currency),
    setErrors,
  };
}
