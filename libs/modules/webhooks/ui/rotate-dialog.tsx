'use client';

import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '@kelp/ui';
import { t } from './strings';

const overlaps = ['0', '24', '168'] as const;

/** Asks for how long the former secret or address goes on beside a new one. */
export function RotateDialog(props: {
  title: string;
  confirm: string;
  overlap: string;
  hint?: string;
  onSubmit: (overlapHours: number) => Promise<void>;
  onClose: () => void;
}) {
  const { title, confirm, overlap, hint, onSubmit, onClose } = props;
  const [hours, setHours] = useState<string>('24');
  return (
    <FormDialog title={title} submitLabel={confirm} onSubmit={() => onSubmit(Number(hours))} onClose={onClose}>
      <Select
        label={overlap}
        data={overlaps.map((value) => ({ value, label: t(`rotate.${value}`) }))}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
        allowDeselect={false}
        data-autofocus
      />
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </FormDialog>
  );
}
