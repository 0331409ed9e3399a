'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createContact, updateContact, type ContactCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';

interface ContactDialogProps {
  client: { id: string; name: string };
  /** null for a new one */
  contact: ContactCard | null;
  onClose: () => void;
}

/** A contact of a client: new, or changed. */
export function ContactDialog({ client, contact, onClose }: ContactDialogProps) {
  const refresh = useRefreshClients();
  const [form, setForm] = useState({
    fullName: contact?.fullName ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    title: contact?.title ?? '',
  });
  const [isInactive, setInactive] = useState(contact?.isInactive ?? false);
  const [fields, setFields] = useState<Record<string, string>>({});
  const bind = (key: keyof typeof form) => ({
    label: t(`field.${key}`),
    value: form[key],
    error: fields[key],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setForm((all) => ({ ...all, [key]: value }));
    },
  });

  async function save() {
    const values = { ...form, email: form.email.trim() || null };
    if (contact) await call(updateContact, { id: contact.id, ...values, isInactive });
    else await call(createContact, { clientId: client.id, ...values });
    await refresh();
    toastSuccess(t('contact.saved', { name: form.fullName.trim() }));
  }

  return (
    <FormDialog
      title={contact ? t('contact.edit', { name: contact.fullName }) : t('contact.new', { name: client.name })}
      submitLabel={contact ? t('contact.save') : t('contact.create')}
      onSubmit={save}
      onFieldErrors={setFields}
      onClose={onClose}
    >
      <TextInput {...bind('fullName')} required maxLength={200} data-autofocus />
      <TextInput {...bind('email')} type="email" maxLength={254} />
      <TextInput {...bind('phone')} type="tel" maxLength={50} />
      <TextInput {...bind('title')} maxLength={100} />
      {contact && (
        <Checkbox
          label={t('contact.inactive')}
          checked={isInactive}
          onChange={(event) => setInactive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
