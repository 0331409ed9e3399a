'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import {
  DataList,
  ExportButton,
  FilterBar,
  PageHeader,
  StatusBadge,
  useAddress,
  type DataListColumn,
  type ListFilter,
} from '@kelp/ui';
import { exportContacts, type ContactRow } from '../contract';
import { addressOf, contactAddressOf, useContactList } from './client-queries';
import { dialable } from './contact-values';
import { readContactList, writeSort } from './list-address';
import { cleared, inactiveFilter, useClientFilter, useTagFilter, valuesIn } from './list-filters';
import { PartiesNav } from './parties-nav';
import { t } from './strings';
import './clients.css';

const dash = <span className="kelp-muted">–</span>;

const Marks = ({ row }: { row: ContactRow }) => (
  <>
    {row.isVip && <StatusBadge tone="waiting" label={t('contact.vip')} plain />}
    {row.isInactive && <StatusBadge tone="neutral" label={t('inactive')} plain />}
  </>
);

const columns: DataListColumn<ContactRow>[] = [
  {
    key: 'name',
    header: t('contact.fullName'),
    width: 'minmax(170px, 1.4fr)',
    primary: true,
    sortable: true,
    render: (row) => row.fullName,
  },
  { key: 'marks', header: t('column.marks'), width: '130px', hideBelow: 620, render: (row) => <Marks row={row} /> },
  {
    key: 'client',
    header: t('list.one'),
    width: 'minmax(150px, 1.2fr)',
    sortable: true,
    render: ({ clientId, clientName }) => (clientId ? <Link href={addressOf(clientId)}>{clientName}</Link> : dash),
  },
  {
    key: 'title',
    header: t('contact.title'),
    width: 'minmax(120px, 1fr)',
    hideBelow: 1000,
    render: ({ title }) => title || dash,
  },
  {
    key: 'email',
    header: t('contact.email'),
    width: 'minmax(180px, 1.4fr)',
    hideBelow: 760,
    render: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : dash),
  },
  {
    key: 'phone',
    header: t('contact.phone'),
    width: '160px',
    hideBelow: 880,
    render: ({ phone }) =>
      phone ? (
        <a className="kelp-num" href={dialable(phone)}>
          {phone}
        </a>
      ) : (
        dash
      ),
  },
];

function Compact({ row }: { row: ContactRow }) {
  return (
    <>
      <strong>{row.fullName}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">{[row.clientName, row.title].filter(Boolean).join(', ')}</span>
        <Marks row={row} />
      </span>
    </>
  );
}

const vipFilter: ListFilter = {
  key: 'vip',
  label: t('contact.care'),
  multiple: false,
  options: [{ value: '1', label: t('contact.vip') }],
};

/** The people of every client; filter and order stand in the address. */
export function ContactsPage() {
  const [address, go] = useAddress();
  const wish = readContactList(address);
  const query = useContactList(wish);
  const client = useClientFilter(wish.clientId);
  const tags = useTagFilter('contact');
  const filters = [client, ...(tags ? [tags] : []), vipFilter, inactiveFilter];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const clear = () => go(cleared(filters));
  const isNarrowed = Boolean(wish.search) || filters.some(({ key }) => address.get(key));
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('contacts.title')} />
      <PartiesNav />
      <FilterBar
        filters={filters}
        values={valuesIn(address, filters)}
        onChange={(key, values) => go({ [key]: values.join(',') || null })}
        query={wish.search ?? ''}
        onQuery={(words) => go({ q: words || null })}
        onClear={clear}
      >
        {query.data?.pages[0]?.abilities.includes('contact.export') && (
          <ExportButton query={exportContacts} input={wish} />
        )}
      </FilterBar>
      <DataList
        label={t('contacts.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.fullName}
        columns={columns}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={
          isNarrowed
            ? {
                title: t('contact.nothingFits'),
                text: t('contacts.nothingFitsText'),
                action: (
                  <Button variant="default" onClick={clear}>
                    {t('list.clear')}
                  </Button>
                ),
              }
            : { title: t('contacts.empty'), text: t('contacts.emptyListText') }
        }
        sort={{ key: wish.sort ?? 'name', direction: wish.direction ?? 'asc' }}
        onSort={(sort) => go(writeSort(sort))}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={(row) => contactAddressOf(row.id)}
      />
    </div>
  );
}
