'use client';

import { TextInput } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import Link from 'next/link';
import {
  DataList,
  ExactTime,
  FilterBar,
  formatMinutes,
  PageHeader,
  useAddress,
  type DataListColumn,
  type ListFilter,
} from '@kelp/ui';
import type { InteractionCard } from '../contract';
import { addressOf, contactAddressOf, useAccountManagers } from './client-queries';
import { InteractionSign } from './interaction-icon';
import { InteractionMenu } from './interaction-menu';
import { useFeed, useInteractionTypes } from './interaction-queries';
import { readFeed } from './list-address';
import { cleared, useClientFilter, valuesIn } from './list-filters';
import { PartiesNav } from './parties-nav';
import { t } from './strings';
import './parties.css';

const InteractionDialog = dynamic(() => import('./interaction-dialog').then((one) => one.InteractionDialog));

const Party = ({ client, contact }: Pick<InteractionCard, 'client' | 'contact'>) => (
  <span className="kelp-feed-party">
    {contact && <Link href={contactAddressOf(contact.id)}>{contact.name}</Link>}
    {client && <Link href={addressOf(client.id)}>{client.name}</Link>}
  </span>
);

const columns: DataListColumn<InteractionCard>[] = [
  {
    key: 'type',
    header: t('interaction.type'),
    width: '150px',
    hideBelow: 620,
    render: ({ type }) => (
      <span className="kelp-interaction-type">
        <InteractionSign icon={type.icon} /> {type.name}
      </span>
    ),
  },
  {
    key: 'title',
    header: t('interaction.title'),
    width: 'minmax(200px, 2fr)',
    primary: true,
    render: ({ title }) => title,
  },
  { key: 'party', header: t('feed.with'), width: 'minmax(180px, 1.4fr)', render: (row) => <Party {...row} /> },
  {
    key: 'user',
    header: t('feed.person'),
    width: 'minmax(110px, 0.8fr)',
    hideBelow: 900,
    render: ({ user }) => user?.name ?? '',
  },
  {
    key: 'minutes',
    header: t('feed.duration'),
    width: '80px',
    align: 'end',
    hideBelow: 760,
    render: ({ minutes }) => minutes !== null && <span className="kelp-num">{formatMinutes(minutes)}</span>,
  },
  {
    key: 'at',
    header: t('interaction.start'),
    width: '190px',
    hideBelow: 700,
    render: ({ startAt }) => <ExactTime at={startAt} />,
  },
];

function Compact({ row }: { row: InteractionCard }) {
  return (
    <>
      <strong>{row.title}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">
          {[row.type.name, row.contact?.name ?? row.client?.name].filter(Boolean).join(', ')}
        </span>
        <span className="kelp-muted">
          <ExactTime at={row.startAt} />
        </span>
      </span>
    </>
  );
}

function useFilters(clientId: string | undefined): ListFilter[] {
  const client = useClientFilter(clientId);
  const types = useInteractionTypes().data?.rows ?? [];
  const people = useAccountManagers().data?.rows ?? [];
  const choices = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { key: 'type', label: t('interaction.type'), multiple: false, options: choices(types) },
    client,
    { key: 'person', label: t('feed.person'), multiple: false, options: choices(people) },
  ];
}

export interface InteractionsPageProps {
  /** What rooms above can make of one: a ticket, time. */
  more?: (row: InteractionCard) => ReactNode;
}

/** Calls, visits and notes of every client, the latest first; what is shown stands in the address. */
export function InteractionsPage({ more }: InteractionsPageProps) {
  const [address, go] = useAddress();
  const [opened, setOpened] = useState<string | null>(null);
  const wish = readFeed(address);
  const query = useFeed(wish);
  const filters = useFilters(wish.clientId);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const abilities = query.data?.pages[0]?.abilities ?? [];
  const mayUpdate = abilities.includes('interaction.update');
  const days = ['from', 'to'] as const;
  const menu: DataListColumn<InteractionCard> = {
    key: 'menu',
    header: '',
    width: '60px',
    align: 'end',
    render: (row) => (
      <InteractionMenu
        id={row.id}
        title={row.title}
        mayUpdate={mayUpdate}
        mayDelete={abilities.includes('interaction.delete')}
        more={more?.(row)}
      />
    ),
  };
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('interaction.list')} />
      <PartiesNav />
      <FilterBar
        filters={filters}
        values={valuesIn(address, filters)}
        onChange={(key, [value]) => go({ [key]: value ?? null })}
        query={wish.search ?? ''}
        onQuery={(words) => go({ q: words || null })}
        onClear={() => go({ ...cleared(filters), from: null, to: null })}
      >
        {days.map((day) => (
          <TextInput
            key={day}
            type="date"
            aria-label={t(`feed.${day}`)}
            title={t(`feed.${day}`)}
            value={wish[day] ?? ''}
            onChange={(event) => go({ [day]: event.currentTarget.value || null })}
          />
        ))}
      </FilterBar>
      <DataList
        label={t('interaction.list')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ title }) => title}
        columns={[...columns, menu]}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('feed.empty'), text: t('feed.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        {...(mayUpdate ? { onOpen: (row: InteractionCard) => setOpened(row.id) } : {})}
      />
      {opened && <InteractionDialog id={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
