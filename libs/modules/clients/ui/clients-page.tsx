'use client';

import { useState } from 'react';
import { DataList, FilterBar, PageHeader, type DataListColumn } from '@kelp/ui';
import type { ClientRow } from '../contract';
import { useClientList } from './client-queries';
import { t } from './strings';

const columns: DataListColumn<ClientRow>[] = [
  { key: 'name', header: t('column.name'), width: 'minmax(180px, 2fr)', primary: true, render: (row) => row.name },
];

/** Every client of the workspace, by name. */
export function ClientsPage() {
  const [search, setSearch] = useState('');
  const query = useClientList(search, false);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('list.title')} />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={search}
        onQuery={setSearch}
        onClear={() => setSearch('')}
      />
      <DataList
        label={t('list.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        columns={columns}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={search ? { title: t('list.nothingFits') } : { title: t('list.empty'), text: t('list.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={(row) => `/msp/clients/${row.id}`}
      />
    </div>
  );
}
