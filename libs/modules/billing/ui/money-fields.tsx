'use client';

import { Select, TextInput } from '@mantine/core';
import { currencyChoices } from '@kelp/ui';
import { t } from './strings';

interface FieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** An amount as it is typed; `parseMoney` reads it. */
export function AmountField({ currency, value, onChange }: FieldProps & { currency: string }) {
  return (
    <TextInput
      label={currency ? t('payment.amount', { currency }) : t('payment.amountPlain')}
      inputMode="decimal"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function CurrencyField({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  return (
    <Select
      label={t('column.currency')}
      data={currencyChoices()}
      value={value || null}
      searchable
      allowDeselect={false}
      onChange={onChange}
    />
  );
}

/** Why somebody does it; it stays in the history. */
export function ReasonField({
  label,
  value,
  onChange,
  autoFocus = false,
}: FieldProps & { label?: string; autoFocus?: boolean }) {
  return (
    <TextInput
      label={label ?? t('void.reason')}
      required
      maxLength={500}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
