'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ShownSecret, useMe } from '@kelp/identity/screens';
import { DataList, PageHeader, RelativeTime, type DataListColumn } from '@kelp/ui';
import type { Webhook } from '../contract';
import { t } from './strings';
import { WebhookDialog } from './webhook-dialog';
import { useWebhooks } from './webhook-queries';
import { WebhookHealth } from './webhook-state';
import './webhooks.css';

const eventsOf = ({ events }: Webhook) =>
  events.length === 0 ? t('events.all') : t('events.some', { count: events.length });

const columns: DataListColumn<Webhook>[] = [
  { key: 'name', header: t('column.name'), width: 'minmax(140px, 1fr)', primary: true, render: (row) => row.name },
  { key: 'url', header: t('form.url'), width: 'minmax(180px, 2fr)', hideBelow: 760, render: (row) => row.url },
  {
    key: 'health',
    header: t('column.health'),
    width: '160px',
    render: ({ health }) => <WebhookHealth health={health} />,
  },
  { key: 'events', header: t('column.events'), width: '110px', hideBelow: 900, render: eventsOf },
  {
    key: 'last',
    header: t('column.last'),
    width: '130px',
    hideBelow: 640,
    render: ({ lastOkAt }) => (lastOkAt ? <RelativeTime at={lastOkAt} /> : t('never')),
  },
];

function Compact({ row }: { row: Webhook }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <WebhookHealth health={row.health} />
        <span className="kelp-muted">{eventsOf(row)}</span>
      </span>
    </>
  );
}

/** The addresses of other programs that hear what happens here, with their health. */
export function WebhooksPage() {
  const router = useRouter();
  const query = useWebhooks();
  const mayCreate = useMe().data?.permissions.includes('webhook.create') ?? false;
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const rows = query.data?.rows ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: t('back') }}
        actions={mayCreate && <Button onClick={() => setNew(true)}>{t('new')}</Button>}
      />
      <p className="kelp-muted">{t('lead')}</p>
      <div className="kelp-webhook-list">
        <DataList
          label={t('list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('empty'), text: t('emptyText') }}
          onOpen={(row) => router.push(`/msp/settings/webhooks/${row.id}`)}
        />
      </div>
      {isNew && <WebhookDialog onMade={setSecret} onClose={() => setNew(false)} />}
      {secret && (
        <ShownSecret value={secret} title={t('secret.made')} text={t('secret.text')} onClose={() => setSecret(null)} />
      )}
    </div>
  );
}
