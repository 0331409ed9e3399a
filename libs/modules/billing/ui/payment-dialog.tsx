'use client';

import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatMoney, invalid, localDate, minorToDecimalString, parseMoney } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess, useFormats, useNow } from '@kelp/ui';
import { paymentMethod, recordPayment, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

type Method = (typeof paymentMethod.options)[number];

function readAmount(text: string, currency: string): bigint | null {
  try {
    const amount = parseMoney(text.trim(), currency);
    return amount > 0n ? amount : null;
  } catch {
    return null;
  }
}

/** What the payment does to the invoice, before it is saved. */
function consequence(amount: bigint, { amountDue, currency }: InvoiceDetail, locale: string): string {
  if (amount < amountDue) return t('payment.left', { amount: formatMoney(amountDue - amount, currency, locale) });
  if (amount === amountDue) return t('payment.settles');
  return t('payment.credit', { amount: formatMoney(amount - amountDue, currency, locale) });
}

/** Money that arrived for one invoice. The amount begins as what is due; the same press twice records it once. */
export function PaymentDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { locale, timeZone } = useFormats();
  const refresh = useRefreshBilling();
  const now = useNow();
  const { currency, amountDue } = invoice;
  const due = minorToDecimalString(amountDue, currency);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [text, setText] = useState(due);
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [method, setMethod] = useState<Method>('bank_transfer');
  const [reference, setReference] = useState('');
  const [note, setNote] = useState('');
  const amount = readAmount(text, currency);
  const shownDate = receivedOn ?? (now ? localDate(now, timeZone) : '');

  async function record() {
    if (amount === null) throw invalid(t('payment.amountWrong', { example: due }));
    const used = amount < amountDue ? amount : amountDue;
    const payment = await call(
      recordPayment,
      {
        clientId: invoice.client.id,
        amount,
        currency,
        ...(shownDate ? { receivedOn: shownDate } : {}),
        method,
        provider: 'manual',
        ...(reference.trim() ? { reference: reference.trim() } : {}),
        note,
        invoices: [{ invoiceId: invoice.id, amount: used }],
      },
      { idempotencyKey },
    );
    toastSuccess(
      payment.isNew ? t('payment.done', { amount: formatMoney(amount, currency, locale) }) : t('payment.known'),
    );
    await refresh();
  }

  return (
    <FormDialog
      title={t('payment.title', { number: invoice.number ?? '' })}
      submitLabel={t('payment')}
      onSubmit={record}
      onClose={onClose}
    >
      <div className="kelp-b-fields">
        <TextInput
          data-autofocus
          label={t('payment.amount', { currency })}
          inputMode="decimal"
          value={text}
          error={amount === null && t('payment.amountWrong', { example: due })}
          description={amount !== null && consequence(amount, invoice, locale)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('payment.date')}
          value={shownDate}
          onChange={(event) => setReceivedOn(event.currentTarget.value || null)}
        />
        <Select
          label={t('payment.method')}
          data={paymentMethod.options.map((value) => ({ value, label: t(`method.${value}`) }))}
          value={method}
          allowDeselect={false}
          onChange={(value) => value && setMethod(value as Method)}
        />
        <TextInput
          label={t('payment.reference')}
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </div>
      <p className="kelp-muted kelp-b-hint">{t('payment.referenceHint')}</p>
      <TextInput
        label={t('payment.note')}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
