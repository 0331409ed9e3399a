'use client';

import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney, minorToDecimalString, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { creditOpeningBalance, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { AmountField, ReasonField } from './money-fields';
import { t } from './strings';

/** Enters a credit note that another system gave for an open invoice of its own. */
export function CreditOpeningDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const { currency, amountDue } = invoice;
  const [text, setText] = useState(minorToDecimalString(amountDue, currency));
  const [reason, setReason] = useState('');
  const number = invoice.number ?? '';

  async function submit() {
    const amount = parseMoney(text.trim(), currency);
    const given = await call(creditOpeningBalance, { id: invoice.id, amount, reason });
    toastSuccess(t('creditOpening.done', { number, amount: formatMoney(given.amount, currency, locale) }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('creditOpening.title', { number })}
      submitLabel={t('creditOpening.confirm')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('creditOpening.text', { number })}</p>
      <AmountField currency={currency} value={text} onChange={setText} />
      <ReasonField label={t('creditOpening.reason')} value={reason} onChange={setReason} autoFocus />
    </FormDialog>
  );
}
