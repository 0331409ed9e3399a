'use client';

import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, parsePrice } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { addPrepaidLot, type ContractCard, type ContractLineCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { minutesOf } from './hours-draft';
import { t } from './strings';

/** Sells a block of prepaid hours on a line. */
export function LotDialog({
  contract,
  line,
  onClose,
}: {
  contract: ContractCard;
  line: ContractLineCard;
  onClose: () => void;
}) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState({ hours: '', price: '', boughtOn: contract.today, lastDay: '' });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    await call(addPrepaidLot, {
      lineId: line.id,
      minutes: minutesOf(draft.hours, 'minutes'),
      price: parsePrice(draft.price, contract.currency),
      boughtOn: draft.boughtOn,
      expiresOn: draft.lastDay === '' ? null : addDays(draft.lastDay, 1),
      note: '',
    });
    toastSuccess(t('lot.added', { hours: draft.hours, name: line.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('lot.title', { name: line.name })}
      submitLabel={t('lot.save')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('lot.hours')}
          description={t('hours.hint')}
          inputMode="decimal"
          required
          data-autofocus
          value={draft.hours}
          onChange={(event) => set({ hours: event.currentTarget.value })}
          error={errors['minutes']}
        />
        <TextInput
          label={t('lot.price', { currency: contract.currency })}
          description={t('lot.priceHint')}
          inputMode="decimal"
          required
          value={draft.price}
          onChange={(event) => set({ price: event.currentTarget.value })}
          error={errors['price']}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('lot.boughtOn')}
          description={t('lot.boughtOnHint')}
          type="date"
          required
          value={draft.boughtOn}
          onChange={(event) => set({ boughtOn: event.currentTarget.value })}
          error={errors['boughtOn']}
        />
        <TextInput
          label={t('lot.lastDay')}
          description={t('lot.lastDayHint')}
          type="date"
          value={draft.lastDay}
          onChange={(event) => set({ lastDay: event.currentTarget.value })}
          error={errors['expiresOn']}
        />
      </Group>
    </FormDialog>
  );
}
