'use client';

import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { addDays } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { setTaxHoliday, type TaxCategory } from '../contract';
import { useRefreshCatalog } from './catalog-queries';
import { PlaceSelect } from './place-select';
import { t } from './strings';

/** Days on which nothing is charged; the rates before and after stay. */
export function TaxHolidayDialog({ categories, onClose }: { categories: readonly TaxCategory[]; onClose: () => void }) {
  const refresh = useRefreshCatalog();
  const offered = categories.filter((one) => !one.isExempt && one.rates.length > 0);
  const form = useForm({
    initialValues: { categoryId: offered[0]?.id ?? '', place: '*', component: '', reason: '', from: '', last: '' },
  });

  async function submit() {
    const { last, ...holiday } = form.values;
    await call(setTaxHoliday, { ...holiday, to: last ? addDays(last, 1) : last });
    toastSuccess(t('tax.holidaySaved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('tax.holiday')}
      submitLabel={t('tax.holidaySet')}
      onSubmit={submit}
      onFieldErrors={(fields) => form.setErrors({ ...fields, last: fields['to'] })}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <Select
          label={t('tax.category')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          required
          {...form.getInputProps('categoryId')}
        />
        <PlaceSelect
          label={t('tax.place')}
          value={form.values.place}
          onChange={(place) => form.setFieldValue('place', place)}
        />
      </Group>
      <TextInput label={t('tax.component')} description={t('tax.componentHint')} {...form.getInputProps('component')} />
      <Group grow align="flex-start">
        <TextInput label={t('tax.firstDay')} type="date" required {...form.getInputProps('from')} />
        <TextInput label={t('tax.lastDay')} type="date" required {...form.getInputProps('last')} />
      </Group>
      <TextInput label={t('tax.reason')} description={t('tax.reasonHint')} required {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
