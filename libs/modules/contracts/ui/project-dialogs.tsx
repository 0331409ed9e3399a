'use client';

import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { parsePrice } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import {
  addDeposit,
  completeMilestone,
  type ContractCard,
  type ContractLineCard,
  type MilestoneCard,
} from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

/** Says on which day a milestone was reached; from then on it is due. */
export function CompleteDialog(props: { today: string; milestone: MilestoneCard; onClose: () => void }) {
  const { today, milestone, onClose } = props;
  const refresh = useRefreshContracts();
  const [completedOn, setCompletedOn] = useState(today);
  const [errors, setErrors] = useState<Record<string, string>>({});

  async function submit() {
    await call(completeMilestone, { id: milestone.id, completedOn });
    toastSuccess(t('milestone.completeDone', { name: milestone.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('milestone.completeTitle', { name: milestone.name })}
      submitLabel={t('milestone.complete')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('milestone.completedOn')}
        description={t('milestone.completedOnHint')}
        type="date"
        required
        data-autofocus
        max={today}
        value={completedOn}
        onChange={(event) => setCompletedOn(event.currentTarget.value)}
        error={errors['completedOn']}
      />
    </FormDialog>
  );
}

/** Agrees what is paid ahead for a project. */
export function DepositDialog(props: { contract: ContractCard; line: ContractLineCard; onClose: () => void }) {
  const { contract, line, onClose } = props;
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState({ amount: '', dueOn: contract.today, note: '' });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    const amount = parsePrice(draft.amount, contract.currency);
    await call(addDeposit, { lineId: line.id, amount, dueOn: draft.dueOn, note: draft.note });
    toastSuccess(t('deposit.added', { name: line.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('deposit.title', { name: line.name })}
      submitLabel={t('deposit.add')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('deposit.amountIn', { currency: contract.currency })}
          description={t('deposit.amountHint')}
          inputMode="decimal"
          required
          data-autofocus
          value={draft.amount}
          onChange={(event) => set({ amount: event.currentTarget.value })}
          error={errors['amount']}
        />
        <TextInput
          label={t('deposit.dueOn')}
          description={t('deposit.dueOnHint')}
          type="date"
          required
          value={draft.dueOn}
          onChange={(event) => set({ dueOn: event.currentTarget.value })}
          error={errors['dueOn']}
        />
      </Group>
      <TextInput
        label={t('deposit.note')}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
        error={errors['note']}
      />
    </FormDialog>
  );
}
