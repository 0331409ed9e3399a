'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { toCsv } from '@kelp/std';
import {
  DataList,
  ExactTime,
  StatusBadge,
  toastError,
  errorSentence,
  type DataListColumn,
  type EmptyText,
} from '@kelp/ui';
import type { SlaClockRow } from '../contract';
import { fetchAllClocks, useSlaClocks, type ClockFilter } from './board-queries';
import { SlaBadge } from './sla-badge';
import { t } from './strings';

const muted = (text: string | undefined) => text ?? <span className="kelp-muted">–</span>;

function Standing({ row }: { row: SlaClockRow }) {
  const { ticketId, clock, state, dueAt, remainingMinutes } = row;
  return (
    <SlaBadge
      clock={{ ticketId, clock, state, dueAt, remainingMinutes, isAtRisk: false, isBreached: row.breachedAt !== null }}
    />
  );
}

const columns: DataListColumn<SlaClockRow>[] = [
  {
    key: 'ticket',
    header: t('board.ticket'),
    width: 'minmax(200px, 2fr)',
    primary: true,
    render: (row) => (
      <>
        <span className="kelp-num kelp-muted">{row.number}</span> {row.title}
      </>
    ),
  },
  { key: 'clock', header: t('board.clock'), width: 'minmax(196px, 1fr)', render: (row) => <Standing row={row} /> },
  {
    key: 'due',
    header: t('board.due'),
    width: '182px',
    hideBelow: 760,
    render: (row) => (row.dueAt ? <ExactTime at={row.dueAt} /> : muted(undefined)),
  },
  { key: 'client', header: t('board.client'), hideBelow: 900, render: (row) => muted(row.client?.name) },
  { key: 'board', header: t('board.board'), hideBelow: 1180, render: (row) => row.board.name },
  { key: 'priority', header: t('board.priority'), width: '90px', hideBelow: 1040, render: (row) => row.priority.name },
  {
    key: 'assignee',
    header: t('board.assignee'),
    width: '120px',
    hideBelow: 680,
    render: (row) => muted(row.assignee?.name),
  },
  {
    key: 'level',
    header: t('board.level'),
    width: '74px',
    hideBelow: 1180,
    render: (row) =>
      row.level > 0 ? <StatusBadge plain tone="danger" label={t('board.levelOf', { level: row.level })} /> : null,
  },
];

function Compact({ row }: { row: SlaClockRow }) {
  return (
    <>
      <strong>
        {row.number} {row.title}
      </strong>
      <span className="kelp-compact-line">
        <span className="kelp-muted">{[row.client?.name, row.assignee?.name].filter(Boolean).join(', ')}</span>
        <Standing row={row} />
      </span>
    </>
  );
}

const csvColumns: Parameters<typeof toCsv<SlaClockRow>>[1] = [
  { header: 'Ticket', value: (row) => row.number },
  { header: 'Title', value: (row) => row.title },
  { header: 'Client', value: (row) => row.client?.name },
  { header: 'Board', value: (row) => row.board.name },
  { header: 'Priority', value: (row) => row.priority.name },
  { header: 'Assignee', value: (row) => row.assignee?.name },
  { header: 'Policy', value: (row) => row.policyName },
  { header: 'Clock', value: (row) => row.clock },
  { header: 'State', value: (row) => row.state },
  { header: 'Started', value: (row) => row.startedAt },
  { header: 'Due', value: (row) => row.dueAt },
  { header: 'Stopped', value: (row) => row.stoppedAt },
  { header: 'Breached', value: (row) => row.breachedAt },
  { header: 'Minutes left', value: (row) => row.remainingMinutes },
  { header: 'Escalation level', value: (row) => row.level },
];

/** Gives a file to the browser. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** Writes the rows behind a number to a file. */
export function ExportClocks({ filter, name }: { filter: ClockFilter; name: string }) {
  async function save() {
    try {
      saveFile(`${name}.csv`, toCsv(await fetchAllClocks(filter), csvColumns));
    } catch (error) {
      toastError(errorSentence(error));
    }
  }
  return (
    <Button size="xs" variant="default" onClick={() => void save()}>
      {t('board.csv')}
    </Button>
  );
}

interface ClockListProps {
  label: string;
  filter: ClockFilter;
  total?: number | undefined;
  isLive?: boolean;
  empty: EmptyText;
}

/** The clocks of a filter; Enter opens the ticket. */
export function ClockList({ label, filter, total, isLive = true, empty }: ClockListProps) {
  const router = useRouter();
  const query = useSlaClocks(filter, { isLive });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <DataList
      label={label}
      rows={rows}
      rowId={(row) => `${row.ticketId}:${row.clock}:${row.epoch}`}
      rowLabel={(row) => `${row.number} ${row.title}, ${t(`clock.${row.clock}`)}`}
      columns={columns}
      renderCompact={(row) => <Compact row={row} />}
      status={query.isError && !query.data ? 'error' : query.isPending ? 'loading' : 'ready'}
      error={query.error}
      onRetry={() => void query.refetch()}
      empty={empty}
      {...(total === undefined ? {} : { total })}
      hasMore={query.hasNextPage}
      loadingMore={query.isFetchingNextPage}
      loadMore={() => void query.fetchNextPage()}
      href={(row) => `/msp/tickets/${row.ticketId}`}
      onOpen={(row) => router.push(`/msp/tickets/${row.ticketId}`)}
    />
  );
}
