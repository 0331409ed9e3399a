'use client';

import { Group, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, minorToDecimalString, parseMoney } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import {
  createPurchaseOrder,
  updatePurchaseOrder,
  type ContractCard,
  type PurchaseOrderCard,
  type PurchaseOrderPolicy,
} from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

const emptyDraft = (contract: ContractCard) => ({
  number: contract.poNumber,
  scope: 'contract' as 'contract' | 'client',
  amount: '',
  validFrom: contract.startsOn,
  lastDay: '',
  policy: 'warn' as PurchaseOrderPolicy,
  noticePercent: 80,
});
type Draft = ReturnType<typeof emptyDraft>;

const draftOf = ({ number, contract, amount, currency, validFrom, validTo, ...order }: PurchaseOrderCard): Draft => ({
  number,
  scope: contract ? 'contract' : 'client',
  amount: minorToDecimalString(amount, currency),
  validFrom,
  lastDay: validTo ? addDays(validTo, -1) : '',
  policy: order.policy,
  noticePercent: order.noticePercent,
});

interface PartProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  errors: Record<string, string>;
  isNew: boolean;
}

function OrderFields({ draft, set, errors, isNew, contract }: PartProps & { contract: ContractCard }) {
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('order.number')}
          required
          data-autofocus
          disabled={!isNew}
          value={draft.number}
          onChange={(event) => set({ number: event.currentTarget.value })}
          error={errors['number']}
        />
        <Select
          label={t('order.scope')}
          data={[
            { value: 'contract', label: t('order.scope.contract', { name: contract.name }) },
            { value: 'client', label: t('order.scope.client', { name: contract.client?.name ?? '' }) },
          ]}
          allowDeselect={false}
          disabled={!isNew}
          value={draft.scope}
          onChange={(scope) => set({ scope: scope === 'client' ? scope : 'contract' })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('order.from')}
          description={t('order.fromHint')}
          type="date"
          required
          disabled={!isNew}
          value={draft.validFrom}
          onChange={(event) => set({ validFrom: event.currentTarget.value })}
          error={errors['validFrom']}
        />
        <TextInput
          label={t('end.lastDay')}
          description={t('order.lastDayHint')}
          type="date"
          value={draft.lastDay}
          onChange={(event) => set({ lastDay: event.currentTarget.value })}
          error={errors['validTo']}
        />
      </Group>
    </>
  );
}

/** Enters a purchase order for the contract or its client, or changes what may still change. */
export function PurchaseOrderDialog({
  contract,
  order,
  onClose,
}: {
  contract: ContractCard;
  order: PurchaseOrderCard | null;
  onClose: () => void;
}) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState(() => (order ? draftOf(order) : emptyDraft(contract)));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  const currency = order?.currency ?? contract.currency;

  async function submit() {
    const { number, scope, validFrom, lastDay, policy, noticePercent } = draft;
    const validTo = lastDay === '' ? null : addDays(lastDay, 1);
    const facts = { amount: parseMoney(draft.amount, currency), validTo, policy, noticePercent };
    if (order) await call(updatePurchaseOrder, { id: order.id, version: order.version, ...facts });
    else {
      const ofContract = scope === 'contract' ? { contractId: contract.id } : {};
      const clientId = contract.client?.id ?? '';
      await call(createPurchaseOrder, { clientId, ...ofContract, number, currency, validFrom, ...facts });
    }
    toastSuccess(t('order.saved', { number }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(order ? 'order.changeTitle' : 'order.add')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <OrderFields draft={draft} set={set} errors={errors} isNew={order === null} contract={contract} />
      <Group grow align="flex-start">
        <TextInput
          label={t('order.amount', { currency })}
          description={t('order.amountHint')}
          inputMode="decimal"
          required
          value={draft.amount}
          onChange={(event) => set({ amount: event.currentTarget.value })}
          error={errors['amount']}
        />
        <NumberInput
          label={t('order.notice')}
          description={t('order.noticeHint')}
          min={1}
          max={100}
          allowDecimal={false}
          value={draft.noticePercent}
          onChange={(value) => set({ noticePercent: Number(value) || 1 })}
          error={errors['noticePercent']}
        />
      </Group>
      <Radio.Group
        label={t('order.policy')}
        value={draft.policy}
        onChange={(policy) => set({ policy: policy === 'block' ? policy : 'warn' })}
      >
        <Group gap="lg" mt={4}>
          {(['warn', 'block'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`order.policy.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
    </FormDialog>
  );
}
