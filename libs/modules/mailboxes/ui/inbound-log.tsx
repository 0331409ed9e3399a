'use client';

import { Anchor, Button, Select, Text } from '@mantine/core';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import {
  DataList,
  RelativeTime,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
  type DataListColumn,
  type Tone,
} from '@kelp/ui';
import { inboundState, retryInboundMessage, type InboundRow } from '../contract';
import { useInboundMessages, useRefreshMailboxes } from './mailbox-queries';
import { reasonText, t } from './strings';
import './mail-lists.css';

const tones: Record<InboundRow['state'], Tone> = {
  received: 'waiting',
  processing: 'progress',
  done: 'success',
  held: 'waiting',
  ignored: 'neutral',
  skipped: 'neutral',
  retry: 'warning',
  dead: 'danger',
};

function Became({ row }: { row: InboundRow }) {
  return (
    <>
      <StatusBadge tone={tones[row.state]} label={t(`inbound.${row.state}`)} plain />
      {row.reason && (
        <Text size="xs" c="dimmed" component="span" ml={6}>
          {reasonText(row.reason)}
        </Text>
      )}
    </>
  );
}

const retryButton = (row: InboundRow, mayChange: boolean, retry: (row: InboundRow) => void) =>
  row.state === 'dead' && mayChange ? (
    <Button size="xs" variant="default" onClick={() => retry(row)}>
      {t('log.retry')}
    </Button>
  ) : null;

const columns = (mayChange: boolean, retry: (row: InboundRow) => void): DataListColumn<InboundRow>[] => [
  { key: 'from', header: t('log.from'), width: 'minmax(160px, 1fr)', render: (row) => row.from },
  {
    key: 'subject',
    header: t('log.subject'),
    width: 'minmax(180px, 1.6fr)',
    primary: true,
    render: (row) => row.subject ?? t('log.noSubject'),
  },
  {
    key: 'check',
    header: t('log.check'),
    width: '140px',
    hideBelow: 1200,
    render: (row) => (
      <Text size="xs" c="dimmed" truncate title={row.check ?? ''}>
        {row.check ?? '–'}
      </Text>
    ),
  },
  { key: 'mailbox', header: t('log.mailbox'), width: '130px', hideBelow: 1000, render: (row) => row.mailbox.name },
  { key: 'state', header: t('log.state'), width: 'minmax(160px, 1fr)', render: (row) => <Became row={row} /> },
  {
    key: 'ticket',
    header: t('log.ticket'),
    width: '110px',
    render: (row) =>
      row.ticket ? (
        <Anchor component={Link} href={`/msp/tickets/${row.ticket.id}`}>
          {row.ticket.number}
        </Anchor>
      ) : (
        (retryButton(row, mayChange, retry) ?? '–')
      ),
  },
  {
    key: 'received',
    header: t('log.received'),
    width: '120px',
    hideBelow: 640,
    render: (row) => <RelativeTime at={row.receivedAt} />,
  },
];

function Compact({ row, action }: { row: InboundRow; action: ReactNode }) {
  return (
    <>
      <strong>{row.subject ?? t('log.noSubject')}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">{row.from}</span>
        {row.ticket ? row.ticket.number : (action ?? <Became row={row} />)}
      </span>
    </>
  );
}

/** Every mail that came in and what became of it, so that none is lost silently. */
export function InboundLog({ mayChange }: { mayChange: boolean }) {
  const [state, setState] = useState<InboundRow['state'] | null>(null);
  const query = useInboundMessages(state);
  const refresh = useRefreshMailboxes();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];

  async function retry(row: InboundRow) {
    try {
      await call(retryInboundMessage, { id: row.id });
      toastSuccess(t('log.retried'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Section
      title={t('log.title')}
      actions={
        <Select
          aria-label={t('log.filter')}
          placeholder={t('log.all')}
          data={inboundState.options.map((value) => ({ value, label: t(`inbound.${value}`) }))}
          value={state}
          onChange={(value) => setState(value as InboundRow['state'] | null)}
          clearable
          size="xs"
        />
      }
    >
      <div className="kelp-mail-list">
        <DataList
          label={t('log.list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.from}: ${row.subject ?? t('log.noSubject')}`}
          columns={columns(mayChange, (row) => void retry(row))}
          renderCompact={(row) => <Compact row={row} action={retryButton(row, mayChange, (one) => void retry(one))} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('log.empty'), text: t('log.emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
        />
      </div>
    </Section>
  );
}
