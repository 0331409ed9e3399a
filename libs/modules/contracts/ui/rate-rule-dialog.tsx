'use client';

import { Group, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { saveRateRule, type RateRuleCard, type RateRuleList } from '../contract';
import { useRefreshContracts, useServiceChoices } from './contract-queries';
import { rateRuleDraft, rateRuleInput, type RateRuleDraft } from './rate-rule-draft';
import { t } from './strings';

interface PartProps {
  draft: RateRuleDraft;
  set: (part: Partial<RateRuleDraft>) => void;
  errors: Record<string, string>;
  list: RateRuleList;
}

const anyOf = (label: string, options: { value: string; label: string }[]) => [{ value: '', label }, ...options];

function MatchFields({ draft, set, list, lines }: PartProps & { lines: readonly { id: string; name: string }[] }) {
  const services = useServiceChoices().data?.rows ?? [];
  const choice = (label: string, value: string, data: { value: string; label: string }[], key: keyof RateRuleDraft) => (
    <Select
      label={label}
      data={data}
      value={value}
      allowDeselect={false}
      searchable={data.length > 8}
      onChange={(chosen) => set({ [key]: chosen ?? '' })}
    />
  );
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Group grow align="flex-start">
        {choice(t('rule.service'), draft.serviceId, anyOf(t('rule.anyService'), named(services)), 'serviceId')}
        {choice(
          t('rule.role'),
          draft.role,
          anyOf(
            t('rule.anyRole'),
            list.roles.map((name) => ({ value: name, label: name })),
          ),
          'role',
        )}
      </Group>
      <Group grow align="flex-start">
        {choice(
          t('rule.workType'),
          draft.workType,
          anyOf(t('rule.anyWork'), [
            { value: 'ticket', label: t('rule.work.ticket') },
            { value: 'ad_hoc', label: t('rule.work.ad_hoc') },
          ]),
          'workType',
        )}
        {choice(
          t('rule.hours'),
          draft.hours,
          anyOf(t('rule.anyHours'), [
            { value: 'after', label: t('rule.hours.after') },
            { value: 'within', label: t('rule.hours.within') },
          ]),
          'hours',
        )}
      </Group>
      {draft.hours !== '' && (
        <SegmentedControl
          aria-label={t('rule.hoursBy')}
          data={(['minute', 'begin'] as const).map((value) => ({ value, label: t(`rule.hoursBy.${value}`) }))}
          value={draft.hoursBy}
          onChange={(hoursBy) => set({ hoursBy: hoursBy as RateRuleDraft['hoursBy'] })}
        />
      )}
      {lines.length > 1 && choice(t('rule.line'), draft.lineId, anyOf(t('rule.everyLine'), named(lines)), 'lineId')}
    </>
  );
}

function OvertimeFields({ draft, set, errors }: PartProps) {
  return (
    <Group grow align="flex-start">
      <Select
        label={t('rule.overtime')}
        data={(['', 'entry', 'day', 'week'] as const).map((value) => ({
          value,
          label: t(`rule.overtime.${value || 'none'}`),
        }))}
        value={draft.overtimeScope}
        allowDeselect={false}
        onChange={(scope) => set({ overtimeScope: (scope ?? '') as RateRuleDraft['overtimeScope'] })}
      />
      {draft.overtimeScope !== '' && (
        <TextInput
          label={t('rule.overtimeHours')}
          inputMode="decimal"
          required
          value={draft.overtimeHours}
          onChange={(event) => set({ overtimeHours: event.currentTarget.value })}
          error={errors['overtime.minutes']}
        />
      )}
      {(draft.overtimeScope === 'day' || draft.overtimeScope === 'week') && (
        <TextInput
          label={t('rule.overtimeZone')}
          required
          value={draft.overtimeZone}
          onChange={(event) => set({ overtimeZone: event.currentTarget.value })}
          error={errors['overtime.zone']}
        />
      )}
    </Group>
  );
}

function EffectFields({ draft, set, errors, list }: PartProps) {
  return (
    <>
      <SegmentedControl
        aria-label={t('rule.effect')}
        data={(['rate', 'multiplier'] as const).map((value) => ({ value, label: t(`rule.effect.${value}`) }))}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as RateRuleDraft['kind'] })}
      />
      {draft.kind === 'multiplier' ? (
        <TextInput
          label={t('rule.multiplier')}
          description={t('rule.multiplierHint')}
          inputMode="decimal"
          required
          value={draft.multiplier}
          onChange={(event) => set({ multiplier: event.currentTarget.value })}
          error={errors['effect.multiplier']}
        />
      ) : (
        <Group grow align="flex-start">
          {list.currencies.map((currency, index) => (
            <TextInput
              key={currency}
              label={t('rule.rate', { currency })}
              inputMode="decimal"
              required={list.currencies.length === 1}
              value={draft.rates[currency] ?? ''}
              onChange={(event) => set({ rates: { ...draft.rates, [currency]: event.currentTarget.value } })}
              error={index === 0 ? (errors['effect.rates'] ?? errors['effect']) : undefined}
            />
          ))}
        </Group>
      )}
    </>
  );
}

export interface RateRuleDialogProps {
  list: RateRuleList;
  /** Null makes a new rule. */
  rule: RateRuleCard | null;
  contractId: string | undefined;
  /** Hourly lines that a rule of the contract may be for. */
  lines: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** A new special rate, or a change of one from a day on. */
export function RateRuleDialog({ list, rule, contractId, lines, onClose }: RateRuleDialogProps) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState(() => rateRuleDraft(rule, list));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<RateRuleDraft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    const place = rule ? { id: rule.id } : contractId ? { contractId } : {};
    await call(saveRateRule, rateRuleInput(draft, place, rule?.userType ?? null));
    toastSuccess(t('rule.saved'));
    await refresh();
  }

  const part = { draft, set, errors, list };
  return (
    <FormDialog
      title={t(rule ? 'rule.change' : 'rule.add')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <MatchFields {...part} lines={lines} />
      <OvertimeFields {...part} />
      <EffectFields {...part} />
      {contractId === undefined && (
        <Switch
          label={t('rule.holdsOverAgreed')}
          description={t('rule.holdsOverAgreedHint')}
          checked={draft.holdsOverAgreed}
          onChange={(event) => set({ holdsOverAgreed: event.currentTarget.checked })}
        />
      )}
      <TextInput
        label={t('rule.from')}
        description={t('rule.fromHint')}
        type="date"
        required
        value={draft.validFrom}
        onChange={(event) => set({ validFrom: event.currentTarget.value })}
        error={errors['validFrom']}
      />
    </FormDialog>
  );
}
