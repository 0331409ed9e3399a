'use client';

import { Button, Checkbox, Group, PasswordInput, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { errorSentence, FormDialog, toastSuccess } from '@kelp/ui';
import { saveProvider, type ProviderCard } from '../contract';
import { knock } from './doors-client';
import { useRoles } from './people-queries';
import { t } from './strings';
import type { Proof } from './use-proof';

type Preset = ProviderCard['preset'];

interface Draft {
  name: string;
  portal: 'msp' | 'client';
  preset: Preset;
  issuer: string;
  clientId: string;
  clientSecret: string;
  isEnabled: boolean;
  mayCreate: boolean;
  roleId: string | null;
  domains: string[];
  isSecondFactor: boolean;
}

const microsoft = (directory: string) => `https://login.microsoftonline.com/${directory}/v2.0`;
const start: Record<Preset, { name: string; issuer: string }> = {
  google: { name: 'Google', issuer: 'https://accounts.google.com' },
  microsoft: { name: 'Microsoft', issuer: microsoft('') },
  generic: { name: '', issuer: '' },
};
const presetChoices = (['google', 'microsoft', 'generic'] as const).map((value) => ({
  value,
  label: t(`provider.preset.${value}`),
}));

const draftOf = (provider: ProviderCard | null): Draft => ({
  preset: 'generic',
  portal: 'msp',
  name: '',
  issuer: '',
  clientId: '',
  isEnabled: true,
  mayCreate: false,
  roleId: null,
  domains: [],
  isSecondFactor: false,
  ...provider,
  clientSecret: '',
});

function Check({ issuer, clientId }: { issuer: string; clientId: string }) {
  const [answer, setAnswer] = useState<{ isGood: boolean; text: string } | null>(null);
  const [working, setWorking] = useState(false);

  async function run() {
    setWorking(true);
    try {
      const found = await knock<{ signInAddress: string }>('provider/check', { issuer, clientId });
      setAnswer({ isGood: true, text: t('provider.check.good', { address: found.signInAddress }) });
    } catch (error) {
      setAnswer({ isGood: false, text: errorSentence(error) });
    } finally {
      setWorking(false);
    }
  }

  return (
    <Group gap="sm">
      <Button variant="default" size="xs" loading={working} disabled={!issuer || !clientId} onClick={() => void run()}>
        {t('provider.check')}
      </Button>
      {answer && (
        <Text size="sm" role="status" className={answer.isGood ? undefined : 'kelp-field-error'}>
          {answer.text}
        </Text>
      )}
    </Group>
  );
}

export interface ProviderDialogProps {
  provider: ProviderCard | null;
  callback: string;
  withProof: Proof['withProof'];
  onSaved: () => Promise<unknown>;
  onClose: () => void;
}

/** Makes or changes a way to sign in with an account somewhere else. */
export function ProviderDialog({ provider, callback, withProof, onSaved, onClose }: ProviderDialogProps) {
  const roles = useRoles(true);
  const form = useForm<Draft>({ initialValues: draftOf(provider) });
  const { values } = form;

  function choose(preset: Preset) {
    form.setValues({ preset, issuer: start[preset].issuer, name: values.name || start[preset].name });
  }

  async function submit() {
    const { clientSecret, ...facts } = values;
    await withProof(() =>
      call(saveProvider, {
        ...(provider ? { id: provider.id, version: provider.version } : {}),
        name: facts.name,
        preset: facts.preset,
        portal: facts.portal,
        issuer: facts.issuer,
        clientId: facts.clientId,
        isEnabled: facts.isEnabled,
        mayCreate: facts.mayCreate,
        roleId: facts.roleId,
        domains: facts.domains,
        isSecondFactor: facts.isSecondFactor,
        ...(clientSecret ? { clientSecret } : {}),
      }),
    );
    toastSuccess(t('provider.saved', { name: facts.name }));
    await onSaved();
  }

  return (
    <FormDialog
      title={provider ? provider.name : t('provider.new')}
      submitLabel={t('provider.save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <Select
          label={t('provider.preset')}
          data={presetChoices}
          allowDeselect={false}
          value={values.preset}
          onChange={(preset) => choose((preset ?? 'generic') as Preset)}
        />
        <Select
          label={t('provider.portal')}
          data={[
            { value: 'msp', label: t('provider.portal.msp') },
            { value: 'client', label: t('provider.portal.client') },
          ]}
          allowDeselect={false}
          {...form.getInputProps('portal')}
        />
      </Group>
      <TextInput
        label={t('factors.name')}
        description={t('provider.name.hint')}
        required
        maxLength={60}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('provider.issuer')}
        description={t(`provider.issuer.${values.preset}`)}
        required
        readOnly={values.preset === 'google'}
        {...form.getInputProps('issuer')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('provider.clientId')} required {...form.getInputProps('clientId')} />
        <PasswordInput
          label={t('provider.secret')}
          placeholder={provider?.hasSecret ? t('provider.secret.kept') : undefined}
          autoComplete="off"
          {...form.getInputProps('clientSecret')}
        />
      </Group>
      <TextInput label={t('provider.callback')} description={t('provider.callback.hint')} readOnly value={callback} />
      <Check issuer={values.issuer} clientId={values.clientId} />
      <Stack gap="xs">
        <Checkbox label={t('provider.enabled')} {...form.getInputProps('isEnabled', { type: 'checkbox' })} />
        <Checkbox
          label={t('provider.secondFactor')}
          description={t('provider.secondFactor.hint')}
          {...form.getInputProps('isSecondFactor', { type: 'checkbox' })}
        />
        {values.portal === 'msp' && (
          <Checkbox
            label={t('provider.mayCreate')}
            description={t('provider.mayCreate.hint')}
            {...form.getInputProps('mayCreate', { type: 'checkbox' })}
          />
        )}
      </Stack>
      {values.portal === 'msp' && values.mayCreate && (
        <Group grow align="flex-start">
          <TagsInput
            label={t('provider.domains')}
            description={t('provider.domains.hint')}
            placeholder="northstar.test"
            {...form.getInputProps('domains')}
          />
          <Select
            label={t('provider.role')}
            data={(roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('roleId')}
          />
        </Group>
      )}
    </FormDialog>
  );
}
