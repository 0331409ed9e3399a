'use client';

import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { formatMoney, invalid, localDate, minorToDecimalString, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats, useNow } from '@kelp/ui';
import {
  giveCredit,
  paymentMethod,
  refundCredit,
  refundThroughProvider,
  transferCredit,
  type CreditRow,
} from '../contract';
import { useRefreshBilling } from './billing-queries';
import { useClientCurrency, useProfileChoices } from './choices';
import { AmountField, CurrencyField, ReasonField } from './money-fields';
import { t } from './strings';
import './billing-pages.css';

/** Credit as a gesture, in the currency of the client's default billing profile unless another is chosen. */
export function GiveCreditDialog({ clientId: first, onClose }: { clientId: string | null; onClose: () => void }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const [clientId, setClientId] = useState(first);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const currency = useClientCurrency(clientId, chosen);

  async function submit() {
    if (!clientId) throw invalid(t('newInvoice.chooseClient'));
    if (!currency) throw invalid(t('currency.choose'));
    const amount = parseMoney(text.trim(), currency);
    const expiry = expiresOn ? { expiresOn } : {};
    await call(giveCredit, { clientId, amount, currency, reason, serviceIds: [], ...expiry });
    toastSuccess(t('giveCredit.done', { amount: formatMoney(amount, currency, locale) }));
    await refresh();
  }

  return (
    <FormDialog title={t('giveCredit.title')} submitLabel={t('giveCredit.confirm')} onSubmit={submit} onClose={onClose}>
      <ClientSelect required value={clientId} onChange={(client) => setClientId(client?.id ?? null)} data-autofocus />
      <div className="kelp-b-fields">
        <AmountField currency={currency} value={text} onChange={setText} />
        <CurrencyField value={currency} onChange={setChosen} />
        <TextInput
          type="date"
          label={t('credit.expiresOn')}
          description={t('credit.expiresHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
      </div>
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}

/** Pays a credit back, or a part of it. */
export function RefundDialog({ credit, onClose }: { credit: CreditRow; onClose: () => void }) {
  const { locale, timeZone } = useFormats();
  const refresh = useRefreshBilling();
  const now = useNow();
  const { currency, remaining } = credit;
  const [text, setText] = useState(minorToDecimalString(remaining, currency));
  const [paidOn, setPaidOn] = useState('');
  const [method, setMethod] = useState<(typeof paymentMethod.options)[number] | 'online'>(
    credit.provider ? 'online' : 'bank_transfer',
  );
  const [reference, setReference] = useState('');
  const shownDate = paidOn || (now ? localDate(now, timeZone) : '');

  async function submit() {
    const amount = parseMoney(text.trim(), currency);
    const on = shownDate ? { refundedOn: shownDate } : {};
    if (method === 'online') {
      await call(refundThroughProvider, { id: credit.id, amount, note: '' });
      const shown = { amount: formatMoney(amount, currency, locale), client: credit.client.name };
      toastSuccess(t('refund.onlineDone', shown));
      return refresh();
    }
    await call(refundCredit, { id: credit.id, amount, method, reference, note: '', ...on });
    toastSuccess(t('refund.done', { amount: formatMoney(amount, currency, locale), client: credit.client.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('refund.title', { client: credit.client.name })}
      submitLabel={t('refund.confirm')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('refund.text', { amount: formatMoney(remaining, currency, locale) })}</p>
      <div className="kelp-b-fields">
        <TextInput
          label={t('payment.amount', { currency })}
          inputMode="decimal"
          required
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={t('payment.method')}
          data={[
            ...(credit.provider ? [{ value: 'online' as const, label: t('refund.online') }] : []),
            ...paymentMethod.options.map((value) => ({ value, label: t(`method.${value}`) })),
          ]}
          value={method}
          allowDeselect={false}
          onChange={(value) => value && setMethod(value)}
        />
        {method !== 'online' && (
          <>
            <TextInput
              type="date"
              label={t('refund.date')}
              value={shownDate}
              onChange={(event) => setPaidOn(event.currentTarget.value)}
            />
            <TextInput
              label={t('payment.reference')}
              maxLength={200}
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
          </>
        )}
      </div>
    </FormDialog>
  );
}

/** Moves a credit to a client of the family or to another billing profile. */
export function TransferDialog({ credit, onClose }: { credit: CreditRow; onClose: () => void }) {
  const refresh = useRefreshBilling();
  const { currency, remaining } = credit;
  const [toClientId, setToClientId] = useState<string | null>(null);
  const [profileId, setProfileId] = useState<string | null>(null);
  const [text, setText] = useState(minorToDecimalString(remaining, currency));
  const [reason, setReason] = useState('');
  const profiles = useProfileChoices(toClientId).data?.profiles ?? [];

  async function submit() {
    if (!toClientId) throw invalid(t('transfer.chooseClient'));
    const amount = parseMoney(text.trim(), currency);
    const profile = profileId ? { toBillingProfileId: profileId } : {};
    await call(transferCredit, { id: credit.id, toClientId, amount, reason, ...profile });
    toastSuccess(t('transfer.done'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('transfer.title', { client: credit.client.name })}
      submitLabel={t('transfer.confirm')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('transfer.text')}</p>
      <ClientSelect
        label={t('transfer.to')}
        required
        value={toClientId}
        onChange={(client) => setToClientId(client?.id ?? null)}
        data-autofocus
      />
      {profiles.length > 0 && (
        <Select
          label={t('invoice.profile')}
          placeholder={t('transfer.everyProfile')}
          data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
          value={profileId}
          clearable
          onChange={setProfileId}
        />
      )}
      <AmountField currency={currency} value={text} onChange={setText} />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
