'use client';

import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { DataList, PageHeader, RelativeTime, StatusBadge, type DataListColumn } from '@kelp/ui';
import type { MailboxRow } from '../contract';
import { InboundLog } from './inbound-log';
import { useMailboxes, useRefreshMailboxes } from './mailbox-queries';
import { t } from './strings';
import './mail-lists.css';

const MailboxDialog = lazy(() => import('./mailbox-dialog').then((part) => ({ default: part.MailboxDialog })));

function State({ row }: { row: MailboxRow }) {
  if (!row.isActive) return <StatusBadge tone="neutral" label={t('state.inactive')} />;
  if (row.failure) return <StatusBadge tone="danger" label={t('state.broken')} />;
  if (row.failing > 0) return <StatusBadge tone="danger" label={t('state.failing', { count: row.failing })} />;
  return <StatusBadge tone="success" label={t('state.active')} />;
}

const columns: DataListColumn<MailboxRow>[] = [
  { key: 'name', header: t('column.name'), width: 'minmax(140px, 1fr)', primary: true, render: (row) => row.name },
  { key: 'address', header: t('column.address'), width: 'minmax(180px, 1.4fr)', render: (row) => row.address },
  {
    key: 'board',
    header: t('column.board'),
    width: 'minmax(120px, 1fr)',
    hideBelow: 760,
    render: (row) => row.board.name,
  },
  { key: 'state', header: t('column.state'), width: '130px', render: (row) => <State row={row} /> },
  {
    key: 'last',
    header: t('column.last'),
    width: '120px',
    hideBelow: 640,
    render: (row) => (row.lastReceivedAt ? <RelativeTime at={row.lastReceivedAt} /> : t('never')),
  },
];

function Compact({ row }: { row: MailboxRow }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">{row.address}</span>
        <State row={row} />
      </span>
    </>
  );
}

/** The addresses that take mail, and every mail that came in. */
export function MailboxesPage() {
  const query = useMailboxes();
  const refresh = useRefreshMailboxes();
  const [edited, setEdited] = useState<MailboxRow | 'new' | null>(null);
  const mayChange = query.data?.abilities.includes('email_settings.update') ?? false;
  const create = mayChange && <Button onClick={() => setEdited('new')}>{t('page.new')}</Button>;
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('page.title')}
        back={{ href: '/msp/settings', label: t('page.back') }}
        meta={t('page.lead')}
        actions={create}
      />
      <div className="kelp-mail-list" data-few={query.data ? query.data.rows.length > 0 : undefined}>
        <DataList
          label={t('page.list')}
          rows={query.data?.rows ?? []}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.name} ${row.address}`}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('page.empty'), text: t('page.emptyText'), action: create }}
          {...(mayChange ? { onOpen: setEdited } : {})}
        />
      </div>
      <InboundLog mayChange={mayChange} />
      {edited && query.data && (
        <Suspense>
          <MailboxDialog
            mailbox={edited === 'new' ? null : (query.data.rows.find(({ id }) => id === edited.id) ?? edited)}
            boards={query.data.boards}
            onClose={() => setEdited(null)}
            onSaved={refresh}
          />
        </Suspense>
      )}
    </div>
  );
}
