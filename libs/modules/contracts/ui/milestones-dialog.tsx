'use client';

import { ActionIcon, Button, Fieldset, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { setMilestones, type ContractCard, type ContractLineCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { draftOfMilestone, milestoneOf, type MilestoneDraft } from './project-draft';
import { t } from './strings';

const kinds = ['amount', 'percent', 'rest'] as const;

interface RowProps {
  milestone: MilestoneDraft;
  at: number;
  currency: string;
  set: (part: Partial<MilestoneDraft>) => void;
  onRemove: () => void;
}

/** One milestone; what is on an invoice stays as it is. */
function MilestoneRow({ milestone, at, currency, set, onRemove }: RowProps) {
  const { name, kind, share, plannedOn, isBilled } = milestone;
  const legend = t('milestone.number', { number: at + 1 });
  return (
    <Fieldset legend={isBilled ? t('milestone.numberBilled', { number: at + 1 }) : legend} disabled={isBilled} p="xs">
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('milestone.name')}
          required
          flex="1 1 180px"
          value={name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={t('milestone.share')}
          data={kinds.map((value) => ({ value, label: t(`milestone.kind.${value}`) }))}
          allowDeselect={false}
          flex="1 1 150px"
          value={kind}
          onChange={(value) => value && set({ kind: value, share: '' })}
        />
        {kind !== 'rest' && (
          <TextInput
            label={kind === 'amount' ? t('deposit.amountIn', { currency }) : t('milestone.percent')}
            inputMode="decimal"
            required
            flex="1 1 110px"
            value={share}
            onChange={(event) => set({ share: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('milestone.plannedOn')}
          type="date"
          flex="1 1 150px"
          value={plannedOn}
          onChange={(event) => set({ plannedOn: event.currentTarget.value })}
        />
        {!isBilled && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('milestone.remove', { number: at + 1 })}
            onClick={onRemove}
          >
            ×
          </ActionIcon>
        )}
      </Group>
    </Fieldset>
  );
}

/** The milestones of a project in their order. */
export function MilestonesDialog(props: { contract: ContractCard; line: ContractLineCard; onClose: () => void }) {
  const { contract, line, onClose } = props;
  const { currency } = contract;
  const { locale } = useFormats();
  const refresh = useRefreshContracts();
  const [rows, setRows] = useState(() =>
    (line.project?.milestones ?? []).map((one) => draftOfMilestone(one, currency)),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = (key: string, part: Partial<MilestoneDraft>) =>
    setRows((current) => current.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () =>
    setRows((current) => [
      ...current,
      { key: `new-${Date.now()}`, id: null, name: '', kind: 'percent', share: '', plannedOn: '', isBilled: false },
    ]);

  async function submit() {
    const milestones = rows.map((row) => milestoneOf(row, currency));
    const { unallocated } = await call(setMilestones, { lineId: line.id, milestones });
    const left =
      unallocated > 0n ? t('milestone.savedLeft', { amount: formatMoney(unallocated, currency, locale) }) : '';
    toastSuccess([t('milestone.saved'), left].filter(Boolean).join(' '));
    await refresh();
  }

  return (
    <FormDialog
      title={t('milestone.title', { name: line.name })}
      submitLabel={t('milestone.save')}
      size="xl"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Text size="sm">{t('milestone.hint')}</Text>
      {rows.map((row, at) => (
        <MilestoneRow
          key={row.key}
          {...{ milestone: row, at, currency }}
          set={(part) => change(row.key, part)}
          onRemove={() => setRows((current) => current.filter(({ key }) => key !== row.key))}
        />
      ))}
      {Object.values(errors).map((sentence) => (
        <Text key={sentence} size="sm" c="red" role="alert">
          {sentence}
        </Text>
      ))}
      <Button variant="default" onClick={add}>
        {t('milestone.add')}
      </Button>
    </FormDialog>
  );
}
