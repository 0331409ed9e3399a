'use client';

import { Radio, Stack, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { correctInvoice, correctionCause, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

type Cause = z.output<typeof correctionCause>;

/** Credits an invoice whole and opens the draft that bills it again, rightly. */
export function CorrectDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshBilling();
  const [cause, setCause] = useState<Cause>('price');
  const [note, setNote] = useState('');
  const number = invoice.number ?? '';

  async function submit() {
    const made = await call(correctInvoice, { id: invoice.id, cause, note });
    toastSuccess(t('correct.done', { number: made.creditNote }));
    await refresh();
    router.push(`/msp/billing/invoices/${made.draftId}`);
  }

  return (
    <FormDialog
      title={t('correct.title', { number })}
      submitLabel={t('correct.confirm')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('correct.text', { number })}</p>
      <Radio.Group label={t('correct.cause')} value={cause} onChange={(value) => setCause(value as Cause)}>
        <Stack gap={6} mt={6}>
          {correctionCause.options.map((value) => (
            <Radio key={value} value={value} label={t(`correct.cause.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={t('correct.note')}
        maxLength={400}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
