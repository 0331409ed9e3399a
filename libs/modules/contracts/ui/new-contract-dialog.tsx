'use client';

import { Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { invalid, type Cycle } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import { createContract } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

const cycles = ['monthly', 'quarterly', 'half_yearly', 'annual', 'weekly', 'two_weekly', 'four_weekly'] as const;

interface Draft {
  clientId: string | null;
  name: string;
  startsOn: string;
  cycle: Cycle;
  anchor: 'day' | 'last_day';
  dayOfMonth: number;
  reference: string;
  poNumber: string;
  pricesIncludeTax: boolean;
}

const initialValues: Draft = {
  clientId: null,
  name: '',
  startsOn: '',
  cycle: 'monthly',
  anchor: 'day',
  dayOfMonth: 1,
  reference: '',
  poNumber: '',
  pricesIncludeTax: false,
};

const isWeeks = (cycle: Cycle) => cycle.endsWith('weekly');

function anchorOf({ cycle, anchor, dayOfMonth, reference, startsOn }: Draft) {
  if (isWeeks(cycle)) return { kind: 'reference' as const, date: reference || startsOn };
  return anchor === 'last_day' ? { kind: anchor } : { kind: anchor, dayOfMonth };
}

export interface NewContractDialogProps {
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** A new contract begins as a draft: its lines are added on its page, and then it is put in force. */
export function NewContractDialog({ onClose, onCreated }: NewContractDialogProps) {
  const refresh = useRefreshContracts();
  const form = useForm<Draft>({ initialValues });
  const { values } = form;

  async function submit() {
    const { clientId, name, startsOn, cycle, poNumber, pricesIncludeTax } = values;
    if (!clientId) throw invalid(t('new.chooseClient'));
    const facts = {
      clientId,
      name,
      startsOn,
      endsOn: null,
      cycle,
      anchor: anchorOf(values),
      leadDays: 0,
      poNumber,
      pricesIncludeTax,
    };
    const { id } = await call(createContract, { ...facts, isDraft: true, lines: [] });
    await refresh();
    onCreated(id);
  }

  return (
    <FormDialog
      title={t('new.title')}
      submitLabel={t('new.create')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <ClientSelect
        value={values.clientId}
        onChange={(client) => form.setFieldValue('clientId', client?.id ?? null)}
        required
        data-autofocus
      />
      <TextInput
        label={t('column.contract')}
        description={t('new.nameHint')}
        required
        {...form.getInputProps('name')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('new.startsOn')} type="date" required {...form.getInputProps('startsOn')} />
        <Select
          label={t('new.cycle')}
          data={cycles.map((value) => ({ value, label: t(`cycle.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('cycle')}
        />
      </Group>
      {isWeeks(values.cycle) ? (
        <TextInput
          label={t('new.reference')}
          description={t('new.referenceHint')}
          type="date"
          {...form.getInputProps('reference')}
        />
      ) : (
        <Group grow align="flex-start">
          <Select
            label={t('new.anchor')}
            data={(['day', 'last_day'] as const).map((value) => ({ value, label: t(`anchor.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('anchor')}
          />
          {values.anchor === 'day' && (
            <NumberInput
              label={t('new.dayOfMonth')}
              min={1}
              max={31}
              allowDecimal={false}
              {...form.getInputProps('dayOfMonth')}
            />
          )}
        </Group>
      )}
      <TextInput label={t('facts.po')} {...form.getInputProps('poNumber')} />
      <Switch
        label={t('facts.includesTax')}
        description={t('facts.includesTaxHint')}
        {...form.getInputProps('pricesIncludeTax', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
