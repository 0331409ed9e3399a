'use client';

import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { securityChoices } from './mail-server-dialog';
import { t } from './strings';

export interface AccountDraft {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string;
  password: string;
  folder: string;
}

interface MailboxAccountFieldsProps {
  value: AccountDraft;
  onChange: (part: Partial<AccountDraft>) => void;
  hasPassword: boolean;
  faults: Record<string, string>;
}

const usualPort = { tls: 993, starttls: 143, none: 143 };

/** The IMAP account that a mailbox is fetched from. */
export function MailboxAccountFields({ value, onChange, hasPassword, faults }: MailboxAccountFieldsProps) {
  const text = (name: 'host' | 'username' | 'folder') => ({
    value: value[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
    error: faults[name] ?? faults[`imap.${name}`],
    required: true,
  });

  function chooseSecurity(chosen: string | null) {
    const security = chosen as AccountDraft['security'] | null;
    if (security) onChange({ security, port: usualPort[security] });
  }

  return (
    <>
      <TextInput label={t('form.host')} placeholder="imap.example.com" {...text('host')} />
      <Select
        label={t('form.security')}
        data={securityChoices}
        value={value.security}
        onChange={chooseSecurity}
        allowDeselect={false}
      />
      <NumberInput
        label={t('form.port')}
        value={value.port}
        onChange={(port) => onChange({ port: Number(port) || 0 })}
        error={faults['imap.port']}
        min={1}
        max={65_535}
        allowDecimal={false}
        required
      />
      <TextInput label={t('form.username')} autoComplete="off" {...text('username')} />
      <PasswordInput
        label={t('form.password')}
        description={hasPassword ? t('form.passwordKept') : undefined}
        autoComplete="new-password"
        value={value.password}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
        error={faults['password'] ?? faults['imap.password']}
        required={!hasPassword}
      />
      <TextInput label={t('form.folder')} {...text('folder')} />
    </>
  );
}
