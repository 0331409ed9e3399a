'use client';

import { Button, Group, Radio, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { errorSentence, ErrorState, PageLoading, Section, toastSuccess } from '@kelp/ui';
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
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const { mode, seller } = draft ?? settings;

  async function save() {
    if (!draft || saving) return;
    setSaving(true);
    setFailure(null);
    try {
      queries.setQueryData([getEInvoiceSettings.name], await call(updateEInvoiceSettings, draft));
      setDraft(null);
      toastSuccess(t('settings.saved'));
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <Stack gap="md">
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
      {failure && (
        <p role="alert" className="kelp-field-error">
          {failure}
        </p>
      )}
      {mayChange && (
        <Group gap="xs">
          <Button onClick={() => void save()} loading={saving} disabled={!draft}>
            {t('settings.save')}
          </Button>
          <Button variant="default" onClick={() => setDraft(null)} disabled={!draft}>
            {t('settings.discard')}
          </Button>
        </Group>
      )}
    </Stack>
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
