'use client';

import { Group, Select, Textarea } from '@mantine/core';
import { t } from './strings';
import { PriceField, QuantityField, type TermsFieldsProps } from './terms-fields';

export const countMethods = ['daily', 'start', 'peak', 'end'] as const;
export type CountMethodChoice = (typeof countMethods)[number];

/** Price of one seat, device or licence and how many there are on the first day. */
export function SeatsFields({ currency, isNew, ...props }: TermsFieldsProps & { isNew?: boolean }) {
  return (
    <Group grow align="flex-start">
      <PriceField {...props} label={t('terms.eachPrice', { currency })} hint={t('terms.eachPriceHint')} />
      {isNew && <QuantityField {...props} label={t('terms.firstQuantity')} />}
    </Group>
  );
}

/** Names typed or pasted one a line, without empty ones. */
export const namesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');

export function NamesField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      label={t('line.names')}
      description={t('line.namesHint')}
      autosize
      minRows={2}
      maxRows={8}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface CountMethodProps {
  value: CountMethodChoice;
  timing: 'arrears' | 'advance';
  error: string | undefined;
  onChange: (value: CountMethodChoice) => void;
}

/** Which count of a period is paid; in advance only what is known on its first day. */
export function CountMethodField({ value, timing, error, onChange }: CountMethodProps) {
  const offered = timing === 'advance' ? countMethods.slice(0, 2) : countMethods;
  return (
    <Select
      label={t('line.countMethod')}
      data={offered.map((method) => ({ value: method, label: t(`countMethod.${method}`) }))}
      allowDeselect={false}
      value={value}
      onChange={(method) => method && onChange(method)}
      error={error}
    />
  );
}
