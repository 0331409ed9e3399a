'use client';

import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { PageHeader, SavedForm, Section, toastSuccess, QueryState } from '@kelp/ui';
import { getBillingSettings, updateBillingSettings } from '../contract';
import { useMay } from './billing-queries';
import { EInvoiceSettingsSection } from './e-invoice-settings';
import { ReminderSteps } from './reminder-steps';
import { TemplateList } from './template-list';
import { t } from './strings';

type Settings = z.output<typeof getBillingSettings.output>;

/** Who one is and what happens to empty invoices, as one short form. */
function DocumentSettings({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const queries = useQueryClient();
  const [patch, setPatch] = useState<Partial<Settings>>({});
  const values = { ...settings, ...patch };
  const isClean = Object.entries(patch).every(([key, value]) => settings[key as keyof Settings] === value);

  const save = async () => {
    queries.setQueryData([getBillingSettings.name], await call(updateBillingSettings, patch));
    setPatch({});
    toastSuccess(t('settings.saved'));
  };

  return (
    <SavedForm
      gap="lg"
      onSave={save}
      saveLabel={t('settings.save')}
      discardLabel={t('settings.discard')}
      onDiscard={() => setPatch({})}
      isClean={isClean}
      mayChange={mayChange}
    >
      <Textarea
        label={t('settings.seller')}
        description={t('settings.sellerHint')}
        value={values.sellerDetails}
        onChange={(event) => setPatch({ ...patch, sellerDetails: event.currentTarget.value })}
        readOnly={!mayChange}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={1000}
      />
      <Radio.Group
        label={t('settings.zero')}
        value={values.zeroInvoices}
        onChange={(value) => setPatch({ ...patch, zeroInvoices: value === 'skip' ? 'skip' : 'issue' })}
      >
        <Stack gap="sm" mt="xs">
          {(['issue', 'skip'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`settings.zero.${value}`)}
              description={t(`settings.zero.${value}Hint`)}
              disabled={!mayChange}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('settings.expired')}
        value={values.expiredCredit}
        onChange={(value) => setPatch({ ...patch, expiredCredit: value === 'income' ? 'income' : 'liability' })}
      >
        <Stack gap="sm" mt="xs">
          {(['income', 'liability'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`settings.expired.${value}`)}
              description={t(`settings.expired.${value}Hint`)}
              disabled={!mayChange}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReminderSteps
        steps={values.reminderSteps}
        onChange={(steps) => setPatch({ ...patch, reminderSteps: steps })}
        readOnly={!mayChange}
      />
    </SavedForm>
  );
}

/** What invoices look like, whose details stand on them, and what becomes of invoices over nothing. */
export function InvoiceSettingsPage() {
  const mayChange = useMay('billing_settings.update');
  const query = useQuery({
    queryKey: [getBillingSettings.name],
    queryFn: ({ signal }) => call(getBillingSettings, {}, { signal }),
  });
  return (
    <div className="kelp-page">
      <PageHeader title={t('settings.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      <QueryState query={query} />
      {query.data && (
        <Stack gap="xl" maw={720}>
          {!mayChange && <Text c="dimmed">{t('settings.readOnly')}</Text>}
          <Section title={t('settings.documents')}>
            <DocumentSettings settings={query.data} mayChange={mayChange} />
          </Section>
          <TemplateList mayChange={mayChange} />
          <EInvoiceSettingsSection mayChange={mayChange} />
        </Stack>
      )}
    </div>
  );
}
