'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { addLocation } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';

const blank = { name: '', line1: '', postalCode: '', city: '', country: '' };
const keys = ['name', 'line1', 'postalCode', 'city', 'country'] as const;

/** A further location of a client. */
export function LocationDialog({ client, onClose }: { client: { id: string; name: string }; onClose: () => void }) {
  const refresh = useRefreshClients();
  const [form, setForm] = useState(blank);
  const [isDefault, setDefault] = useState(false);
  const [fields, setFields] = useState<Record<string, string>>({});

  async function add() {
    await call(addLocation, { clientId: client.id, line2: '', region: '', ...form, isDefault });
    await refresh();
    toastSuccess(t('location.saved', { name: form.name.trim() }));
  }

  return (
    <FormDialog
      title={t('location.new', { name: client.name })}
      submitLabel={t('location.create')}
      onSubmit={add}
      onFieldErrors={setFields}
      onClose={onClose}
    >
      {keys.map((key) => (
        <TextInput
          key={key}
          label={t(`field.${key}`)}
          value={form[key]}
          error={fields[key]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setForm((all) => ({ ...all, [key]: value }));
          }}
          required={key === 'name'}
          maxLength={100}
          {...(key === 'name' ? { 'data-autofocus': true } : {})}
        />
      ))}
      <Checkbox
        label={t('field.isDefault')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
