'use client';

import { Button, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, Section, toastError, toastSuccess } from '@kelp/ui';
import { updateTaxSettings, type TaxSettings } from '../contract';
import { t } from './strings';
import { useRefreshTax, useTaxSettings } from './tax-queries';

function SettingsForm({ settings, mayChange }: { settings: TaxSettings; mayChange: boolean }) {
  const refresh = useRefreshTax();
  const form = useForm<TaxSettings>({ initialValues: settings });
  const [saving, setSaving] = useState(false);

  async function save() {
    setSaving(true);
    try {
      await call(updateTaxSettings, form.values);
      form.resetDirty();
      toastSuccess(t('counted.saved'));
      await refresh();
    } catch (failure) {
      toastError(failure);
    } finally {
      setSaving(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Group align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
        <Select
          label={t('counted.source')}
          description={t('counted.sourceHint')}
          data={(['table', 'practice', 'api'] as const).map((value) => ({
            value,
            label: t(`counted.source.${value}`),
          }))}
          allowDeselect={false}
          disabled={!mayChange}
          miw={220}
          {...form.getInputProps('source')}
        />
        <Select
          label={t('counted.point')}
          description={t('counted.pointHint')}
          data={(['service_end', 'delivery', 'invoice_date'] as const).map((value) => ({
            value,
            label: t(`counted.point.${value}`),
          }))}
          allowDeselect={false}
          disabled={!mayChange}
          miw={220}
          {...form.getInputProps('point')}
        />
        <Select
          label={t('counted.rounding')}
          description={t('counted.roundingHint')}
          data={(['document', 'line'] as const).map((value) => ({ value, label: t(`counted.rounding.${value}`) }))}
          allowDeselect={false}
          disabled={!mayChange}
          miw={220}
          {...form.getInputProps('rounding')}
        />
        <Select
          label={t('counted.placeBy')}
          description={t('counted.placeByHint')}
          data={(['billing', 'service'] as const).map((value) => ({ value, label: t(`counted.placeBy.${value}`) }))}
          allowDeselect={false}
          disabled={!mayChange}
          miw={220}
          {...form.getInputProps('placeBy')}
        />
        <TextInput
          label={t('counted.seller')}
          description={t('counted.sellerHint')}
          maxLength={2}
          disabled={!mayChange}
          miw={220}
          value={form.values.sellerCountry}
          onChange={(event) => form.setFieldValue('sellerCountry', event.currentTarget.value.toUpperCase())}
        />
      </Group>
      {mayChange && (
        <Button type="submit" mt="md" size="xs" loading={saving} disabled={!form.isDirty()}>
          {t('save')}
        </Button>
      )}
    </form>
  );
}

/** How tax is counted where a billing profile says nothing else. */
export function TaxSettingsSection({ mayChange }: { mayChange: boolean }) {
  const { data, error, refetch } = useTaxSettings();
  return (
    <Section title={t('counted.title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <SettingsForm settings={data} mayChange={mayChange} />}
    </Section>
  );
}
