'use client';

import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { formatInstant } from '@kelp/std';
import { DataList, FilterBar, Kbd, PageHeader, useFormats, useKeys, type DataListColumn } from '@kelp/ui';
import type { ClientRow } from '../contract';
import { addressOf, useClientList } from './client-queries';
import { ClientState } from './client-state';
import { NewClientDialog } from './new-client-dialog';
import { t } from './strings';
import { useListAddress } from './use-list-address';

function Day({ at }: { at: Date }) {
  const { locale, timeZone } = useFormats();
  return <span className="kelp-num">{formatInstant(at, timeZone, locale, 'date')}</span>;
}

const columns: DataListColumn<ClientRow>[] = [
  { key: 'name', header: t('column.name'), width: 'minmax(180px, 2fr)', primary: true, render: (row) => row.name },
  { key: 'state', header: t('column.state'), width: '120px', render: (row) => <ClientState client={row} plain /> },
  {
    key: 'place',
    header: t('column.place'),
    width: 'minmax(120px, 1fr)',
    hideBelow: 680,
    render: (row) => row.place ?? <span className="kelp-muted">–</span>,
  },
  {
    key: 'contacts',
    header: t('column.contacts'),
    width: '90px',
    align: 'end',
    hideBelow: 560,
    render: (row) => <span className="kelp-num">{row.contactCount}</span>,
  },
  {
    key: 'since',
    header: t('column.since'),
    width: '130px',
    align: 'end',
    hideBelow: 900,
    render: (row) => <Day at={row.createdAt} />,
  },
];

function Compact({ row }: { row: ClientRow }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">
          {[row.place, t('count.contacts', { count: row.contactCount })].filter(Boolean).join(', ')}
        </span>
        <ClientState client={row} plain />
      </span>
    </>
  );
}

function NewButton({ onClick }: { onClick: () => void }) {
  return (
    <Button leftSection={<IconPlus size={16} />} rightSection={<Kbd keys="c" />} onClick={onClick}>
      {t('new.title')}
    </Button>
  );
}

function emptyText(search: string, action: ReactNode, onClear: () => void) {
  if (!search) return { title: t('list.empty'), text: t('list.emptyText'), action };
  const clear = (
    <Button variant="default" onClick={onClear}>
      {t('list.clear')}
    </Button>
  );
  return { title: t('list.nothingFits'), text: t('list.nothingFitsText'), action: clear };
}

/** Every client of the workspace, by name. */
export function ClientsPage() {
  const router = useRouter();
  const [{ search, includeInactive }, go] = useListAddress();
  const [isCreating, setCreating] = useState(false);
  const query = useClientList(search, includeInactive);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayCreate = query.data?.pages[0]?.abilities.includes('client.create') ?? false;
  const create = () => setCreating(true);
  useKeys('page', mayCreate ? { c: { label: t('new.title'), run: create } } : {});

  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('list.title')} actions={mayCreate && <NewButton onClick={create} />} />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={search}
        onQuery={(words) => go({ search: words })}
        onClear={() => go({ search: '' })}
      >
        <Switch
          size="xs"
          label={t('list.includeInactive')}
          checked={includeInactive}
          onChange={(event) => go({ includeInactive: event.currentTarget.checked })}
        />
      </FilterBar>
      <DataList
        label={t('list.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        columns={columns}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={emptyText(search, mayCreate && <NewButton onClick={create} />, () => go({ search: '' }))}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={(row) => addressOf(row.id)}
      />
      {isCreating && (
        <NewClientDialog onClose={() => setCreating(false)} onCreated={(id) => router.push(addressOf(id))} />
      )}
    </div>
  );
}
