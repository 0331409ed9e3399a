'use client';

import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog } from '@kelp/ui';
import { createInboundWebhook, updateInboundWebhook, type InboundWebhook } from '../contract';
import { useRefreshInbound, useTicketChoices } from './inbound-queries';
import { t } from './strings';

/** A mapping to begin with, by names that many programs use. */
const firstMapping = {
  title: '{title}',
  description: '{message}',
  alertKey: '{id}',
  state: '{status}',
  recovered: ['ok', 'up', 'resolved', 'recovered'],
  client: '',
  priority: '',
  priorities: [],
};

/** What a save says about the signature: undefined leaves it as it is. */
function signatureOf(header: string, secret: string) {
  if (header.trim() === '') return null;
  return secret === '' ? undefined : { header: header.trim(), secret };
}

/** Makes an address for alerts, or changes its name, board and signature. `onMade` gets the address of a new one. */
export function InboundDialog(props: {
  webhook?: InboundWebhook;
  onMade?: (path: string) => void;
  onClose: () => void;
}) {
  const { webhook, onMade, onClose } = props;
  const refresh = useRefreshInbound();
  const { boards } = useTicketChoices();
  const [name, setName] = useState(webhook?.name ?? '');
  const [boardId, setBoardId] = useState<string | null>(webhook?.board?.id ?? null);
  const [header, setHeader] = useState(webhook?.signatureHeader ?? '');
  const [secret, setSecret] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});

  async function submit() {
    setWrong({});
    const signature = signatureOf(header, secret);
    if (webhook) {
      const { id, version } = webhook;
      await call(updateInboundWebhook, {
        id,
        version,
        name,
        boardId,
        ...(signature === undefined ? {} : { signature }),
      });
    } else {
      const made = await call(createInboundWebhook, {
        name,
        boardId,
        mapping: firstMapping,
        signature: signature ?? (header.trim() ? { header: header.trim(), secret } : null),
      });
      onMade?.(made.address);
    }
    await refresh();
  }

  return (
    <FormDialog
      title={webhook ? t('in.form.change') : t('in.form.new')}
      submitLabel={webhook ? t('in.form.save') : t('in.form.create')}
      onSubmit={submit}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('in.form.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrong['name']}
      />
      <Select
        label={t('in.form.board')}
        placeholder={t('in.defaultBoard')}
        data={boards}
        value={boardId}
        onChange={setBoardId}
        clearable
        error={wrong['boardId']}
      />
      <TextInput
        label={t('in.form.header')}
        description={t('in.form.headerHint')}
        value={header}
        onChange={(event) => setHeader(event.currentTarget.value)}
        error={wrong['signature.header']}
      />
      {header.trim() !== '' && (
        <PasswordInput
          label={t('in.form.secret')}
          {...(webhook?.signatureHeader ? { description: t('in.form.secretKept') } : { required: true })}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={wrong['signature.secret']}
        />
      )}
    </FormDialog>
  );
}
