'use client';

import { ActionIcon, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { ToneMark } from '@kelp/ui';
import { fallWarnings } from '../domain/usage-sentence';
import { t } from './strings';
import { exampleOf, pricingWhileTyped, type TierDraft, type UsageDraft } from './usage-draft';

export interface UsageProps {
  usage: UsageDraft;
  currency: string;
  errors: Record<string, string>;
  set: (part: Partial<UsageDraft>) => void;
}

const kinds = ['unit', 'graduated', 'volume', 'package', 'percentage'] as const;

interface FieldProps {
  label: string;
  hint?: string;
  value: string;
  error?: string | undefined;
  required?: boolean;
  onChange: (value: string) => void;
}

const NumberField = ({ label, hint, value, error, required = false, onChange }: FieldProps) => (
  <TextInput
    label={label}
    description={hint}
    inputMode="decimal"
    required={required}
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** One row a tier; the last one has no end. */
function TierRows({ usage, currency, errors, set }: UsageProps) {
  const { tiers } = usage;
  const change = (at: number, part: Partial<TierDraft>) =>
    set({ tiers: tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)) });
  const add = () =>
    set({ tiers: [...tiers.slice(0, -1), { upTo: '', unitPrice: '', flatFee: '' }, ...tiers.slice(-1)] });
  return (
    <Stack gap="xs">
      {tiers.map((tier, index) => {
        const isLast = index === tiers.length - 1;
        const n = index + 1;
        return (
          <Group key={index} align="flex-end" wrap="nowrap" gap="xs">
            <TextInput
              label={t('usage.tierUpTo', { n })}
              inputMode="decimal"
              flex={1}
              disabled={isLast}
              placeholder={isLast ? t('usage.tierOpen') : ''}
              value={isLast ? '' : tier.upTo}
              onChange={(event) => change(index, { upTo: event.currentTarget.value })}
            />
            <TextInput
              label={t('usage.tierPrice', { n, currency })}
              inputMode="decimal"
              flex={1}
              required
              value={tier.unitPrice}
              onChange={(event) => change(index, { unitPrice: event.currentTarget.value })}
            />
            <TextInput
              label={t('usage.tierFee', { n })}
              inputMode="decimal"
              flex={1}
              value={tier.flatFee}
              onChange={(event) => change(index, { flatFee: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              disabled={tiers.length === 1}
              aria-label={t('usage.removeTier', { n })}
              onClick={() => set({ tiers: tiers.filter((_, at) => at !== index) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {errors['tiers'] && (
        <Text size="sm" c="var(--mantine-color-error)">
          {errors['tiers']}
        </Text>
      )}
      <Group>
        <Button size="xs" variant="default" onClick={add}>
          {t('usage.addTier')}
        </Button>
      </Group>
    </Stack>
  );
}

function KindFields(props: UsageProps) {
  const { usage, currency, errors, set } = props;
  const example = exampleOf(currency);
  switch (usage.kind) {
    case 'unit':
      return (
        <NumberField
          label={t('usage.unitPrice', { currency })}
          hint={t('usage.unitPriceHint', { example })}
          required
          value={usage.unitPrice}
          error={errors['unitPrice']}
          onChange={(unitPrice) => set({ unitPrice })}
        />
      );
    case 'package':
      return (
        <Group grow align="flex-start">
          <NumberField
            label={t('usage.size')}
            hint={t('usage.sizeHint')}
            required
            value={usage.size}
            error={errors['size']}
            onChange={(size) => set({ size })}
          />
          <NumberField
            label={t('usage.packagePrice', { currency })}
            required
            value={usage.packagePrice}
            error={errors['price']}
            onChange={(packagePrice) => set({ packagePrice })}
          />
        </Group>
      );
    case 'percentage':
      return (
        <NumberField
          label={t('discount.percent')}
          hint={t('usage.percentHint')}
          required
          value={usage.percent}
          error={errors['percent']}
          onChange={(percent) => set({ percent })}
        />
      );
    default:
      return <TierRows {...props} />;
  }
}

/** Where the typed table gets cheaper with more units; said before it is saved. */
function Falls({ usage, currency }: Pick<UsageProps, 'usage' | 'currency'>) {
  const pricing = pricingWhileTyped(usage, currency);
  const falls = pricing ? fallWarnings(pricing, currency) : [];
  return (
    <div role="status">
      {falls.map((sentence) => (
        <Text key={sentence} size="sm">
          <ToneMark tone="warning" /> {sentence}
        </Text>
      ))}
    </div>
  );
}

/** How usage becomes an amount: a price, tiers, packages or a percentage, with what is included and the least of a period. */
export function UsageFields(props: UsageProps) {
  const { usage, currency, errors, set } = props;
  return (
    <>
      <Select
        label={t('usage.kind')}
        data={kinds.map((value) => ({ value, label: t(`usage.kind.${value}`) }))}
        allowDeselect={false}
        value={usage.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      <KindFields {...props} />
      <Falls usage={usage} currency={currency} />
      <Group grow align="flex-start">
        <NumberField
          label={t('usage.included')}
          hint={t('usage.includedHint')}
          value={usage.included}
          error={errors['included']}
          onChange={(included) => set({ included })}
        />
        <NumberField
          label={t('usage.minimum', { currency })}
          hint={t('usage.minimumHint')}
          value={usage.minimum}
          error={errors['minimum']}
          onChange={(minimum) => set({ minimum })}
        />
      </Group>
      <Switch
        label={t('usage.prorates')}
        checked={usage.proratesIncluded}
        onChange={(event) => set({ proratesIncluded: event.currentTarget.checked })}
      />
    </>
  );
}
