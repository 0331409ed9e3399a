'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '@kelp/ui';
import { t } from './strings';

interface ReasonDialogProps {
  title: string;
  /** Sends it back; what it throws is shown and the words stay. */
  onSend: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks what should change before work goes back to its person. */
export function ReasonDialog({ title, onSend, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog title={title} submitLabel={t('approval.send')} onSubmit={() => onSend(reason)} onClose={onClose}>
      <TextInput
        label={t('approval.reason')}
        description={t('approval.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={1000}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
