'use client';

import { NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { saveMailTransport, type MailTransportCard } from '../contract';
import { t } from './strings';

const usualPort = { tls: 465, starttls: 587, none: 25 };
export const securityChoices = (['tls', 'starttls', 'none'] as const).map((value) => ({
  value,
  label: t(`form.security.${value}`),
}));

interface MailServerDialogProps {
  server: MailTransportCard | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Names the workspace's own SMTP server. */
export function MailServerDialog({ server, onClose, onSaved }: MailServerDialogProps) {
  const [draft, setDraft] = useState({
    host: server?.host ?? '',
    port: server?.port ?? usualPort.starttls,
    security: server?.security ?? ('starttls' as const),
    username: server?.username ?? '',
    fromAddress: server?.fromAddress ?? '',
    isActive: server?.isActive ?? true,
  });
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  async function save() {
    const secret = password === '' ? {} : { password };
    await call(saveMailTransport, { ...draft, ...secret, ...(server ? { version: server.version } : {}) });
    toastSuccess(t('server.saved'));
    await onSaved();
  }

  function chooseSecurity(value: string | null) {
    const security = value as typeof draft.security | null;
    if (security) set({ security, port: usualPort[security] });
  }

  const text = (name: 'host' | 'username' | 'fromAddress') => ({
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
    error: faults[name],
  });
  return (
    <FormDialog
      title={t('server.formTitle')}
      submitLabel={t('server.save')}
      onSubmit={save}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <TextInput label={t('form.host')} placeholder="smtp.example.com" {...text('host')} required data-autofocus />
      <Select
        label={t('form.security')}
        data={securityChoices}
        value={draft.security}
        onChange={chooseSecurity}
        allowDeselect={false}
      />
      <NumberInput
        label={t('form.port')}
        value={draft.port}
        onChange={(value) => set({ port: Number(value) || 0 })}
        error={faults['port']}
        min={1}
        max={65_535}
        allowDecimal={false}
        required
      />
      <TextInput label={t('form.username')} autoComplete="off" {...text('username')} />
      <PasswordInput
        label={t('form.password')}
        description={server?.hasPassword ? t('form.passwordKept') : undefined}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={faults['password']}
      />
      <TextInput
        label={t('server.fromAddress')}
        placeholder="Support <support@example.com>"
        {...text('fromAddress')}
        required
      />
      <Switch
        label={t('server.isActive')}
        checked={draft.isActive}
        onChange={(event) => set({ isActive: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
