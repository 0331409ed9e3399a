'use client';

import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney, minorToDecimalString, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { writeOffInvoice, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { AmountField, ReasonField } from './money-fields';
import { t } from './strings';

/** Gives up what is owed, or a part of it, with the reason. */
export function WriteOffDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const { currency, amountDue } = invoice;
  const [text, setText] = useState(minorToDecimalString(amountDue, currency));
  const [reason, setReason] = useState('');
  const number = invoice.number ?? '';

  async function submit() {
    const gone = await call(writeOffInvoice, { id: invoice.id, amount: parseMoney(text.trim(), currency), reason });
    toastSuccess(t('writeOff.done', { number, amount: formatMoney(gone.amount, currency, locale) }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('writeOff.title', { number })}
      submitLabel={t('writeOff.confirm')}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('writeOff.text', { number })}</p>
      <AmountField currency={currency} value={text} onChange={setText} />
      <ReasonField value={reason} onChange={setReason} autoFocus />
    </FormDialog>
  );
}
