'use client';

import { Group, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { addDiscount, type ContractCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';
import { TargetField, targetOf } from './target-field';

const repeatsChoices = ['every_invoice', 'once', 'until_used'] as const;

/** What is typed about a discount or an offer, before anything is. */
export const emptyDraft = (validFrom: string, target: string) => ({
  name: '',
  kind: 'percent' as 'percent' | 'amount',
  percent: '',
  amount: '',
  cap: '',
  target,
  level: 'document' as 'line' | 'document',
  repeats: 'every_invoice' as (typeof repeatsChoices)[number],
  isThirdPartyFunded: false,
  validFrom,
  lastDay: '',
});
export type Draft = ReturnType<typeof emptyDraft>;

/** The facts for the wire. Throws the sentence for what is no amount. */
export function factsOf(draft: Draft, currency: string) {
  const { kind, percent, amount, cap, level, repeats, isThirdPartyFunded, validFrom, lastDay, name } = draft;
  const money = (text: string) => parseMoney(text, currency);
  const reduction =
    kind === 'percent'
      ? { kind, percent: percent.trim(), cap: cap.trim() === '' ? null : money(cap) }
      : { kind, amount: money(amount) };
  const hasMoney = kind === 'amount' || cap.trim() !== '';
  const validTo = lastDay === '' ? null : addDays(lastDay, 1);
  const facts = { name, reduction, level, repeats, isThirdPartyFunded, validFrom, validTo };
  return { ...facts, ...(hasMoney ? { currency } : {}) };
}

export interface PartProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  errors: Record<string, string>;
  currency: string;
}

/** A percentage with its limit, or an amount. */
export function ReductionFields({ draft, set, errors, currency }: PartProps) {
  return (
    <>
      <SegmentedControl
        aria-label={t('discount.kind')}
        data={(['percent', 'amount'] as const).map((value) => ({ value, label: t(`discount.kind.${value}`) }))}
        value={draft.kind}
        onChange={(value) =>
          set({ kind: value as Draft['kind'], ...(value === 'percent' ? { repeats: 'every_invoice' } : {}) })
        }
      />
      <Group grow align="flex-start">
        {draft.kind === 'percent' ? (
          <>
            <TextInput
              label={t('discount.percent')}
              description={t('discount.percentHint')}
              inputMode="decimal"
              required
              value={draft.percent}
              onChange={(event) => set({ percent: event.currentTarget.value })}
              error={errors['reduction.percent']}
            />
            <TextInput
              label={t('discount.cap', { currency })}
              description={t('discount.capHint')}
              inputMode="decimal"
              value={draft.cap}
              onChange={(event) => set({ cap: event.currentTarget.value })}
              error={errors['reduction.cap']}
            />
          </>
        ) : (
          <TextInput
            label={t('discount.amount', { currency })}
            description={t('discount.amountHint')}
            inputMode="decimal"
            required
            value={draft.amount}
            onChange={(event) => set({ amount: event.currentTarget.value })}
            error={errors['reduction.amount']}
          />
        )}
      </Group>
    </>
  );
}

/** What it is taken from, and how often. */
export function HowFields({ draft, set, errors }: PartProps) {
  const offered = draft.kind === 'percent' ? repeatsChoices.slice(0, 2) : repeatsChoices;
  return (
    <>
      <Select
        label={t('discount.level')}
        data={(['document', 'line'] as const).map((value) => ({ value, label: t(`discount.level.${value}`) }))}
        allowDeselect={false}
        value={draft.level}
        onChange={(level) => level && set({ level })}
      />
      <Select
        label={t('discount.repeats')}
        data={offered.map((value) => ({ value, label: t(`discount.repeats.${value}`) }))}
        allowDeselect={false}
        value={draft.repeats}
        onChange={(repeats) => repeats && set({ repeats })}
        error={errors['repeats']}
      />
    </>
  );
}

/** From when and until when. */
export function DateFields({ draft, set, errors }: PartProps) {
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('discount.from')}
        description={t('discount.fromHint')}
        type="date"
        required
        value={draft.validFrom}
        onChange={(event) => set({ validFrom: event.currentTarget.value })}
        error={errors['validFrom']}
      />
      <TextInput
        label={t('end.lastDay')}
        description={t('discount.lastDayHint')}
        type="date"
        value={draft.lastDay}
        onChange={(event) => set({ lastDay: event.currentTarget.value })}
        error={errors['validTo']}
      />
    </Group>
  );
}

/** Gives the contract, one of its lines or the whole client a discount. */
export function DiscountDialog({ contract, onClose }: { contract: ContractCard; onClose: () => void }) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState(() =>
    emptyDraft(contract.today > contract.startsOn ? contract.today : contract.startsOn, `contract ${contract.id}`),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  const { currency } = contract;

  async function submit() {
    await call(addDiscount, { target: targetOf(draft.target), ...factsOf(draft, currency) });
    toastSuccess(t('discount.added', { name: draft.name }));
    await refresh();
  }

  const part = { draft, set, errors, currency };
  return (
    <FormDialog
      title={t('discount.add')}
      submitLabel={t('discount.add')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('discount.name')}
        description={t('discount.nameHint')}
        required
        data-autofocus
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={errors['name']}
      />
      <ReductionFields {...part} />
      <Group grow align="flex-start">
        <TargetField contract={contract} value={draft.target} onChange={(target) => set({ target })} />
        <HowFields {...part} />
      </Group>
      <DateFields {...part} />
      <Switch
        label={t('discount.thirdParty')}
        checked={draft.isThirdPartyFunded}
        onChange={(event) => set({ isThirdPartyFunded: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
