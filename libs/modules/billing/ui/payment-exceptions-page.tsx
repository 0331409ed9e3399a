'use client';

import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import {
  EmptyState,
  ExactTime,
  FormDialog,
  Money,
  PageHeader,
  StatusBadge,
  toastSuccess,
  useAddress,
  type Tone,
} from '@kelp/ui';
import {
  dismissPaymentException,
  listPaymentExceptions,
  recordPaymentException,
  type PaymentExceptionRow,
} from '../contract';
import { BillingNav } from './billing-nav';
import { useMay, useRefreshBilling } from './billing-queries';
import { Failure, Loading } from './page-states';
import { t } from './strings';
import './billing-pages.css';

const tones: Partial<Record<PaymentExceptionRow['kind'], Tone>> = { dispute: 'danger', refund_failed: 'danger' };

function RecordDialog({ row, onClose }: { row: PaymentExceptionRow; onClose: () => void }) {
  const refresh = useRefreshBilling();
  const [clientId, setClientId] = useState(row.client?.id ?? null);
  async function submit() {
    if (!clientId) throw invalid(t('newInvoice.chooseClient'));
    await call(recordPaymentException, { id: row.id, clientId });
    toastSuccess(t('exception.recorded'));
    await refresh();
  }
  return (
    <FormDialog
      title={t('exception.recordTitle')}
      submitLabel={t('exception.record')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('exception.recordText')}</p>
      <ClientSelect required value={clientId} onChange={(client) => setClientId(client?.id ?? null)} data-autofocus />
    </FormDialog>
  );
}

function DismissDialog({ row, onClose }: { row: PaymentExceptionRow; onClose: () => void }) {
  const refresh = useRefreshBilling();
  const [note, setNote] = useState('');
  async function submit() {
    await call(dismissPaymentException, { id: row.id, note });
    await refresh();
  }
  return (
    <FormDialog
      title={t('exception.dismissTitle')}
      submitLabel={t('exception.dismiss')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('exception.dismissText')}</p>
      <TextInput
        label={t('void.reason')}
        required
        data-autofocus
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

interface RowProps {
  row: PaymentExceptionRow;
  onRecord: (() => void) | null;
  onDismiss: (() => void) | null;
}

function ExceptionRow({ row, onRecord, onDismiss }: RowProps) {
  return (
    <li className="kelp-b-exception">
      <div>
        <StatusBadge tone={tones[row.kind] ?? 'warning'} label={t(`exception.kind.${row.kind}`)} />{' '}
        {row.client && <strong>{row.client.name}</strong>}
        <p>{row.sentence}</p>
        <span className="kelp-muted">
          <ExactTime at={row.openedAt} />
          {row.paymentRef && <span className="kelp-num"> {row.paymentRef}</span>}
        </span>
        {row.resolution && (
          <p className="kelp-muted">
            {t('exception.resolved', { person: row.resolvedBy ?? '', note: row.resolution })}
          </p>
        )}
      </div>
      <div className="kelp-b-exception-end">
        {row.amount !== null && row.currency && <Money minor={row.amount} currency={row.currency} />}
        {row.isRecordable && onRecord && (
          <Button size="xs" onClick={onRecord}>
            {t('exception.record')}
          </Button>
        )}
        {!row.resolvedAt && onDismiss && (
          <Button size="xs" variant="default" onClick={onDismiss}>
            {t('exception.dismiss')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** What does not add up between payment providers and books: each with what is known and what can be done. */
export function PaymentExceptionsPage() {
  const [address, setAddress] = useAddress();
  const state = address.get('state') === 'resolved' ? 'resolved' : 'open';
  const [mayRecord, mayDismiss] = [useMay('payment.create'), useMay('payment.update')];
  const [dialog, setDialog] = useState<{ kind: 'record' | 'dismiss'; row: PaymentExceptionRow } | null>(null);
  const query = useInfiniteQuery({
    queryKey: [listPaymentExceptions.name, { state }],
    queryFn: ({ pageParam, signal }) =>
      call(listPaymentExceptions, { state, limit: 50, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics: ['payment'] },
  });
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <div className="kelp-page">
      <PageHeader title={t('exceptions.title')} />
      <BillingNav />
      <SegmentedControl
        aria-label={t('exceptions.filter')}
        value={state}
        onChange={(value) => setAddress({ state: value === 'open' ? null : value })}
        data={(['open', 'resolved'] as const).map((value) => ({ value, label: t(`exceptions.${value}`) }))}
      />
      {rows.length === 0 && <EmptyState title={t('exceptions.empty')} text={t('exceptions.emptyText')} />}
      <ul className="kelp-b-exceptions">
        {rows.map((row) => (
          <ExceptionRow
            key={row.id}
            row={row}
            onRecord={mayRecord ? () => setDialog({ kind: 'record', row }) : null}
            onDismiss={mayDismiss ? () => setDialog({ kind: 'dismiss', row }) : null}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('exceptions.more')}
        </Button>
      )}
      {dialog?.kind === 'record' && <RecordDialog row={dialog.row} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'dismiss' && <DismissDialog row={dialog.row} onClose={() => setDialog(null)} />}
    </div>
  );
}
