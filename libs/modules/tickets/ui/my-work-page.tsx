'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { PageHeader, StatusBadge, useNow, type DataListColumn, type Tone } from '@kelp/ui';
import { listTickets, type TicketRow } from '../contract';
import { inOrderOfWork, nextReason, type NextReason } from './do-next';
import { rememberTrail } from './list-trail';
import { t } from './strings';
import { ticketColumns } from './ticket-columns';
import { useMe, useTicketChoices } from './ticket-queries';
import type { TicketListSlots } from './ticket-list-page';
import { ticketId, TicketTable } from './ticket-table';
import { useChangedRows } from './use-changed-rows';
import './tickets.css';

/** What rooms above tickets know about somebody's work. */
export interface MyWorkSlots extends TicketListSlots {
  /** when a ticket is due, if it is */
  dueAt?: (id: string) => Date | null;
}

const atMost = 200;
const nothing: readonly TicketRow[] = [];
const neverDue = () => null;
const tones: Record<NextReason, Tone> = {
  overdue: 'danger',
  soon: 'warning',
  awaiting_us: 'info',
  hands: 'neutral',
  awaiting_client: 'waiting',
};

function useMine() {
  const input = { assignee: 'me', state: 'open', sort: 'priority', direction: 'asc', limit: atMost } as const;
  return useQuery({
    queryKey: [listTickets.name, input],
    queryFn: ({ signal }) => call(listTickets, input, { signal }),
    meta: { topics: ['client', 'contact'] },
  });
}

/** How many open tickets nobody has; asked with a page of one row. */
function useUnassigned() {
  const input = { assignee: 'nobody', state: 'open', sort: 'activity', direction: 'desc', limit: 1 } as const;
  return useQuery({
    queryKey: [listTickets.name, input],
    queryFn: ({ signal }) => call(listTickets, input, { signal }),
    select: ({ openCount }) => openCount,
  });
}

function UnassignedLink(): ReactNode {
  const counted = useUnassigned().data;
  if (!counted || counted.count === 0) return null;
  return (
    <Button component={Link} href="/msp/tickets?assignee=nobody" variant="default">
      {t('work.unassigned', { count: counted.count, shown: counted.isCapped ? `${counted.count}+` : counted.count })}
    </Button>
  );
}

function reasonColumn(dueAt: (id: string) => Date | null, now: Date | null): DataListColumn<TicketRow> {
  return {
    key: 'next',
    header: t('work.next'),
    width: '148px',
    hideBelow: 760,
    render: (row) => {
      const reason = nextReason(row, dueAt(row.id), now ?? row.lastActivityAt);
      return <StatusBadge tone={tones[reason]} label={t(`next.${reason}`)} plain />;
    },
  };
}

/** Home of the staff: one's own open tickets in the order in which to do them. */
export function MyWorkPage({ columns: extra, compactEnd, onRows, dueAt = neverDue }: MyWorkSlots) {
  const query = useMine();
  const choices = useTicketChoices().data;
  const me = useMe().data;
  const now = useNow();
  const mine = query.data?.rows ?? nothing;
  const rows = useMemo(() => (now ? inOrderOfWork(mine, dueAt, now) : mine), [mine, dueAt, now]);
  const columns = useMemo(() => {
    const [number, title, client, status, priority, , , ...rest] = ticketColumns(choices, extra ?? []);
    const kept = [number, title, client, reasonColumn(dueAt, now), status, priority, ...rest].filter(
      (column) => column !== undefined,
    );
    return kept.map((column) => ({ ...column, sortable: false }));
  }, [choices, extra, dueAt, now]);
  const changedIds = useChangedRows('mine', mine, 1);
  const ids = rows.map(ticketId).join(' ');
  useEffect(() => {
    const shown = ids === '' ? [] : ids.split(' ');
    onRows?.(shown);
    rememberTrail(window.sessionStorage, { href: '/msp', ids: shown });
  }, [ids, onRows]);
  const waiting = mine.filter(({ responseState }) => responseState === 'awaiting_us').length;

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('work.title')}
        meta={
          query.data && (
            <>
              <span className="kelp-num">{t('work.count', { count: mine.length })}</span>
              {waiting > 0 && <span className="kelp-num">{t('work.waiting', { count: waiting })}</span>}
            </>
          )
        }
        actions={<UnassignedLink />}
      />
      <TicketTable
        label={t('work.title')}
        rows={rows}
        columns={columns}
        compactEnd={compactEnd}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{
          title: me ? t('work.empty', { name: me.name.split(' ')[0] ?? '' }) : t('work.emptyPlain'),
          text: t('work.emptyText'),
        }}
        changedIds={changedIds}
        {...(query.data?.next
          ? { footer: <Link href="/msp/tickets?assignee=me">{t('work.more', { count: atMost })}</Link> }
          : {})}
      />
    </div>
  );
}
