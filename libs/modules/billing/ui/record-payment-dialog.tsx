'use client';

import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { formatMoney, invalid, localDate, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats, useNow } from '@kelp/ui';
import { paymentMethod, recordPayment } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { useClientCurrency } from './choices';
import { AmountField, CurrencyField } from './money-fields';
import { t } from './strings';
import './billing-pages.css';

/** Money that arrived from a client: it pays the oldest invoices first, or is kept for those to come. The same press twice records it once. */
export function RecordPaymentDialog({ onClose }: { onClose: () => void }) {
  const { locale, timeZone } = useFormats();
  const refresh = useRefreshBilling();
  const now = useNow();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [clientId, setClientId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [date, setDate] = useState('');
  const [method, setMethod] = useState<(typeof paymentMethod.options)[number]>('bank_transfer');
  const [reference, setReference] = useState('');
  const [isPrepayment, setPrepayment] = useState(false);
  const currency = useClientCurrency(clientId, chosen);
  const receivedOn = date || (now ? localDate(now, timeZone) : '');

  async function record() {
    if (!clientId) throw invalid(t('newPayment.chooseClient'));
    if (!currency) throw invalid(t('currency.choose'));
    const amount = parseMoney(text.trim(), currency);
    const facts = {
      ...(receivedOn ? { receivedOn } : {}),
      ...(reference.trim() ? { reference: reference.trim() } : {}),
      purpose: isPrepayment ? ('prepayment' as const) : ('payment' as const),
    };
    const made = await call(
      recordPayment,
      { clientId, amount, currency, method, provider: 'manual', note: '', ...facts },
      { idempotencyKey },
    );
    const shown = formatMoney(amount, currency, locale);
    toastSuccess(
      made.credit > 0n
        ? t('newPayment.doneCredit', { amount: shown, credit: formatMoney(made.credit, currency, locale) })
        : t('payment.done', { amount: shown }),
    );
    await refresh();
  }

  return (
    <FormDialog title={t('newPayment.title')} submitLabel={t('payment')} onSubmit={record} onClose={onClose}>
      <ClientSelect required value={clientId} onChange={(client) => setClientId(client?.id ?? null)} data-autofocus />
      <div className="kelp-b-fields">
        <AmountField currency={currency} value={text} onChange={setText} />
        <CurrencyField value={currency} onChange={setChosen} />
        <TextInput
          type="date"
          label={t('payment.date')}
          value={receivedOn}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Select
          label={t('payment.method')}
          data={paymentMethod.options.map((value) => ({ value, label: t(`method.${value}`) }))}
          value={method}
          allowDeselect={false}
          onChange={(value) => value && setMethod(value)}
        />
      </div>
      <TextInput
        label={t('payment.reference')}
        description={t('payment.referenceHint')}
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Checkbox
        label={t('newPayment.prepayment')}
        description={t(isPrepayment ? 'newPayment.prepaymentOn' : 'newPayment.prepaymentOff')}
        checked={isPrepayment}
        onChange={(event) => setPrepayment(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
