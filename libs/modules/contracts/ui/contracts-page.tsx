'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { addDays, formatLocalDate } from '@kelp/std';
import {
  DataList,
  FilterBar,
  Kbd,
  PageHeader,
  useFormats,
  useKeys,
  type DataListColumn,
  type ListFilter,
} from '@kelp/ui';
import type { ContractRow } from '../contract';
import { useContractList, type StatusFilter } from './contract-queries';
import { ContractStatus } from './contract-status';
import { NewContractDialog } from './new-contract-dialog';
import { t } from './strings';

const address = (id: string) => `/msp/contracts/${id}`;

const statusFilter: ListFilter = {
  key: 'status',
  label: t('column.status'),
  multiple: false,
  options: (['active', 'draft', 'ended'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
};

function datesText(row: ContractRow, locale: string): string {
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  return `${date(row.startsOn)} – ${row.endsOn ? date(addDays(row.endsOn, -1)) : t('open')}`;
}

const columnsFor = (locale: string): DataListColumn<ContractRow>[] => [
  {
    key: 'client',
    header: t('column.client'),
    width: 'minmax(140px, 1fr)',
    render: (row) => row.client?.name ?? t('template'),
  },
  {
    key: 'name',
    header: t('column.contract'),
    width: 'minmax(180px, 1.6fr)',
    primary: true,
    render: (row) => row.name,
  },
  {
    key: 'status',
    header: t('column.status'),
    width: '120px',
    render: (row) => <ContractStatus status={row.status} plain />,
  },
  {
    key: 'dates',
    header: t('column.dates'),
    width: '220px',
    hideBelow: 760,
    render: (row) => <span className="kelp-num">{datesText(row, locale)}</span>,
  },
  { key: 'cycle', header: t('column.cycle'), width: '130px', hideBelow: 900, render: (row) => t(`cycle.${row.cycle}`) },
  {
    key: 'lines',
    header: t('column.lines'),
    width: '70px',
    align: 'end',
    hideBelow: 640,
    render: (row) => <span className="kelp-num">{row.lineCount}</span>,
  },
];

function Compact({ row, locale }: { row: ContractRow; locale: string }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <span>{row.client?.name ?? t('template')}</span>
        <ContractStatus status={row.status} plain />
      </span>
      <span className="kelp-compact-line">{datesText(row, locale)}</span>
    </>
  );
}

/** All contracts, by client. */
export function ContractsPage() {
  const { locale } = useFormats();
  const router = useRouter();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<StatusFilter | undefined>();
  const [isCreating, setCreating] = useState(false);
  const query = useContractList(search, status);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayCreate = query.data?.pages[0]?.abilities.includes('contract.create') ?? false;
  const isNarrowed = search !== '' || status !== undefined;
  useKeys('page', mayCreate ? { c: { label: t('new.title'), run: () => setCreating(true) } } : {});

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('list.title')}
        actions={
          <>
            <Button component={Link} href="/msp/contracts/meters" variant="subtle">
              {t('meter.open')}
            </Button>
            <Button component={Link} href="/msp/contracts/offers" variant="subtle">
              {t('offer.title')}
            </Button>
            {mayCreate && (
              <Button
                leftSection={<IconPlus size={16} />}
                rightSection={<Kbd keys="c" />}
                onClick={() => setCreating(true)}
              >
                {t('new.title')}
              </Button>
            )}
          </>
        }
      />
      <FilterBar
        filters={[statusFilter]}
        values={{ status: status ? [status] : [] }}
        onChange={(_key, [value]) => setStatus(value as StatusFilter | undefined)}
        query={search}
        onQuery={setSearch}
        onClear={() => {
          setSearch('');
          setStatus(undefined);
        }}
      />
      <DataList
        label={t('list.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.client?.name ?? ''} ${row.name}`}
        columns={columnsFor(locale)}
        renderCompact={(row) => <Compact row={row} locale={locale} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={isNarrowed ? { title: t('list.nothingFits') } : { title: t('list.empty'), text: t('list.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={(row) => address(row.id)}
      />
      {isCreating && (
        <NewContractDialog onClose={() => setCreating(false)} onCreated={(id) => router.push(address(id))} />
      )}
    </div>
  );
}
