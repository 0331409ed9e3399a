'use client';

import { Group, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { notFound } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createContact, getClient, updateContact, type ContactCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';
import { useHolder } from './use-holder';
import { useRecordForm, type Shown } from './use-record-form';

const blank = { fullName: '', email: '', phone: '', title: '' };
type ContactValues = typeof blank;

const shownOf = ({ fullName, email, phone, title, version }: ContactCard): Shown<ContactValues> => ({
  values: { fullName, email: email ?? '', phone, title },
  version,
});

function ContactFields({ form }: { form: UseFormReturnType<ContactValues> }) {
  return (
    <>
      <TextInput
        label={t('contact.fullName')}
        required
        maxLength={200}
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('fullName')}
      />
      <TextInput
        label={t('contact.email')}
        description={t('contact.emailHint')}
        type="email"
        maxLength={254}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('contact.phone')}
          type="tel"
          maxLength={50}
          autoComplete="off"
          {...form.getInputProps('phone')}
        />
        <TextInput label={t('contact.title')} maxLength={100} autoComplete="off" {...form.getInputProps('title')} />
      </Group>
    </>
  );
}

/** A new contact of this client. */
export function NewContactDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const refresh = useRefreshClients();
  const form = useForm({ initialValues: blank });
  const holder = useHolder(clientId);

  async function submit() {
    const { email, ...values } = form.values;
    await call(createContact, { clientId, ...values, email: email || null });
    toastSuccess(t('contacts.saved', { name: values.fullName.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('contacts.new')}
      submitLabel={t('contacts.create')}
      onSubmit={() => holder.watch(submit)}
      wayOut={holder.link}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <ContactFields form={form} />
    </FormDialog>
  );
}

/** Changes the facts of a contact. */
export function ContactDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const refresh = useRefreshClients();
  const holder = useHolder(contact.clientId);
  const { form, submit } = useRecordForm(
    shownOf(contact),
    async ({ email, ...patch }, version) => {
      const address = email === undefined ? {} : { email: email || null };
      await call(updateContact, { id: contact.id, version, ...patch, ...address });
      toastSuccess(t('contacts.saved', { name: form.getValues().fullName.trim() }));
      await refresh();
    },
    async () => {
      const { contacts } = await call(getClient, { id: contact.clientId ?? '' });
      const now = contacts.find(({ id }) => id === contact.id);
      if (!now) throw notFound('contact');
      return shownOf(now);
    },
  );
  return (
    <FormDialog
      title={t('contacts.editTitle')}
      submitLabel={t('save')}
      onSubmit={() => holder.watch(submit)}
      wayOut={holder.link}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <ContactFields form={form} />
    </FormDialog>
  );
}
