'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ShownSecret, useMe } from '@kelp/identity/screens';
import { DataList, PageHeader, RelativeTime, StatusBadge, type DataListColumn } from '@kelp/ui';
import type { InboundWebhook } from '../contract';
import { InboundDialog } from './inbound-dialog';
import { useInboundWebhooks } from './inbound-queries';
import { t } from './strings';
import './webhooks.css';

/** How an address does, in a word and a tone. */
export function InboundState({ row }: { row: Pick<InboundWebhook, 'isActive' | 'isCapturing' | 'refused'> }) {
  if (!row.isActive) return <StatusBadge tone="waiting" label={t('in.state.off')} plain />;
  if (row.isCapturing) return <StatusBadge tone="info" label={t('in.state.capturing')} plain />;
  if (row.refused > 0)
    return <StatusBadge tone="warning" label={t('in.state.refused', { count: row.refused })} plain />;
  return <StatusBadge tone="success" label={t('in.state.on')} plain />;
}

const columns: DataListColumn<InboundWebhook>[] = [
  { key: 'name', header: t('in.column.name'), width: 'minmax(160px, 1fr)', primary: true, render: (row) => row.name },
  { key: 'state', header: t('in.column.state'), width: '190px', render: (row) => <InboundState row={row} /> },
  {
    key: 'board',
    header: t('in.column.board'),
    width: '180px',
    hideBelow: 760,
    render: ({ board }) => board?.name ?? t('in.defaultBoard'),
  },
  {
    key: 'last',
    header: t('in.column.last'),
    width: '140px',
    hideBelow: 640,
    render: ({ lastAt }) => (lastAt ? <RelativeTime at={lastAt} /> : t('never')),
  },
];

function Compact({ row }: { row: InboundWebhook }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <InboundState row={row} />
      </span>
    </>
  );
}

/** The secret addresses to which other programs send alerts. */
export function InboundWebhooksPage() {
  const router = useRouter();
  const query = useInboundWebhooks();
  const mayCreate = useMe().data?.permissions.includes('inbound_webhook.create') ?? false;
  const [isNew, setNew] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const rows = query.data?.rows ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('in.title')}
        back={{ href: '/msp/settings', label: t('back') }}
        actions={mayCreate && <Button onClick={() => setNew(true)}>{t('in.new')}</Button>}
      />
      <p className="kelp-muted">{t('in.lead')}</p>
      <div className="kelp-webhook-list">
        <DataList
          label={t('in.list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('in.empty'), text: t('in.emptyText') }}
          onOpen={(row) => router.push(`/msp/settings/alerts/${row.id}`)}
        />
      </div>
      {isNew && <InboundDialog onMade={setAddress} onClose={() => setNew(false)} />}
      {address && <ShownAddress path={address} onClose={() => setAddress(null)} />}
    </div>
  );
}

/** A secret address as it is shown once. */
export function ShownAddress({ path, onClose }: { path: string; onClose: () => void }) {
  return (
    <ShownSecret
      value={`${window.location.origin}${path}`}
      title={t('in.address.made')}
      text={t('in.address.text')}
      onClose={onClose}
    />
  );
}
