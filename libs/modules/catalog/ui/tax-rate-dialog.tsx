'use client';

import { Group, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createTaxCategory, setTaxRate, type TaxCategory } from '../contract';
import { useHomeCurrency, useRefreshCatalog } from './catalog-queries';
import { PlaceSelect } from './place-select';
import { t } from './strings';
import { BandFields, ComponentFields, emptyRate, rateInput, ZeroFields, type RateDraft } from './tax-rate-fields';

/** Sets a rate from a date, for one place or for every place without a rate of its own. */
export function TaxRateDialog({ categories, onClose }: { categories: readonly TaxCategory[]; onClose: () => void }) {
  const refresh = useRefreshCatalog();
  const currency = useHomeCurrency();
  const [showsMore, setShowsMore] = useState(false);
  const offered = categories.filter((one) => !one.isExempt);
  const form = useForm<RateDraft>({ initialValues: emptyRate(offered[0]?.id ?? '', currency) });
  const { hasBands, percent } = form.values;
  const isZero = !hasBands && Number(percent) === 0 && percent !== '';

  async function submit() {
    await call(setTaxRate, rateInput(form.values) as Parameters<typeof call<typeof setTaxRate>>[1]);
    toastSuccess(t('tax.saved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('tax.set')}
      submitLabel={t('tax.set')}
      size="lg"
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
          required={!hasBands}
          disabled={hasBands}
          data-autofocus
          {...form.getInputProps('percent')}
        />
        <TextInput label={t('tax.name')} description={t('tax.nameHint')} required {...form.getInputProps('name')} />
      </Group>
      <Group grow align="flex-start">
        <PlaceSelect
          label={t('tax.place')}
          description={t('tax.placeHint')}
          value={form.values.place}
          error={form.errors['place']}
          onChange={(place) => form.setFieldValue('place', place)}
        />
        <TextInput
          label={t('price.from')}
          description={t('price.fromHint')}
          type="date"
          {...form.getInputProps('validFrom')}
        />
      </Group>
      {isZero && <ZeroFields form={form} />}
      <Switch
        label={t('tax.more')}
        description={t('tax.moreHint')}
        checked={showsMore}
        onChange={(event) => setShowsMore(event.currentTarget.checked)}
      />
      {showsMore && (
        <>
          <ComponentFields form={form} />
          <Switch
            label={t('tax.hasBands')}
            description={t('tax.hasBandsHint')}
            {...form.getInputProps('hasBands', { type: 'checkbox' })}
          />
          {hasBands && <BandFields form={form} />}
        </>
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
