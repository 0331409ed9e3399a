'use client';

import { Button, Code } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  DataList,
  Dialog,
  ErrorState,
  ExactTime,
  Facts,
  PageLoading,
  RelativeTime,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
  type DataListColumn,
  type Tone,
} from '@kelp/ui';
import { replayInboundRequest, type InboundOutcome, type InboundRequest } from '../contract';
import { useInboundRequest, useInboundRequests, useRefreshInbound } from './inbound-queries';
import { t } from './strings';

const tones: Record<InboundOutcome, Tone> = {
  opened: 'info',
  updated: 'progress',
  closed: 'success',
  ignored: 'neutral',
  captured: 'neutral',
  refused: 'danger',
};

function Outcome({ outcome }: { outcome: InboundOutcome }) {
  return <StatusBadge tone={tones[outcome]} label={t(`outcome.${outcome}`)} plain />;
}

const ticketOf = ({ ticket }: InboundRequest) =>
  ticket ? <Link href={`/msp/tickets/${ticket.id}`}>{ticket.number}</Link> : '–';

const columns: DataListColumn<InboundRequest>[] = [
  {
    key: 'key',
    header: t('in.request.key'),
    width: 'minmax(160px, 1fr)',
    primary: true,
    render: (row) => row.alertKey ?? row.reason ?? '–',
  },
  {
    key: 'outcome',
    header: t('in.request.outcome'),
    width: '180px',
    render: (row) => <Outcome outcome={row.outcome} />,
  },
  { key: 'ticket', header: t('in.request.ticket'), width: '110px', hideBelow: 760, render: ticketOf },
  {
    key: 'at',
    header: t('in.request.at'),
    width: '140px',
    hideBelow: 640,
    render: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
  },
];

function RequestDialog({ id, mayReplay, onClose }: { id: string; mayReplay: boolean; onClose: () => void }) {
  const query = useInboundRequest(id);
  const refresh = useRefreshInbound();
  const found = query.data;

  async function again() {
    try {
      const { outcome } = await call(replayInboundRequest, { id });
      toastSuccess(t('in.request.done', { outcome: t(`outcome.${outcome}`) }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Dialog opened onClose={onClose} size="lg" title={found?.alertKey ?? t('in.requests')}>
      {query.isPending && <PageLoading />}
      {query.isError && !found && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {found && (
        <>
          <Facts
            facts={[
              { key: 'outcome', label: t('in.request.outcome'), value: <Outcome outcome={found.outcome} /> },
              ...(found.reason ? [{ key: 'reason', label: t('in.request.reason'), value: found.reason }] : []),
              { key: 'ticket', label: t('in.request.ticket'), value: ticketOf(found) },
              { key: 'at', label: t('in.request.at'), value: <ExactTime at={found.receivedAt} /> },
            ]}
          />
          <Section title={t('in.request.body')}>
            <Code block className="kelp-webhook-body" tabIndex={0}>
              {found.body}
            </Code>
          </Section>
          {mayReplay && (
            <div className="kelp-actions">
              <Button onClick={() => void again()}>{t('in.request.again')}</Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}

/** Everything that came to an address, with what became of it. */
export function RequestsSection({ id, mayReplay }: { id: string; mayReplay: boolean }) {
  const [opened, setOpened] = useState<InboundRequest | null>(null);
  const query = useInboundRequests(id);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Section title={t('in.requests')}>
      <p className="kelp-muted">{t('in.requests.lead')}</p>
      <div className="kelp-webhook-list">
        <DataList
          label={t('in.requests')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.alertKey ?? t(`outcome.${row.outcome}`)}
          columns={columns}
          renderCompact={(row) => (
            <>
              <strong>{row.alertKey ?? row.reason ?? '–'}</strong>
              <span className="kelp-compact-line">
                <Outcome outcome={row.outcome} />
              </span>
            </>
          )}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('in.requests.empty'), text: t('in.requests.emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={setOpened}
        />
      </div>
      {opened && <RequestDialog id={opened.id} mayReplay={mayReplay} onClose={() => setOpened(null)} />}
    </Section>
  );
}
