'use client';

import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { disputeLine, type InvoiceLineCard } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { ReasonField } from './money-fields';
import { t } from './strings';

export interface DisputeDialogProps {
  invoiceId: string;
  line: InvoiceLineCard;
  onClose: () => void;
}

/** Marks a line that the client does not accept, with what they say. */
export function DisputeDialog({ invoiceId, line, onClose }: DisputeDialogProps) {
  const refresh = useRefreshBilling();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('dispute.title', { line: line.description })}
      submitLabel={t('dispute')}
      onSubmit={async () => {
        await call(disputeLine, { id: invoiceId, position: line.position, reason });
        toastSuccess(t('dispute.done'));
        await refresh();
      }}
      onClose={onClose}
    >
      <p>{t('dispute.text')}</p>
      <ReasonField label={t('dispute.reason')} value={reason} onChange={setReason} autoFocus />
    </FormDialog>
  );
}
