'use client';

import { Group, Select, TextInput } from '@mantine/core';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { DataList, PageHeader, RelativeTime, type DataListColumn } from '@kelp/ui';
import { emailState, type OutgoingRow } from '../contract';
import { useMailTransport, useOutgoing } from './mailbox-queries';
import { MailServerSection } from './mail-server-section';
import { MailState } from './mail-state';
import { t } from './strings';
import './mail-lists.css';
import { SuppressionsSection } from './suppressions-section';

const MailDetails = lazy(() => import('./mail-details').then((part) => ({ default: part.MailDetails })));

const columns: DataListColumn<OutgoingRow>[] = [
  { key: 'to', header: t('out.to'), width: 'minmax(180px, 1fr)', primary: true, render: (row) => row.to },
  {
    key: 'subject',
    header: t('out.subject'),
    width: 'minmax(180px, 1.5fr)',
    hideBelow: 760,
    render: (row) => row.subject || t('out.security'),
  },
  { key: 'state', header: t('out.state'), width: '170px', render: (row) => <MailState state={row.state} plain /> },
  {
    key: 'ticket',
    header: t('out.ticket'),
    width: '110px',
    hideBelow: 900,
    render: (row) => (row.ticket ? <Link href={`/msp/tickets/${row.ticket.id}`}>{row.ticket.number}</Link> : '–'),
  },
  {
    key: 'created',
    header: t('out.created'),
    width: '120px',
    hideBelow: 640,
    render: (row) => <RelativeTime at={row.createdAt} />,
  },
];

function Compact({ row }: { row: OutgoingRow }) {
  return (
    <>
      <strong>{row.subject || t('out.security')}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">{row.to}</span>
        <MailState state={row.state} plain />
      </span>
    </>
  );
}

/** Every mail that goes out with its history, who gets none, and the way out. */
export function MailLogPage() {
  const [state, setState] = useState<OutgoingRow['state'] | null>(null);
  const [typed, setTyped] = useState('');
  const [address, setAddress] = useState('');
  const [opened, setOpened] = useState<OutgoingRow | null>(null);
  const query = useOutgoing({ state, address });
  const mayChange = useMailTransport().data?.mayChange ?? false;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page">
      <PageHeader title={t('out.title')} back={{ href: '/msp/settings', label: t('page.back') }} meta={t('out.lead')} />
      <Group gap="xs">
        <Select
          aria-label={t('out.filter')}
          placeholder={t('out.all')}
          data={emailState.options.map((value) => ({ value, label: t(`mailState.${value}`) }))}
          value={state}
          onChange={(value) => setState(value as OutgoingRow['state'] | null)}
          clearable
          size="xs"
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setAddress(typed.trim().toLowerCase());
          }}
        >
          <TextInput
            aria-label={t('out.address')}
            placeholder={t('out.address')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => setAddress(typed.trim().toLowerCase())}
            size="xs"
          />
        </form>
      </Group>
      <div className="kelp-mail-list">
        <DataList
          label={t('out.list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.to}: ${row.subject || t('out.security')}`}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('out.empty'), text: t('out.emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={setOpened}
        />
      </div>
      <SuppressionsSection mayChange={mayChange} />
      <MailServerSection />
      <Suspense>
        {opened && <MailDetails id={opened.id} mayChange={mayChange} onClose={() => setOpened(null)} />}
      </Suspense>
    </div>
  );
}
