'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { ClientSelect } from '@kelp/clients/screens';
import { formatInstant } from '@kelp/std';
import { exportHref } from '@kelp/kernel/client';
import {
  DataList,
  ExactTime,
  FilterBar,
  Money,
  PageHeader,
  useAddress,
  useFormats,
  type DataListColumn,
} from '@kelp/ui';
import { exportTransactions, transactionType, type TransactionRow } from '../contract';
import { BillingNav } from './billing-nav';
import { CompactRow } from './compact-row';
import { useAllTransactions } from './money-queries';
import { t } from './strings';
import { documentOf } from './transaction-document';
import './billing-pages.css';

const money = (key: 'owed' | 'credit' | 'balance', hideBelow: number): DataListColumn<TransactionRow> => ({
  key,
  header: t(`column.${key}`),
  width: '120px',
  align: 'end',
  hideBelow,
  render: ({ [key]: minor, currency }) => minor !== null && minor !== 0n && <Money minor={minor} currency={currency} />,
});

const columnsFor = (hasBalance: boolean): DataListColumn<TransactionRow>[] => [
  { key: 'date', header: t('column.date'), width: '190px', hideBelow: 560, render: ({ at }) => <ExactTime at={at} /> },
  {
    key: 'type',
    header: t('column.type'),
    width: 'minmax(130px, 0.8fr)',
    primary: true,
    render: ({ type }) => t(`transaction.${type}`),
  },
  { key: 'client', header: t('column.client'), width: 'minmax(130px, 1fr)', render: ({ client }) => client.name },
  {
    key: 'invoice',
    header: t('column.document'),
    width: '110px',
    hideBelow: 640,
    render: ({ invoice }) => invoice?.number ?? '',
  },
  {
    key: 'actor',
    header: t('column.startedBy'),
    width: 'minmax(100px, 0.7fr)',
    hideBelow: 900,
    render: ({ actor }) => <span className="kelp-muted">{actor}</span>,
  },
  money('owed', 0),
  money('credit', 420),
  ...(hasBalance ? [money('balance', 640)] : []),
];

function Compact({ row }: { row: TransactionRow }) {
  const { locale, timeZone } = useFormats();
  const { owed, credit, currency } = row;
  const what = [t(`transaction.${row.type}`), row.invoice?.number].filter(Boolean).join(' ');
  return (
    <CompactRow
      name={row.client.name}
      amount={<Money minor={owed || credit} currency={currency} />}
      about={`${what}, ${formatInstant(row.at, timeZone, locale, 'date')}`}
      mark={!owed && credit !== 0n && <span className="kelp-muted">{t('column.credit')}</span>}
    />
  );
}

/** Every movement of clients' accounts; with one client the balance after each. Enter opens the document behind it. */
export function TransactionsPage() {
  const router = useRouter();
  const [address, setAddress] = useAddress();
  const clientId = address.get('client');
  const type = transactionType.options.find((one) => one === address.get('type'));
  const filter = { ...(clientId ? { clientId } : {}), ...(type ? { type } : {}) };
  const query = useAllTransactions(filter);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('transactions.title')}
        actions={
          <Button component="a" href={exportHref(exportTransactions, filter)} variant="default" download>
            {t('transactions.export')}
          </Button>
        }
      />
      <BillingNav />
      <FilterBar
        filters={[
          {
            key: 'type',
            label: t('column.type'),
            multiple: false,
            options: transactionType.options.map((value) => ({ value, label: t(`transaction.${value}`) })),
          },
        ]}
        values={{ type: type ? [type] : [] }}
        onChange={(key, [value]) => setAddress({ [key]: value ?? null })}
        onClear={() => setAddress({ type: null, client: null })}
      >
        <ClientSelect
          aria-label={t('column.client')}
          placeholder={t('transactions.everyClient')}
          clearable
          value={clientId}
          onChange={(client) => setAddress({ client: client?.id ?? null })}
        />
      </FilterBar>
      <DataList
        label={t('transactions.title')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ type: what, client }) => `${t(`transaction.${what}`)}, ${client.name}`}
        columns={columnsFor(clientId !== null && !type)}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('transactions.empty'), text: t('transactions.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        onOpen={(row) => router.push(documentOf(row))}
      />
    </div>
  );
}
