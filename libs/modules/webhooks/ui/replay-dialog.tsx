'use client';

import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { replayWebhook } from '../contract';
import { t } from './strings';
import { useRefreshWebhooks } from './webhook-queries';

const spans = ['1', '24', '168', '720'] as const;
const hourMs = 3_600_000;

/** Sends a range of deliveries again. */
export function ReplayDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const refresh = useRefreshWebhooks();
  const [hours, setHours] = useState<string>('24');
  const [which, setWhich] = useState<'undelivered' | 'all'>('undelivered');
  return (
    <FormDialog
      title={t('replay.title')}
      submitLabel={t('replay.open')}
      onSubmit={async () => {
        const from = new Date(Date.now() - Number(hours) * hourMs);
        const { queued } = await call(replayWebhook, { id, from, which });
        toastSuccess(t('replay.done', { count: queued }));
        await refresh();
      }}
      onClose={onClose}
    >
      <Select
        label={t('replay.from')}
        data={spans.map((value) => ({ value, label: t(`replay.since.${value}`) }))}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
        allowDeselect={false}
        data-autofocus
      />
      <Select
        label={t('replay.which')}
        data={(['undelivered', 'all'] as const).map((value) => ({ value, label: t(`replay.${value}`) }))}
        value={which}
        onChange={(value) => setWhich(value === 'all' ? 'all' : 'undelivered')}
        allowDeselect={false}
      />
      <Text size="sm" c="dimmed">
        {t('replay.hint')}
      </Text>
    </FormDialog>
  );
}
