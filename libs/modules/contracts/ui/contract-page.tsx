'use client';

import { Button, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, ErrorState, PageHeader, Section, toastError, toastSuccess } from '@kelp/ui';
import {
  deleteContract,
  endContract,
  endLine,
  updateContract,
  type ContractCard,
  type ContractLineCard,
} from '../contract';
import { useContract, useRefreshContracts } from './contract-queries';
import { ContractStatus } from './contract-status';
import { DiscountSection } from './discount-section';
import { EndDialog } from './end-dialog';
import { LineList } from './line-list';
import { ProfileSection } from './profile-section';
import { PurchaseOrderSection } from './purchase-order-section';
import { RateRulesSection } from './rate-rules-section';
import { t } from './strings';

/** Dialogs come when they are opened; the page reads well without them. */
const AddLineDialog = dynamic(() => import('./add-line-dialog').then((file) => file.AddLineDialog));
const ChangeLineDialog = dynamic(() => import('./change-line-dialog').then((file) => file.ChangeLineDialog));
const LotDialog = dynamic(() => import('./lot-dialog').then((file) => file.LotDialog));
const QuantityDialog = dynamic(() => import('./quantity-dialog').then((file) => file.QuantityDialog));

type Open =
  | { kind: 'add' }
  | { kind: 'end' }
  | { kind: 'delete' }
  | { kind: 'change' | 'quantity' | 'lot' | 'endLine'; line: ContractLineCard };

function DeleteDialog({ contract, onClose }: { contract: ContractCard; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshContracts();

  async function remove() {
    await call(deleteContract, { id: contract.id });
    router.push('/msp/contracts');
    toastSuccess(t('delete.done', { name: contract.name }));
    await refresh();
  }

  return (
    <ConfirmDialog
      opened
      title={t('delete.title', { name: contract.name })}
      confirmLabel={t('delete.do')}
      danger
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">{t('delete.hint')}</Text>
    </ConfirmDialog>
  );
}

function Dialogs({ contract, open, onClose }: { contract: ContractCard; open: Open | null; onClose: () => void }) {
  if (!open) return null;
  if (open.kind === 'delete') return <DeleteDialog contract={contract} onClose={onClose} />;
  if (open.kind === 'add') return <AddLineDialog contract={contract} onClose={onClose} />;
  if (open.kind === 'change') return <ChangeLineDialog contract={contract} line={open.line} onClose={onClose} />;
  if (open.kind === 'quantity') return <QuantityDialog contract={contract} line={open.line} onClose={onClose} />;
  if (open.kind === 'lot') return <LotDialog contract={contract} line={open.line} onClose={onClose} />;
  if (open.kind === 'end') {
    const end = async (endsOn: string | null) => void (await call(endContract, { id: contract.id, endsOn }));
    return (
      <EndDialog
        title={t('end.contractTitle', { name: contract.name })}
        endsOn={contract.endsOn}
        onEnd={end}
        onClose={onClose}
      />
    );
  }
  const { line } = open;
  const end = async (endsOn: string | null) => void (await call(endLine, { lineId: line.id, endsOn }));
  return (
    <EndDialog title={t('end.lineTitle', { name: line.name })} endsOn={line.endsOn} onEnd={end} onClose={onClose} />
  );
}

interface HeaderActionsProps {
  contract: ContractCard;
  onEnd: () => void;
  onDelete: () => void;
}

function HeaderActions({ contract, onEnd, onDelete }: HeaderActionsProps) {
  const refresh = useRefreshContracts();
  const [isWorking, setWorking] = useState(false);
  if (!contract.abilities.includes('contract.update')) return null;

  async function activate() {
    setWorking(true);
    try {
      await call(updateContract, { id: contract.id, version: contract.version, activate: true });
      toastSuccess(t('activate.done', { name: contract.name }));
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setWorking(false);
    }
  }

  if (contract.status === 'draft') {
    return (
      <>
        {contract.abilities.includes('contract.delete') && (
          <Button variant="subtle" color="gray" onClick={onDelete}>
            {t('delete.do')}
          </Button>
        )}
        <Button loading={isWorking} disabled={contract.lines.length === 0} onClick={() => void activate()}>
          {t('activate.do')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button component={Link} href={`/msp/billing/what-if?contract=${contract.id}`} variant="default">
        {t('whatIf')}
      </Button>
      <Button variant="default" onClick={onEnd}>
        {t(contract.endsOn === null ? 'end.contract' : 'end.contractAgain')}
      </Button>
    </>
  );
}

function Body({ contract }: { contract: ContractCard }) {
  const [open, setOpen] = useState<Open | null>(null);
  const mayUpdate = contract.abilities.includes('contract.update');
  const addButton = (
    <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'add' })}>
      {t('line.add')}
    </Button>
  );
  return (
    <div className="kelp-page">
      <PageHeader
        title={contract.name}
        back={{ href: '/msp/contracts', label: t('list.title') }}
        meta={
          <>
            <ContractStatus status={contract.status} />
            <span>{contract.client?.name ?? t('template')}</span>
            {contract.pricesIncludeTax && <span>{t('facts.includesTax')}</span>}
            {contract.poNumber && <span>{t('facts.poNumber', { number: contract.poNumber })}</span>}
          </>
        }
        actions={
          <HeaderActions
            contract={contract}
            onEnd={() => setOpen({ kind: 'end' })}
            onDelete={() => setOpen({ kind: 'delete' })}
          />
        }
      />
      <Section title={t('sentences.title')}>
        <Stack gap={6} maw={760}>
          {contract.sentences.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </Stack>
      </Section>
      <Section title={t('line.title')} {...(mayUpdate ? { actions: addButton } : {})}>
        {contract.lines.length === 0 ? (
          <EmptyState title={t('line.empty')} text={t('line.emptyText')} />
        ) : (
          <LineList
            contract={contract}
            onChange={(line) => setOpen({ kind: 'change', line })}
            onQuantity={(line) => setOpen({ kind: 'quantity', line })}
            onLot={(line) => setOpen({ kind: 'lot', line })}
            onEnd={(line) => setOpen({ kind: 'endLine', line })}
          />
        )}
      </Section>
      {contract.client && <DiscountSection contract={contract} />}
      {contract.client && <PurchaseOrderSection contract={contract} />}
      <RateRulesSection contractId={contract.id} lines={contract.lines.filter(({ kind }) => kind === 'hourly')} />
      <ProfileSection contract={contract} />
      <Dialogs contract={contract} open={open} onClose={() => setOpen(null)} />
    </div>
  );
}

/** One contract: what it says in sentences, then its lines with the terms of all dates, then who pays. */
export function ContractPage({ id }: { id: string }) {
  const { data, error, refetch } = useContract(id);
  if (data) return <Body contract={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <div className="kelp-page" aria-busy="true" />;
}
