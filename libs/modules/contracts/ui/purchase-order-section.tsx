'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney } from '@kelp/std';
import { ConfirmDialog, ErrorState, Section, toastSuccess, useFormats } from '@kelp/ui';
import { deletePurchaseOrder, listPurchaseOrders, type ContractCard, type PurchaseOrderCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

const PurchaseOrderDialog = dynamic(() => import('./purchase-order-dialog').then((file) => file.PurchaseOrderDialog));

function usePurchaseOrders(contractId: string) {
  return useQuery({
    queryKey: [listPurchaseOrders.name, { contractId }],
    queryFn: ({ signal }) => call(listPurchaseOrders, { contractId }, { signal }),
  });
}

interface RowProps {
  order: PurchaseOrderCard;
  onChange: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

function OrderRow({ order, onChange, onDelete }: RowProps) {
  const { locale } = useFormats();
  const { number, sentence, currency, reserved, used, remaining } = order;
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  return (
    <Group justify="space-between" wrap="wrap" align="flex-start">
      <div>
        <Text>{sentence}</Text>
        <Text size="sm" className="kelp-muted kelp-num">
          {t('order.sums', { used: money(used), reserved: money(reserved), remaining: money(remaining) })}
        </Text>
      </div>
      <Group gap={4}>
        {onChange && (
          <Button size="xs" variant="subtle" onClick={onChange} aria-label={t('order.changeOne', { number })}>
            {t('order.change')}
          </Button>
        )}
        {onDelete && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={onDelete}
            aria-label={t('order.deleteOne', { number })}
          >
            {t('order.delete')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function DeleteDialog({ order, onClose }: { order: PurchaseOrderCard; onClose: () => void }) {
  const refresh = useRefreshContracts();
  async function remove() {
    await call(deletePurchaseOrder, { id: order.id });
    toastSuccess(t('order.deleted', { number: order.number }));
    await refresh();
  }
  return (
    <ConfirmDialog
      opened
      title={t('order.deleteTitle', { number: order.number })}
      confirmLabel={t('order.delete')}
      danger
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">{t('order.deleteHint')}</Text>
    </ConfirmDialog>
  );
}

type Open = { kind: 'save'; order: PurchaseOrderCard | null } | { kind: 'delete'; order: PurchaseOrderCard };

/** Purchase orders that pay for a contract, with what is used, reserved and left. */
export function PurchaseOrderSection({ contract }: { contract: ContractCard }) {
  const { data, error, refetch } = usePurchaseOrders(contract.id);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const may = (ability: string) => data?.abilities.includes(ability) ?? false;
  const add = (
    <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'save', order: null })}>
      {t('order.add')}
    </Button>
  );
  return (
    <Section title={t('order.title')} {...(may('purchase_order.create') ? { actions: add } : {})}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <Text size="sm" className="kelp-muted">
          {t('order.none')}
        </Text>
      )}
      <Stack gap="xs">
        {data?.rows.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            onChange={may('purchase_order.update') ? () => setOpen({ kind: 'save', order }) : undefined}
            onDelete={
              may('purchase_order.delete') && order.used === 0n && order.reserved === 0n
                ? () => setOpen({ kind: 'delete', order })
                : undefined
            }
          />
        ))}
      </Stack>
      {open?.kind === 'save' && <PurchaseOrderDialog contract={contract} order={open.order} onClose={close} />}
      {open?.kind === 'delete' && <DeleteDialog order={open.order} onClose={close} />}
    </Section>
  );
}
