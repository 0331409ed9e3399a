'use client';

import { DataList, ExactTime, PageHeader, useFormats, type DataListColumn } from '@kelp/ui';
import { formatLocalDate } from '@kelp/std';
import type { BillingRunRow } from '../contract';
import { sumsText } from './amounts';
import { BillingNav } from './billing-nav';
import { useBillingRuns } from './billing-queries';
import { RunBadge } from './run-marks';
import { t } from './strings';
import './billing-pages.css';

const countColumn = (key: 'drafted' | 'blocked' | 'failed'): DataListColumn<BillingRunRow> => ({
  key,
  header: t(`run.${key}`),
  width: '84px',
  align: 'end',
  hideBelow: 720,
  render: ({ counts }) => counts[key] || <span className="kelp-muted">–</span>,
});

const totalText = ({ totals }: BillingRunRow, locale: string) =>
  sumsText(
    totals.map(({ currency, total }) => ({ currency, minor: total })),
    locale,
  ) || '–';

function columnsFor(locale: string): DataListColumn<BillingRunRow>[] {
  return [
    {
      key: 'cutOff',
      header: t('column.cutOff'),
      width: 'minmax(130px, 1fr)',
      primary: true,
      render: ({ cutOff }) => <span className="kelp-num">{formatLocalDate(cutOff, locale, 'medium')}</span>,
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '120px',
      render: ({ state }) => <RunBadge state={state} plain />,
    },
    {
      key: 'startedAt',
      header: t('column.startedAt'),
      width: '160px',
      hideBelow: 560,
      render: ({ startedAt }) => <ExactTime at={startedAt} />,
    },
    {
      key: 'startedBy',
      header: t('column.startedBy'),
      width: 'minmax(100px, 0.6fr)',
      hideBelow: 900,
      render: ({ startedBy }) => startedBy,
    },
    {
      key: 'clients',
      header: t('column.clients'),
      width: '84px',
      align: 'end',
      hideBelow: 640,
      render: ({ clientCount }) => clientCount,
    },
    countColumn('drafted'),
    countColumn('blocked'),
    countColumn('failed'),
    { key: 'total', header: t('column.total'), width: '150px', align: 'end', render: (row) => totalText(row, locale) },
  ];
}

/** Every billing run, the latest first. */
export function BillingRunsPage() {
  const { locale } = useFormats();
  const query = useBillingRuns();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('runs.title')} />
      <BillingNav />
      <DataList
        label={t('runs.list')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ cutOff }) => formatLocalDate(cutOff, locale, 'medium')}
        columns={columnsFor(locale)}
        renderCompact={(row) => (
          <>
            <span className="kelp-b-compact">
              <strong className="kelp-num">{formatLocalDate(row.cutOff, locale, 'medium')}</strong>
              <span className="kelp-num">{totalText(row, locale)}</span>
            </span>
            <span className="kelp-b-compact">
              <RunBadge state={row.state} plain />
              <span className="kelp-muted">
                <ExactTime at={row.startedAt} />
              </span>
            </span>
          </>
        )}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('runs.empty'), text: t('runs.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={({ id }) => `/msp/billing/runs/${id}`}
      />
    </div>
  );
}
