'use client';

import { Radio, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, PageLoading, SavedForm, Section, toastSuccess } from '@kelp/ui';
import { getEInvoiceSettings, updateEInvoiceSettings, type EInvoiceSettings } from '../contract';
import { EInvoiceFields } from './e-invoice-fields';
import { t } from './strings';

const rows = [
  ['legalName', 'vatId', 'registrationId'],
  ['street', 'city'],
  ['postalCode', 'country', 'email'],
  ['endpointScheme', 'endpoint'],
  ['iban', 'bic'],
] as const;

function Form({ settings, mayChange }: { settings: EInvoiceSettings; mayChange: boolean }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<EInvoiceSettings | null>(null);
  const { mode, seller } = draft ?? settings;

  const save = async () => {
    if (!draft) return;
    queries.setQueryData([getEInvoiceSettings.name], await call(updateEInvoiceSettings, draft));
    setDraft(null);
    toastSuccess(t('settings.saved'));
  };

  return (
    <SavedForm
      gap="md"
      onSave={save}
      saveLabel={t('settings.save')}
      discardLabel={t('settings.discard')}
      onDiscard={() => setDraft(null)}
      isClean={!draft}
      mayChange={mayChange}
    >
      <Radio.Group
        label={t('eInvoice.mode')}
        value={mode}
        onChange={(value) => setDraft({ seller, mode: value === 'block' || value === 'warn' ? value : 'off' })}
      >
        <Stack gap="sm" mt="xs">
          {(['off', 'warn', 'block'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`eInvoice.mode.${value}`)}
              description={t(`eInvoice.mode.${value}Hint`)}
              disabled={!mayChange}
            />
          ))}
        </Stack>
      </Radio.Group>
      {mode !== 'off' && (
        <EInvoiceFields
          values={seller}
          names={rows}
          isReadOnly={!mayChange}
          onChange={(name, value) => setDraft({ mode, seller: { ...seller, [name]: value } })}
        />
      )}
    </SavedForm>
  );
}

/** Whether documents become e-invoices, and what the workspace is called in them. */
export function EInvoiceSettingsSection({ mayChange }: { mayChange: boolean }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [getEInvoiceSettings.name],
    queryFn: ({ signal }) => call(getEInvoiceSettings, {}, { signal }),
  });
  return (
    <Section title={t('eInvoice.title')}>
      {isPending && <PageLoading lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Form settings={data} mayChange={mayChange} />}
    </Section>
  );
}
