'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatInstant } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, errorSentence, FormDialog, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { sendInvoice, type InvoiceDetail, type InvoiceRow } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

/** Mails one invoice, to the billing profile's address or to another. */
export function SendDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { locale, timeZone } = useFormats();
  const refresh = useRefreshBilling();
  const [to, setTo] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const number = invoice.number ?? '';

  async function send() {
    setWrong(null);
    const address = to.trim();
    const sent = await call(sendInvoice, { id: invoice.id, ...(address ? { to: address } : {}) });
    toastSuccess(t('send.done', { number, address: sent.to }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('send.title', { number, client: invoice.client.name })}
      submitLabel={t('send')}
      onSubmit={send}
      onFieldErrors={({ to: sentence }) => setWrong(sentence ?? null)}
      onClose={onClose}
    >
      <p>
        {t('send.text', { number })}
        {invoice.sentAt &&
          ` ${t('send.again', { date: formatInstant(invoice.sentAt, timeZone, locale, 'date_time'), address: invoice.sentTo ?? '' })}`}
      </p>
      <TextInput
        type="email"
        label={t('send.to')}
        value={to}
        error={wrong}
        onChange={(event) => setTo(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}

/** Mails several invoices, each to its own address; those that cannot be sent are named with the reason. */
export function SendManyDialog({ rows, onClose }: { rows: readonly InvoiceRow[]; onClose: () => void }) {
  const refresh = useRefreshBilling();

  async function send() {
    const failures: string[] = [];
    for (const { id } of rows) {
      await call(sendInvoice, { id }).catch((error: unknown) => failures.push(errorSentence(error)));
    }
    const count = rows.length - failures.length;
    if (count > 0) toastSuccess(t('send.doneMany', { count }));
    if (failures[0]) toastError(t('send.skipped', { count: failures.length, reason: failures[0] }));
    await refresh();
  }

  return (
    <ConfirmDialog
      opened={rows.length > 0}
      title={t('send.titleMany', { count: rows.length })}
      confirmLabel={t('send')}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('send.textMany')}</p>
    </ConfirmDialog>
  );
}
