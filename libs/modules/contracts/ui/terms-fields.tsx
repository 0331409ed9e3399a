'use client';

import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './strings';
import type { TermsDraft } from './terms-draft';

export interface TermsFieldsProps {
  draft: TermsDraft;
  currency: string;
  errors: Record<string, ReactNode>;
  onChange: (part: Partial<TermsDraft>) => void;
}

/** The price of a line, with what it is for. */
export function PriceField({
  draft,
  errors,
  onChange,
  label,
  hint,
}: Omit<TermsFieldsProps, 'currency'> & { label: string; hint: string }) {
  return (
    <TextInput
      label={label}
      description={hint}
      inputMode="decimal"
      required
      value={draft.price}
      onChange={(event) => onChange({ price: event.currentTarget.value })}
      error={errors['price']}
    />
  );
}

/** How many of it. */
export function QuantityField({
  draft,
  errors,
  onChange,
  label,
}: Omit<TermsFieldsProps, 'currency'> & { label: string }) {
  return (
    <TextInput
      label={label}
      description={t('terms.quantityHint')}
      inputMode="decimal"
      required
      value={draft.quantity}
      onChange={(event) => onChange({ quantity: event.currentTarget.value })}
      error={errors['quantity']}
    />
  );
}

/** Price and quantity of a fixed fee. */
export function FixedFields({ currency, ...props }: TermsFieldsProps) {
  return (
    <Group grow align="flex-start">
      <PriceField {...props} label={t('terms.price', { currency })} hint={t('terms.priceHint')} />
      <QuantityField {...props} label={t('terms.quantity')} />
    </Group>
  );
}

/** Rate and minutes of hourly work. */
export function HourlyFields({
  draft,
  currency,
  errors,
  onChange,
  rateHint,
}: TermsFieldsProps & { rateHint?: string }) {
  return (
    <>
      <TextInput
        label={t('terms.rate', { currency })}
        description={rateHint ?? t('terms.rateHint')}
        required={rateHint !== undefined}
        inputMode="decimal"
        value={draft.hourlyRate}
        onChange={(event) => onChange({ hourlyRate: event.currentTarget.value })}
        error={errors['hourlyRate']}
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('terms.minimum')}
          min={0}
          max={1440}
          allowDecimal={false}
          value={draft.minimumMinutes}
          onChange={(value) => onChange({ minimumMinutes: Number(value) })}
          error={errors['minimumMinutes']}
        />
        <NumberInput
          label={t('terms.increment')}
          min={1}
          max={1440}
          allowDecimal={false}
          value={draft.incrementMinutes}
          onChange={(value) => onChange({ incrementMinutes: Number(value) })}
          error={errors['incrementMinutes']}
        />
        <Select
          label={t('terms.scope')}
          data={(['entry', 'ticket_day', 'line'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
          allowDeselect={false}
          value={draft.roundingScope}
          onChange={(value) => value && onChange({ roundingScope: value })}
        />
      </Group>
    </>
  );
}
