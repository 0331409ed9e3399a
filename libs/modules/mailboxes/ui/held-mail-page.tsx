'use client';

import { Alert, Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { DataList, PageHeader, RelativeTime, type DataListColumn } from '@kelp/ui';
import type { HeldRow } from '../contract';
import { useHeldMail } from './mailbox-queries';
import { SenderRules } from './sender-rules';
import { reasonText, t } from './strings';

const AssignDomainDialog = lazy(() =>
  import('./assign-domain-dialog').then((part) => ({ default: part.AssignDomainDialog })),
);
const HeldDialog = lazy(() => import('./held-dialog').then((part) => ({ default: part.HeldDialog })));

const columns: DataListColumn<HeldRow>[] = [
  {
    key: 'from',
    header: t('held.from'),
    width: 'minmax(160px, 1fr)',
    render: (row) => (row.fromName ? `${row.fromName} <${row.from}>` : row.from || '–'),
  },
  {
    key: 'subject',
    header: t('held.subject'),
    width: 'minmax(180px, 1.6fr)',
    primary: true,
    render: (row) => row.subject ?? t('log.noSubject'),
  },
  { key: 'why', header: t('held.why'), width: 'minmax(160px, 1fr)', render: (row) => reasonText(row.reason) },
  {
    key: 'received',
    header: t('held.received'),
    width: '120px',
    hideBelow: 640,
    render: (row) => <RelativeTime at={row.receivedAt} />,
  },
];

function Compact({ row }: { row: HeldRow }) {
  return (
    <div>
      <strong>{row.subject ?? t('log.noSubject')}</strong>
      <Text size="sm">{row.from}</Text>
      <Text size="xs" c="dimmed">
        {reasonText(row.reason)}
      </Text>
    </div>
  );
}

/** Mail that waits for a person, with what to do about it, and what was decided about senders. */
export function HeldMailPage() {
  const query = useHeldMail();
  const [opened, setOpened] = useState<HeldRow | null>(null);
  const [domain, setDomain] = useState<string | null>(null);
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const can = (ability: string) => first?.abilities.includes(ability) ?? false;
  const mayAssign = can('held_mail.review') && can('client.update');
  return (
    <div className="kelp-page">
      <PageHeader title={t('held.title')} meta={t('held.lead')} />
      {first?.suggestions.map((one) => (
        <Alert key={one.domain} variant="light" p="xs">
          {t('held.suggest', one)}{' '}
          {mayAssign && (
            <Button size="compact-xs" variant="default" onClick={() => setDomain(one.domain)}>
              {t('held.assign')}
            </Button>
          )}
        </Alert>
      ))}
      <div style={{ display: 'flex', flex: 1, minHeight: 320 }}>
        <DataList
          label={t('held.list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.from}: ${row.subject ?? t('log.noSubject')}`}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('held.empty'), text: t('held.emptyText') }}
          {...(first ? { total: first.count } : {})}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={setOpened}
        />
      </div>
      <SenderRules mayChange={can('held_mail.review')} />
      <Suspense>
        {opened && (
          <HeldDialog
            key={opened.id}
            mail={opened}
            mayReview={can('held_mail.review')}
            mayAddContact={can('contact.create')}
            onClose={() => setOpened(null)}
          />
        )}
        {domain && (
          <AssignDomainDialog domain={domain} mayCreate={can('client.create')} onClose={() => setDomain(null)} />
        )}
      </Suspense>
    </div>
  );
}
