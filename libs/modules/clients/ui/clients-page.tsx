'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { formatInstant } from '@kelp/std';
import {
  DataList,
  ExportButton,
  FilterBar,
  Kbd,
  PageHeader,
  useAddress,
  useFormats,
  useKeys,
  type DataListColumn,
  type ListFilter,
} from '@kelp/ui';
import { clientType, exportClients, lifecycle, type ClientRow } from '../contract';
import { Overdue, Promises } from './client-figures';
import { addressOf, useAccountManagers, useClientList } from './client-queries';
import { ClientState } from './client-state';
import { readClientList, writeSort } from './list-address';
import { cleared, inactiveFilter, useTagFilter, valuesIn } from './list-filters';
import { NewClientDialog } from './new-client-dialog';
import { PartiesNav } from './parties-nav';
import { t } from './strings';
import './clients.css';

function Day({ at }: { at: Date }) {
  const { locale, timeZone } = useFormats();
  return <span className="kelp-num">{formatInstant(at, timeZone, locale, 'date')}</span>;
}

const dash = <span className="kelp-muted">–</span>;

/** Figures stand only where the reader may see some. */
function columnsFor(rows: readonly ClientRow[]): DataListColumn<ClientRow>[] {
  const has = (figures: 'tickets' | 'money') => rows.some(({ health }) => health?.[figures]);
  return [
    {
      key: 'name',
      header: t('column.name'),
      width: 'minmax(180px, 2fr)',
      primary: true,
      sortable: true,
      render: (row) => row.name,
    },
    { key: 'state', header: t('column.state'), width: '110px', render: (row) => <ClientState client={row} plain /> },
    ...(has('tickets') ? ticketColumns : []),
    ...(has('money') ? [overdueColumn] : []),
    ...furtherColumns,
  ];
}

const ticketColumns: DataListColumn<ClientRow>[] = [
  {
    key: 'tickets',
    header: t('column.tickets'),
    width: '136px',
    align: 'end',
    sortable: true,
    render: ({ health }) => <span className="kelp-num">{health?.tickets?.open ?? ''}</span>,
  },
  {
    key: 'sla',
    header: t('column.sla'),
    width: 'minmax(130px, 1fr)',
    sortable: true,
    hideBelow: 620,
    render: ({ health }) => health?.tickets && <Promises tickets={health.tickets} />,
  },
];

const overdueColumn: DataListColumn<ClientRow> = {
  key: 'overdue',
  header: t('column.overdue'),
  width: '130px',
  align: 'end',
  sortable: true,
  hideBelow: 700,
  render: ({ health }) => health?.money && <Overdue money={health.money} />,
};

const furtherColumns: DataListColumn<ClientRow>[] = [
  {
    key: 'manager',
    header: t('field.accountManager'),
    width: 'minmax(110px, 1fr)',
    hideBelow: 1080,
    render: (row) => row.accountManager ?? dash,
  },
  {
    key: 'place',
    header: t('column.place'),
    width: 'minmax(100px, 1fr)',
    hideBelow: 940,
    render: (row) => row.place ?? dash,
  },
  {
    key: 'contacts',
    header: t('column.contacts'),
    width: '100px',
    align: 'end',
    sortable: true,
    hideBelow: 820,
    render: (row) => <span className="kelp-num">{row.contactCount}</span>,
  },
  {
    key: 'since',
    header: t('column.since'),
    width: '120px',
    align: 'end',
    sortable: true,
    hideBelow: 1180,
    render: (row) => <Day at={row.createdAt} />,
  },
];

function Compact({ row }: { row: ClientRow }) {
  const { tickets, money } = row.health ?? {};
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">
          {[row.place, tickets ? t('count.open', { count: tickets.open }) : null].filter(Boolean).join(', ')}
        </span>
        {(row.isInactive || row.lifecycle !== 'active') && <ClientState client={row} plain />}
        {tickets && tickets.breached + tickets.atRisk > 0 && <Promises tickets={tickets} />}
        {money && money.overdue.length > 0 && <Overdue money={money} />}
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

function emptyText(isNarrowed: boolean, action: ReactNode, onClear: () => void) {
  if (!isNarrowed) return { title: t('list.empty'), text: t('list.emptyText'), action };
  const clear = (
    <Button variant="default" onClick={onClear}>
      {t('list.clear')}
    </Button>
  );
  return { title: t('list.nothingFits'), text: t('list.nothingFitsText'), action: clear };
}

const choice = <T extends string>(key: 'type' | 'lifecycle', values: readonly T[]): ListFilter => ({
  key,
  label: t(`field.${key}`),
  multiple: false,
  options: values.map((value) => ({ value, label: t(`${key}.${value}` as 'type.company') })),
});
const fixedFilters = [choice('lifecycle', lifecycle.options), choice('type', clientType.options)];

function useFilters(): ListFilter[] {
  const tags = useTagFilter('client');
  const people = useAccountManagers().data?.rows ?? [];
  const manager: ListFilter = {
    key: 'manager',
    label: t('field.accountManager'),
    multiple: false,
    options: [
      { value: 'nobody', label: t('filter.nobody') },
      ...people.map(({ id, name }) => ({ value: id, label: name })),
    ],
  };
  return [...fixedFilters, manager, ...(tags ? [tags] : []), inactiveFilter];
}

/** Every client of the workspace, with how each is doing; filter and order stand in the address. */
export function ClientsPage() {
  const router = useRouter();
  const [address, go] = useAddress();
  const [isCreating, setCreating] = useState(false);
  const wish = readClientList(address);
  const query = useClientList(wish);
  const filters = useFilters();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const abilities = query.data?.pages[0]?.abilities ?? [];
  const mayCreate = abilities.includes('client.create');
  const create = () => setCreating(true);
  useKeys('page', mayCreate ? { c: { label: t('new.title'), run: create } } : {});
  const clear = () => go(cleared(filters));
  const isNarrowed = Boolean(wish.search) || filters.some(({ key }) => address.get(key));

  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('list.title')} actions={mayCreate && <NewButton onClick={create} />} />
      <PartiesNav />
      <FilterBar
        filters={filters}
        values={valuesIn(address, filters)}
        onChange={(key, values) => go({ [key]: values.join(',') || null })}
        query={wish.search ?? ''}
        onQuery={(words) => go({ q: words || null })}
        onClear={clear}
      >
        {abilities.includes('client.export') && <ExportButton query={exportClients} input={wish} />}
      </FilterBar>
      <DataList
        label={t('list.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        columns={columnsFor(rows)}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={emptyText(isNarrowed, mayCreate && <NewButton onClick={create} />, clear)}
        sort={{ key: wish.sort ?? 'name', direction: wish.direction ?? 'asc' }}
        onSort={(sort) => go(writeSort(sort))}
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
