'use client';

import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog } from '@kelp/ui';
import { rotateWebhookSecret } from '../contract';
import { t } from './strings';
import { useRefreshWebhooks } from './webhook-queries';

const overlaps = ['0', '24', '168'] as const;

/** Makes a new secret; the former one goes on for as long as is chosen. */
export function RotateDialog({
  id,
  onMade,
  onClose,
}: {
  id: string;
  onMade: (secret: string) => void;
  onClose: () => void;
}) {
  const refresh = useRefreshWebhooks();
  const [hours, setHours] = useState<string>('24');
  return (
    <FormDialog
      title={t('rotate.title')}
      submitLabel={t('rotate.confirm')}
      onSubmit={async () => {
        const { secret } = await call(rotateWebhookSecret, { id, overlapHours: Number(hours) });
        onMade(secret);
        await refresh();
      }}
      onClose={onClose}
    >
      <Select
        label={t('rotate.overlap')}
        data={overlaps.map((value) => ({ value, label: t(`rotate.${value}`) }))}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
        allowDeselect={false}
        data-autofocus
      />
      <Text size="sm" c="dimmed">
        {t('rotate.hint')}
      </Text>
    </FormDialog>
  );
}
