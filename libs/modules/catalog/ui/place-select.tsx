'use client';

import { Select, type SelectProps } from '@mantine/core';
import { t } from './strings';
import { useTaxPlaces } from './tax-queries';

type Props = Pick<SelectProps, 'label' | 'description' | 'error'> & { value: string; onChange: (code: string) => void };

/** One of the places, or everywhere; a code that rates name but no place has stays choosable. */
export function PlaceSelect({ value, onChange, ...rest }: Props) {
  const places = useTaxPlaces().data?.places ?? [];
  const known = places.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  const other = value === '*' || known.some((one) => one.value === value) ? [] : [{ value, label: value }];
  return (
    <Select
      {...rest}
      data={[{ value: '*', label: t('tax.everywhere') }, ...known, ...other]}
      searchable
      allowDeselect={false}
      value={value}
      onChange={(code) => onChange(code ?? '*')}
    />
  );
}
