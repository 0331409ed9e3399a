'use client';

import { Button, Group, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Facts, FormDialog, Section, toastSuccess } from '@kelp/ui';
import { saveBillingProfile, type BillingProfileCard, type ContractCard } from '../contract';
import { useBillingProfiles, useRefreshContracts } from './contract-queries';
import { t } from './strings';

type Terms = BillingProfileCard['terms'];

function termsText(terms: Terms): string {
  if (terms.kind === 'on_receipt') return t('pay.on_receipt');
  if (terms.kind === 'fixed_day') return t('pay.fixed_day', { day: terms.dayOfMonth });
  return t(`pay.${terms.kind}`, { days: terms.days });
}

const numberOf = (terms: Terms): number =>
  terms.kind === 'on_receipt' ? 0 : terms.kind === 'fixed_day' ? terms.dayOfMonth : terms.days;

function termsOf(kind: Terms['kind'], number: number): Terms {
  if (kind === 'on_receipt') return { kind };
  return kind === 'fixed_day' ? { kind, dayOfMonth: number } : { kind, days: number };
}

function ProfileDialog({ profile, onClose }: { profile: BillingProfileCard; onClose: () => void }) {
  const refresh = useRefreshContracts();
  const { name, zone, taxPlace, address, requiresAddress } = profile;
  const form = useForm({
    initialValues: {
      ...{ name, zone, taxPlace, address, requiresAddress },
      email: profile.email ?? '',
      kind: profile.terms.kind,
      number: numberOf(profile.terms),
    },
  });
  const { values } = form;

  async function submit() {
    const { kind, number, email, ...facts } = values;
    const { id, version, clientId } = profile;
    await call(saveBillingProfile, {
      id,
      version,
      clientId,
      ...facts,
      email: email || null,
      terms: termsOf(kind, number),
    });
    toastSuccess(t('profile.saved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('profile.edit')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={(fields) =>
        form.setErrors({ ...fields, number: fields['terms.days'] ?? fields['terms.dayOfMonth'] })
      }
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput label={t('profile.name')} required data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('profile.email')} type="email" {...form.getInputProps('email')} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('profile.terms')}
          data={(['net', 'end_of_month', 'fixed_day', 'on_receipt'] as const).map((value) => ({
            value,
            label: t(`payKind.${value}`),
          }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        {values.kind !== 'on_receipt' && (
          <NumberInput
            label={t(values.kind === 'fixed_day' ? 'profile.dayOfMonth' : 'profile.days')}
            min={values.kind === 'fixed_day' ? 1 : 0}
            max={values.kind === 'fixed_day' ? 31 : 365}
            allowDecimal={false}
            {...form.getInputProps('number')}
          />
        )}
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('profile.taxPlace')}
          description={t('profile.taxPlaceHint')}
          required
          {...form.getInputProps('taxPlace')}
        />
        <TextInput
          label={t('profile.zone')}
          description={t('profile.zoneHint')}
          required
          {...form.getInputProps('zone')}
        />
      </Group>
      <Textarea label={t('profile.address')} autosize minRows={3} {...form.getInputProps('address')} />
      <Switch
        label={t('profile.requiresAddress')}
        description={t('profile.requiresAddressHint')}
        {...form.getInputProps('requiresAddress', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}

/** Who gets the invoices of this contract, and on which terms. */
export function ProfileSection({ contract }: { contract: ContractCard }) {
  const mayRead = contract.abilities.includes('billing_profile.read');
  const { data } = useBillingProfiles(contract.client?.id ?? null, mayRead);
  const [isEditing, setEditing] = useState(false);
  const profile = data?.profiles.find(({ id }) => id === contract.billingProfile?.id);
  if (!profile) return null;
  const facts = [
    { key: 'name', label: t('profile.name'), value: profile.name },
    { key: 'terms', label: t('profile.terms'), value: termsText(profile.terms) },
    { key: 'currency', label: t('facts.currency'), value: profile.currency },
    {
      key: 'place',
      label: t('profile.taxPlace'),
      value: profile.taxPlace === '*' ? t('profile.everywhere') : profile.taxPlace,
    },
    { key: 'zone', label: t('profile.zone'), value: profile.zone },
    { key: 'email', label: t('profile.email'), value: profile.email ?? '–' },
    {
      key: 'address',
      label: t('profile.address'),
      value: <span style={{ whiteSpace: 'pre-line' }}>{profile.address || '–'}</span>,
    },
  ];
  const edit = data?.abilities.includes('billing_profile.update') && (
    <Button size="xs" variant="default" onClick={() => setEditing(true)}>
      {t('profile.edit')}
    </Button>
  );
  return (
    <Section title={t('profile.title')} actions={edit}>
      <Facts facts={facts} />
      {isEditing && <ProfileDialog profile={profile} onClose={() => setEditing(false)} />}
    </Section>
  );
}
