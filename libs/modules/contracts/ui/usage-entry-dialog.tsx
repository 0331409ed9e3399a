'use client';

import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { recordUsage, type MeterCard } from '../contract';
import { useRefreshMeters } from './meter-queries';
import { t } from './strings';

/** One measurement, entered by hand. */
export function UsageEntryDialog({
  meter,
  clientId,
  onClose,
}: {
  meter: MeterCard;
  clientId: string | null;
  onClose: () => void;
}) {
  const refresh = useRefreshMeters();
  const [draft, setDraft] = useState({ client: clientId, on: '', quantity: '', subject: '' });
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    if (!draft.client) throw invalid(t('new.chooseClient'));
    const { on, quantity, subject } = draft;
    const row = { client: draft.client, on, quantity, subject, eventId: '', at: '' };
    const { bad } = await call(recordUsage, { id: meter.id, source: 'hand', rows: [row] });
    const [problem] = bad;
    if (problem) throw invalid(problem.sentence);
    toastSuccess(t('usage.entered', { quantity, unit: meter.unit }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('usage.enterTitle', { name: meter.name })}
      submitLabel={t('usage.enter')}
      onSubmit={submit}
      onClose={onClose}
    >
      <ClientSelect
        required
        value={draft.client}
        onChange={(client) => set({ client: client?.id ?? null })}
        data-autofocus
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('usage.day')}
          type="date"
          required
          value={draft.on}
          onChange={(event) => set({ on: event.currentTarget.value })}
        />
        <TextInput
          label={`${t('usage.quantity')} (${meter.unit})`}
          description={meter.aggregate === 'sum' ? t('usage.correctHint') : undefined}
          inputMode="decimal"
          required
          value={draft.quantity}
          onChange={(event) => set({ quantity: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={t('usage.subject')}
        description={t('usage.subjectHint')}
        required={meter.aggregate === 'unique'}
        value={draft.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
