'use client';

import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { voidInvoice, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { ReasonField } from './money-fields';
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
      <ReasonField value={reason} onChange={setReason} autoFocus />
    </FormDialog>
  );
}
