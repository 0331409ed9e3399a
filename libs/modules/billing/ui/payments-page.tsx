'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import {
  DataList,
  FilterBar,
  Kbd,
  Money,
  PageHeader,
  useAddress,
  useFormats,
  useKeys,
  usePeek,
  Facts,
  type DataListColumn,
} from '@kelp/ui';
import type { PaymentRow } from '../contract';
import { BillingNav } from './billing-nav';
import { CompactRow } from './compact-row';
import { useMay } from './billing-queries';
import { usePayments } from './money-queries';
import { t, wordFor } from './strings';
import './billing-pages.css';

const RecordPaymentDialog = lazy(() =>
  import('./record-payment-dialog').then((file) => ({ default: file.RecordPaymentDialog })),
);

const Invoices = ({ row }: { row: PaymentRow }) =>
  row.uses.length === 0 ? (
    <span className="kelp-muted">{t('payments.noInvoice')}</span>
  ) : (
    <>{row.uses.map(({ number }) => number).join(', ')}</>
  );

const columnsFor = (locale: string): DataListColumn<PaymentRow>[] => [
  {
    key: 'date',
    header: t('column.date'),
    width: '116px',
    primary: true,
    render: ({ receivedOn }) => <span className="kelp-num">{formatLocalDate(receivedOn, locale, 'medium')}</span>,
  },
  { key: 'client', header: t('column.client'), width: 'minmax(150px, 1fr)', render: ({ client }) => client.name },
  {
    key: 'method',
    header: t('payment.method'),
    width: '130px',
    hideBelow: 760,
    render: ({ method }) => wordFor('method', method),
  },
  {
    key: 'reference',
    header: t('payment.reference'),
    width: 'minmax(110px, 1fr)',
    hideBelow: 900,
    render: ({ reference, id }) => <span className="kelp-muted">{reference === id ? '' : reference}</span>,
  },
  {
    key: 'invoices',
    header: t('invoices.title'),
    width: 'minmax(120px, 1fr)',
    hideBelow: 560,
    render: (row) => <Invoices row={row} />,
  },
  {
    key: 'unapplied',
    header: t('payments.unapplied'),
    width: '116px',
    align: 'end',
    hideBelow: 640,
    render: (row) => row.unapplied > 0n && <Money minor={row.unapplied} currency={row.currency} />,
  },
  {
    key: 'amount',
    header: t('column.amount'),
    width: '116px',
    align: 'end',
    render: (row) => <Money minor={row.amount} currency={row.currency} />,
  },
];

/** A payment at a glance: which invoices it paid, and what is left of it as credit. */
function Glance({ row }: { row: PaymentRow }) {
  const { client, currency, uses, unapplied, note, reference, id } = row;
  return (
    <>
      <Facts
        facts={[
          {
            key: 'client',
            label: t('column.client'),
            value: <Link href={`/msp/clients/${client.id}`}>{client.name}</Link>,
          },
          { key: 'method', label: t('payment.method'), value: wordFor('method', row.method) },
          ...(reference === id ? [] : [{ key: 'ref', label: t('payment.reference'), value: reference }]),
          ...(note ? [{ key: 'note', label: t('payment.note'), value: note }] : []),
          { key: 'amount', label: t('column.amount'), value: <Money minor={row.amount} currency={currency} /> },
        ]}
      />
      <table className="kelp-b-table kelp-b-plain">
        <tbody>
          {uses.map(({ invoiceId, number, amount }) => (
            <tr key={invoiceId}>
              <td>
                <Link href={`/msp/billing/invoices/${invoiceId}`}>{number}</Link>
              </td>
              <td className="kelp-b-end">
                <Money minor={amount} currency={currency} />
              </td>
            </tr>
          ))}
          {unapplied > 0n && (
            <tr>
              <td>
                <Link href={`/msp/billing/credits?client=${client.id}`}>{t('payments.unappliedLong')}</Link>
              </td>
              <td className="kelp-b-end">
                <Money minor={unapplied} currency={currency} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

/** Payments of all clients: N records one, Enter or Space looks at what it paid. */
export function PaymentsPage() {
  const { locale } = useFormats();
  const peek = usePeek();
  const [address, setAddress] = useAddress();
  const [recording, setRecording] = useState(false);
  const clientId = address.get('client');
  const isUnapplied = address.get('show') === 'unapplied';
  const query = usePayments({ ...(clientId ? { clientId } : {}), ...(isUnapplied ? { isUnapplied } : {}) });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayRecord = useMay('payment.create');
  useKeys('page', mayRecord ? { n: { label: t('payment'), run: () => setRecording(true) } } : {});
  const look = (row: PaymentRow) => peek.toggle({ key: row.id, title: row.client.name, content: <Glance row={row} /> });

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('payments.title')}
        actions={
          mayRecord && (
            <Button onClick={() => setRecording(true)} rightSection={<Kbd keys="n" />}>
              {t('payment')}
            </Button>
          )
        }
      />
      <BillingNav />
      <FilterBar
        filters={[
          {
            key: 'show',
            label: t('invoices.show'),
            multiple: false,
            options: [{ value: 'unapplied', label: t('payments.show.unapplied') }],
          },
        ]}
        values={{ show: isUnapplied ? ['unapplied'] : [] }}
        onChange={(key, [value]) => setAddress({ [key]: value ?? null })}
        onClear={() => setAddress({ show: null, client: null })}
      />
      <DataList
        label={t('payments.title')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ client, receivedOn }) => `${client.name}, ${receivedOn}`}
        columns={columnsFor(locale)}
        renderCompact={({ client, receivedOn, uses, ...row }) => (
          <CompactRow
            name={client.name}
            amount={<Money minor={row.amount} currency={row.currency} />}
            about={[formatLocalDate(receivedOn, locale, 'medium'), ...uses.map(({ number }) => number)].join(', ')}
            mark={
              row.unapplied > 0n && (
                <span className="kelp-muted">
                  {t('payments.unapplied')} <Money minor={row.unapplied} currency={row.currency} />
                </span>
              )
            }
          />
        )}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('payments.empty'), text: t('payments.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        onOpen={look}
        onPeek={look}
      />
      {recording && (
        <Suspense>
          <RecordPaymentDialog onClose={() => setRecording(false)} />
        </Suspense>
      )}
    </div>
  );
}
