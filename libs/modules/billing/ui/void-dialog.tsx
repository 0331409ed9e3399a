'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { voidInvoice, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

/** Takes a final invoice back, with a reason that stays in its history. */
export function VoidDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const refresh = useRefreshBilling();
  const [reason, setReason] = useState('');
  const number = invoice.number ?? '';

  async function submit() {
    await call(voidInvoice, { id: invoice.id, reason });
    toastSuccess(t('void.done', { number }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('void.title', { number })}
      submitLabel={t('void.confirm')}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('void.text', { number })}</p>
      <TextInput
        label={t('void.reason')}
        required
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
