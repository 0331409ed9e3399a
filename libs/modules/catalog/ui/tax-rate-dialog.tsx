'use client';

import { Group, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createTaxCategory, setTaxRate, type TaxCategory } from '../contract';
import { useRefreshCatalog } from './catalog-queries';
import { t } from './strings';

/** Sets a rate from a date, for one place or for every place without a rate of its own. */
export function TaxRateDialog({ categories, onClose }: { categories: readonly TaxCategory[]; onClose: () => void }) {
  const refresh = useRefreshCatalog();
  const offered = categories.filter((one) => !one.isExempt);
  const form = useForm({
    initialValues: {
      categoryId: offered[0]?.id ?? '',
      place: '*',
      name: 'Tax',
      percent: '',
      reason: '',
      validFrom: '',
    },
  });
  const isZero = Number(form.values.percent) === 0 && form.values.percent !== '';

  async function submit() {
    const { reason, validFrom, ...rate } = form.values;
    await call(setTaxRate, { ...rate, ...(reason ? { reason } : {}), ...(validFrom ? { validFrom } : {}) });
    toastSuccess(t('tax.saved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('tax.set')}
      submitLabel={t('tax.set')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Select
        label={t('tax.category')}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        allowDeselect={false}
        required
        {...form.getInputProps('categoryId')}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('tax.percent')}
          description={t('tax.percentHint')}
          inputMode="decimal"
          required
          data-autofocus
          {...form.getInputProps('percent')}
        />
        <TextInput label={t('tax.name')} description={t('tax.nameHint')} required {...form.getInputProps('name')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput label={t('tax.place')} description={t('tax.placeHint')} required {...form.getInputProps('place')} />
        <TextInput
          label={t('price.from')}
          description={t('price.fromHint')}
          type="date"
          {...form.getInputProps('validFrom')}
        />
      </Group>
      {isZero && (
        <TextInput
          label={t('tax.reason')}
          description={t('tax.reasonHint')}
          required
          {...form.getInputProps('reason')}
        />
      )}
    </FormDialog>
  );
}

/** Adds a tax category. */
export function TaxCategoryDialog({ onClose }: { onClose: () => void }) {
  const refresh = useRefreshCatalog();
  const form = useForm({ initialValues: { name: '', isExempt: false } });

  async function submit() {
    await call(createTaxCategory, form.values);
    toastSuccess(t('tax.categorySaved', { name: form.values.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('tax.newCategory')}
      submitLabel={t('tax.createCategory')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('service.name')} required data-autofocus {...form.getInputProps('name')} />
      <Switch
        label={t('tax.isExempt')}
        description={t('tax.isExemptHint')}
        {...form.getInputProps('isExempt', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
