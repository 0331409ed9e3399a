'use client';

import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { clientType, createClient, type ClientType } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';
import { useCustomForm } from './use-custom-form';
import { useHolder } from './use-holder';

const blank = { name: '', type: 'company' as ClientType, location: '', city: '', country: '', domains: '' };

/** What is typed, as the server takes it. Throws the sentence for an address without a location's name. */
function inputOf({ name, type, location, city, country, domains }: typeof blank) {
  const words = domains.split(/[\s,;]+/).map((word) => word.replace(/^@/, '').toLowerCase());
  if (!location.trim() && (city.trim() || country.trim())) {
    throw invalid(t('new.locationNeedsName'), { location: t('new.locationNeedsName') });
  }
  return {
    name,
    type,
    domains: words.filter(Boolean),
    ...(location.trim() ? { location: { name: location, city: city.trim(), country: country.trim() } } : {}),
  };
}

/** Fields the server names by their place in the input, by the field that the person sees. */
const seen = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).map(([path, sentence]) => {
      const [first = path, second] = path.split('.');
      return [first === 'location' && second && second !== 'name' ? second : first, sentence];
    }),
  );

export interface NewClientDialogProps {
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** A new client needs a name; its first location and its mail domains may come along. */
export function NewClientDialog({ onClose, onCreated }: NewClientDialogProps) {
  const refresh = useRefreshClients();
  const form = useForm({ initialValues: blank });
  const holder = useHolder();
  const custom = useCustomForm('client');

  async function submit() {
    const { id } = await call(createClient, { ...inputOf(form.values), custom: custom.values() });
    toastSuccess(t('new.done', { name: form.values.name.trim() }));
    onCreated(id);
    await refresh();
  }

  return (
    <FormDialog
      title={t('new.title')}
      submitLabel={t('new.create')}
      onSubmit={() => holder.watch(submit)}
      wayOut={holder.link}
      onFieldErrors={(fields) => {
        form.setErrors(seen(fields));
        custom.setErrors(fields);
      }}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <NativeSelect
        label={t('field.type')}
        data={clientType.options.map((value) => ({ value, label: t(`type.${value}`) }))}
        {...form.getInputProps('type')}
      />
      <TextInput
        label={t('location.name')}
        description={t('new.locationHint')}
        maxLength={200}
        {...form.getInputProps('location')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('location.city')} maxLength={100} {...form.getInputProps('city')} />
        <TextInput label={t('location.country')} maxLength={100} {...form.getInputProps('country')} />
      </Group>
      <TextInput
        label={t('new.domains')}
        description={t('new.domainsHint')}
        placeholder={t('domains.example')}
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('domains')}
      />
      {custom.inputs}
    </FormDialog>
  );
}
