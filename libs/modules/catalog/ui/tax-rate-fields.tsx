'use client';

import { ActionIcon, Button, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UseFormReturnType } from '@mantine/form';
import { minorDigits, minorToDecimalString, parseMoney } from '@kelp/std';
import type { setTaxRate } from '../contract';
import type { z } from '@kelp/kernel/contract';
import { t } from './strings';

type Input = z.input<typeof setTaxRate.input>;

export interface RateDraft {
  categoryId: string;
  place: string;
  component: string;
  name: string;
  percent: string;
  reason: string;
  code: string;
  reasonCode: string;
  validFrom: string;
  position: number;
  isCompound: boolean;
  isDeclared: boolean;
  hasBands: boolean;
  basis: 'document' | 'line';
  method: 'graduated' | 'whole';
  currency: string;
  /** Amounts as they are typed; the last step has none. */
  steps: { upTo: string; percent: string }[];
}

export const emptyRate = (categoryId: string, currency: string): RateDraft => ({
  categoryId,
  place: '*',
  component: '',
  name: 'Tax',
  percent: '',
  reason: '',
  code: '',
  reasonCode: '',
  validFrom: '',
  position: 0,
  isCompound: false,
  isDeclared: true,
  hasBands: false,
  basis: 'document',
  method: 'graduated',
  currency,
  steps: [
    { upTo: minorToDecimalString(10n ** BigInt(minorDigits(currency) + 2), currency), percent: '0' },
    { upTo: '', percent: '' },
  ],
});

const stepsOf = ({ steps, currency }: RateDraft) =>
  steps.map(({ upTo, percent }, at) => ({
    upTo: at === steps.length - 1 ? null : parseMoney(upTo, currency).toString(),
    percent,
  }));

/** What is typed as it goes over the wire. Throws the sentence for what is no amount. */
export function rateInput(draft: RateDraft): Input {
  const { categoryId, place, component, name, reason, code, reasonCode, validFrom, hasBands } = draft;
  const { position, isCompound, isDeclared, basis, method, currency } = draft;
  return {
    ...{ categoryId, place, component, name, position, isCompound, isDeclared, reasonCode },
    percent: hasBands ? '0' : draft.percent,
    ...(reason ? { reason } : {}),
    ...(code ? { code: code as NonNullable<Input['code']> } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(hasBands ? { bands: { basis, method, currency, steps: stepsOf(draft) } } : {}),
  };
}

type Form = UseFormReturnType<RateDraft>;

/** Rates by amount: up to each, and beyond the last. */
export function BandFields({ form }: { form: Form }) {
  const { steps } = form.values;
  const set = (at: number, change: Partial<RateDraft['steps'][number]>) =>
    form.setFieldValue(
      'steps',
      steps.map((step, index) => (index === at ? { ...step, ...change } : step)),
    );
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <Select
          label={t('tax.basis')}
          data={(['document', 'line'] as const).map((value) => ({ value, label: t(`tax.basis.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('basis')}
        />
        <Select
          label={t('tax.method')}
          data={(['graduated', 'whole'] as const).map((value) => ({ value, label: t(`tax.method.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('method')}
        />
        <TextInput label={t('price.currency')} maxLength={3} {...form.getInputProps('currency')} />
      </Group>
      {steps.map((step, at) => {
        const isLast = at === steps.length - 1;
        return (
          <Group key={at} align="flex-end" wrap="nowrap">
            <TextInput
              label={t('tax.stepUpTo')}
              value={isLast ? '' : step.upTo}
              placeholder={isLast ? t('tax.stepRest') : ''}
              disabled={isLast}
              inputMode="decimal"
              onChange={(event) => set(at, { upTo: event.currentTarget.value })}
            />
            <TextInput
              label={t('tax.percent')}
              value={step.percent}
              inputMode="decimal"
              onChange={(event) => set(at, { percent: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              disabled={steps.length <= 2 || isLast}
              aria-label={t('tax.stepRemove')}
              onClick={() =>
                form.setFieldValue(
                  'steps',
                  steps.filter((_, index) => index !== at),
                )
              }
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            form.setFieldValue('steps', [...steps.slice(0, -1), { upTo: '', percent: '' }, ...steps.slice(-1)])
          }
        >
          {t('tax.stepAdd')}
        </Button>
      </div>
      {form.errors['bands'] && <p className="kelp-field-error">{form.errors['bands']}</p>}
    </Stack>
  );
}

/** Taxes beside each other: which one this is, in which order, and how it rounds. */
export function ComponentFields({ form }: { form: Form }) {
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('tax.component')}
          description={t('tax.componentHint')}
          maxLength={40}
          {...form.getInputProps('component')}
        />
        <NumberInput
          label={t('tax.position')}
          description={t('tax.positionHint')}
          min={0}
          max={99}
          allowDecimal={false}
          {...form.getInputProps('position')}
        />
      </Group>
      <Switch
        label={t('tax.isCompound')}
        description={t('tax.isCompoundHint')}
        {...form.getInputProps('isCompound', { type: 'checkbox' })}
      />
      <Switch
        label={t('tax.isDeclared')}
        description={t('tax.isDeclaredHint')}
        {...form.getInputProps('isDeclared', { type: 'checkbox' })}
      />
    </>
  );
}

const codes = ['Z', 'E', 'AE', 'K', 'G', 'O'] as const;

/** Why nothing is charged. */
export function ZeroFields({ form }: { form: Form }) {
  return (
    <>
      <TextInput label={t('tax.reason')} description={t('tax.reasonHint')} required {...form.getInputProps('reason')} />
      <Group grow align="flex-start">
        <Select
          label={t('tax.code')}
          data={codes.map((value) => ({ value, label: t(`tax.code.${value}`) }))}
          placeholder={t('tax.code.Z')}
          clearable
          {...form.getInputProps('code')}
        />
        <TextInput label={t('tax.reasonCode')} placeholder="VATEX-EU-132" {...form.getInputProps('reasonCode')} />
      </Group>
    </>
  );
}
