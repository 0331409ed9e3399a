'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { sendStatement, type Statement } from '../contract';
import { t } from './strings';

/** Mails a statement, to the billing profile's address or to another. */
export function SendStatementDialog({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { client, from, to } = statement;

  async function send() {
    setWrong(null);
    const other = address.trim() ? { address: address.trim() } : {};
    const sent = await call(sendStatement, { clientId: client.id, from, to, ...other });
    toastSuccess(t('statement.sent', { address: sent.address }));
  }

  return (
    <FormDialog
      title={t('statement.sendTitle', { client: client.name })}
      submitLabel={t('statement.send')}
      onSubmit={send}
      onFieldErrors={({ address: sentence }) => setWrong(sentence ?? null)}
      onClose={onClose}
    >
      <p>{t('statement.sendText')}</p>
      <TextInput
        type="email"
        label={t('send.to')}
        value={address}
        error={wrong}
        onChange={(event) => setAddress(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
