'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createContact, getContact, updateContact, type ContactCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { EmailRows, PhoneRows } from './contact-rows';
import { blankContact, contactPatch, shownContact, valueInWords, type ContactValues } from './contact-values';
import { t } from './strings';
import { useCustomForm } from './use-custom-form';
import { useHolder } from './use-holder';
import { useRecordForm } from './use-record-form';

function ContactFields({ form }: { form: UseFormReturnType<ContactValues> }) {
  const rows = (key: 'phones' | 'otherEmails') => ({
    value: form.values[key],
    onChange: (value: string) => form.setFieldValue(key, value),
    error: form.errors[key],
  });
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
      <EmailRows {...rows('otherEmails')} />
      <PhoneRows {...rows('phones')} />
      <TextInput label={t('contact.title')} maxLength={100} autoComplete="off" {...form.getInputProps('title')} />
      <Checkbox
        label={t('contact.isExternal')}
        description={t('contact.isExternalHint')}
        checked={form.values.isExternal === 'yes'}
        onChange={(event) => form.setFieldValue('isExternal', event.target.checked ? 'yes' : '')}
      />
    </>
  );
}

/** A new contact of this client. */
export function NewContactDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const refresh = useRefreshClients();
  const form = useForm({ initialValues: blankContact });
  const holder = useHolder(clientId);
  const custom = useCustomForm('contact');

  async function submit() {
    const { fullName } = form.values;
    await call(createContact, { clientId, ...contactPatch(form.values), fullName, custom: custom.values() });
    toastSuccess(t('contacts.saved', { name: fullName.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('contacts.new')}
      submitLabel={t('contacts.create')}
      onSubmit={() => holder.watch(submit)}
      wayOut={holder.link}
      onFieldErrors={(fields) => {
        form.setErrors(fields);
        custom.setErrors(fields);
      }}
      onClose={onClose}
    >
      <ContactFields form={form} />
      {custom.inputs}
    </FormDialog>
  );
}

/** Changes the facts of a contact. */
export function ContactDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const refresh = useRefreshClients();
  const holder = useHolder(contact.clientId);
  const custom = useCustomForm('contact', contact.custom);
  const { form, submit } = useRecordForm(
    shownContact(contact),
    async (patch, version) => {
      await call(updateContact, { id: contact.id, version, ...contactPatch(patch) });
      toastSuccess(t('contacts.saved', { name: form.getValues().fullName.trim() }));
      await refresh();
    },
    async () => {
      return shownContact(await call(getContact, { id: contact.id }));
    },
    valueInWords,
  );
  /** The custom fields first: they are merged by key, so no other change can be in their way. */
  async function submitAll() {
    const values = custom.values();
    if (Object.keys(values).length > 0) {
      await call(updateContact, { id: contact.id, custom: values });
      await refresh();
    }
    await submit();
  }

  return (
    <FormDialog
      title={t('contacts.editTitle')}
      submitLabel={t('save')}
      onSubmit={() => holder.watch(submitAll)}
      wayOut={holder.link}
      onFieldErrors={(fields) => {
        form.setErrors(fields);
        custom.setErrors(fields);
      }}
      onClose={onClose}
    >
      <ContactFields form={form} />
      {custom.inputs}
    </FormDialog>
  );
}
