'use client';

import { Group, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createMeter, updateMeter, type MeterCard } from '../contract';
import { useServiceChoices } from './contract-queries';
import { useRefreshMeters } from './meter-queries';
import { t } from './strings';

const aggregates = ['sum', 'max', 'last', 'unique'] as const;

interface MeterDialogProps {
  /** Left out: a new one. */
  meter?: MeterCard;
  onSaved?: (id: string) => void;
  onClose: () => void;
}

/** A new meter, or another name, unit or service of one. */
export function MeterDialog({ meter, onSaved, onClose }: MeterDialogProps) {
  const refresh = useRefreshMeters();
  const services = useServiceChoices().data?.rows ?? [];
  const [name, setName] = useState(meter?.name ?? '');
  const [unit, setUnit] = useState(meter?.unit ?? '');
  const [aggregate, setAggregate] = useState<(typeof aggregates)[number]>(meter?.aggregate ?? 'sum');
  const [serviceId, setService] = useState<string | null>(meter?.service.id ?? null);
  const [isActive, setActive] = useState(meter?.isActive ?? true);
  const [errors, setErrors] = useState<Record<string, string>>({});

  async function submit() {
    const facts = { name, unit, serviceId: serviceId ?? '' };
    const { id } = meter
      ? await call(updateMeter, { id: meter.id, version: meter.version, ...facts, isActive })
      : await call(createMeter, { ...facts, aggregate });
    toastSuccess(t('meter.saved', { name }));
    await refresh();
    onSaved?.(id);
  }

  return (
    <FormDialog
      title={meter ? t('meter.edit', { name: meter.name }) : t('meter.new')}
      submitLabel={meter ? t('save') : t('meter.create')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('meter.name')}
          description={t('meter.nameHint')}
          required
          data-autofocus
          value={name}
          error={errors['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('meter.unit')}
          description={t('meter.unitHint')}
          required
          value={unit}
          error={errors['unit']}
          onChange={(event) => setUnit(event.currentTarget.value)}
        />
      </Group>
      <Select
        label={t('meter.aggregate')}
        description={meter ? t('meter.aggregateStays') : t(`meter.aggregateHint.${aggregate}`)}
        data={aggregates.map((value) => ({ value, label: t(`meter.aggregate.${value}`) }))}
        allowDeselect={false}
        disabled={meter !== undefined}
        value={aggregate}
        onChange={(value) => value && setAggregate(value)}
      />
      <Select
        label={t('meter.service')}
        description={t('meter.serviceHint')}
        data={services.map((one) => ({ value: one.id, label: one.name }))}
        searchable
        required
        value={serviceId}
        error={errors['serviceId']}
        onChange={setService}
      />
      {meter && (
        <Switch
          label={t('meter.isActive')}
          checked={isActive}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
