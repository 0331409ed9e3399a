'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { redeemOffer, type ContractCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';
import { TargetField, targetOf } from './target-field';

/** Redeems a code for the contract, a line or the client. */
export function CodeDialog({ contract, onClose }: { contract: ContractCard; onClose: () => void }) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState({ code: '', target: `contract ${contract.id}`, from: contract.today });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    const { name } = await call(redeemOffer, { code: draft.code, target: targetOf(draft.target), from: draft.from });
    toastSuccess(t('discount.redeemed', { name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('discount.redeem')}
      submitLabel={t('discount.redeem')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('discount.code')}
        required
        data-autofocus
        value={draft.code}
        onChange={(event) => set({ code: event.currentTarget.value })}
        error={errors['code']}
      />
      <TargetField contract={contract} value={draft.target} onChange={(target) => set({ target })} />
      <TextInput
        label={t('discount.from')}
        description={t('discount.fromHint')}
        type="date"
        required
        value={draft.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
        error={errors['from']}
      />
    </FormDialog>
  );
}
