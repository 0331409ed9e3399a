'use client';

import { Button, Group, Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import {
  Avatar,
  DataList,
  formatMinutes,
  Kbd,
  PageHeader,
  StatusBadge,
  toastError,
  toastSuccess,
  useFormats,
  usePeek,
  type DataListColumn,
} from '@kelp/ui';
import { approveTime, type ApprovalRow } from '../contract';
import { ApprovalPeek } from './approval-peek';
import { workDateText } from './read-time';
import { RequestChangeDialog } from './request-change-dialog';
import { t } from './strings';
import { useRefreshTime, useTimeForApproval } from './time-queries';

const tones = { overlap: 'warning', no_notes: 'neutral', long: 'warning', ambiguous_line: 'warning' } as const;

const workOf = (row: ApprovalRow) =>
  row.ticket ? `${row.ticket.number} ${row.ticket.title}` : row.notes || t('work.adHoc');
const sumOf = (rows: readonly ApprovalRow[]) => formatMinutes(rows.reduce((sum, row) => sum + row.minutes, 0));

function Flags({ row }: { row: ApprovalRow }) {
  return (
    <Group gap={4} wrap="nowrap">
      {row.flags.map((flag) => (
        <StatusBadge key={flag} tone={tones[flag]} label={t(`flag.${flag}`)} />
      ))}
    </Group>
  );
}

/** The columns; a person is drawn once, at the first of their rows, and read out at each. */
function columnsFor(rows: readonly ApprovalRow[], locale: string): DataListColumn<ApprovalRow>[] {
  const firstOfPerson = new Set(
    rows.filter((row, at) => rows[at - 1]?.person.id !== row.person.id).map((row) => row.id),
  );
  return [
    {
      key: 'person',
      header: t('column.person'),
      width: 'minmax(120px, 0.6fr)',
      render: ({ id, person }) =>
        firstOfPerson.has(id) ? (
          <Group gap={6} wrap="nowrap">
            <Avatar name={person.name} /> <strong>{person.name}</strong>
          </Group>
        ) : (
          <span className="kelp-hidden">{person.name}</span>
        ),
    },
    {
      key: 'date',
      header: t('column.date'),
      width: '104px',
      render: (row) => <span className="kelp-num">{workDateText(row.workDate, locale)}</span>,
    },
    { key: 'work', header: t('column.work'), width: 'minmax(200px, 1.6fr)', primary: true, render: workOf },
    {
      key: 'client',
      header: t('column.client'),
      width: 'minmax(110px, 0.7fr)',
      hideBelow: 900,
      render: (row) => row.client?.name ?? '–',
    },
    {
      key: 'service',
      header: t('column.service'),
      width: 'minmax(110px, 0.7fr)',
      hideBelow: 760,
      render: (row) => row.service.name,
    },
    {
      key: 'worked',
      header: t('column.worked'),
      width: '76px',
      align: 'end',
      render: (row) => <span className="kelp-num">{formatMinutes(row.minutes)}</span>,
    },
    {
      key: 'billable',
      header: t('column.billable'),
      width: '76px',
      align: 'end',
      render: (row) => <span className="kelp-num">{formatMinutes(row.billableMinutes)}</span>,
    },
    {
      key: 'flags',
      header: t('column.look'),
      width: 'minmax(212px, 0.9fr)',
      hideBelow: 700,
      render: (row) => <Flags row={row} />,
    },
  ];
}

function Compact({ row, locale }: { row: ApprovalRow; locale: string }) {
  return (
    <>
      <strong>{workOf(row)}</strong>
      <Text size="xs" c="dimmed" component="div">
        {row.person.name}, {workDateText(row.workDate, locale)}, {formatMinutes(row.minutes)} {row.service.name}
      </Text>
      {row.flags.length > 0 && <Flags row={row} />}
    </>
  );
}

/** The queue of time that waits for the reader: J/K and X move and choose, Y approves, D sends back with a reason. */
export function TimeApprovalPage({ views }: { views?: ReactNode }) {
  const { locale } = useFormats();
  const router = useRouter();
  const peek = usePeek();
  const query = useTimeForApproval();
  const refresh = useRefreshTime();
  const [sendingBack, setSendingBack] = useState<ApprovalRow[]>([]);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];

  async function approve(chosen: ApprovalRow[]) {
    try {
      const { done, skipped } = await call(approveTime, { ids: chosen.map((row) => row.id) });
      const time = sumOf(chosen.filter((row) => done.includes(row.id)));
      toastSuccess(t('approval.approved', { count: done.length, time }));
      if (skipped[0]) toastError(t('approval.skipped', { count: skipped.length, reason: skipped[0].reason }));
    } catch (error) {
      toastError(error);
    }
    await refresh();
  }

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('approval.title')}
        actions={views}
        meta={
          rows.length > 0 &&
          t(query.hasNextPage ? 'approval.metaMore' : 'approval.meta', { count: rows.length, time: sumOf(rows) })
        }
      />
      <DataList
        label={t('approval.list')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.person.name}: ${workOf(row)}`}
        columns={columnsFor(rows, locale)}
        renderCompact={(row) => <Compact row={row} locale={locale} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('approval.empty'), text: t('approval.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        onOpen={(row) => (row.ticket ? router.push(`/msp/tickets/${row.ticket.id}`) : peek.toggle(peekOf(row)))}
        onPeek={(row) => peek.toggle(peekOf(row))}
        rowKeys={{
          y: { label: t('approval.approve'), run: (chosen) => void approve(chosen) },
          d: { label: t('approval.requestChange'), run: setSendingBack },
        }}
        bulkActions={(chosen, clear) => (
          <>
            <Button onClick={() => void approve(chosen).then(clear)} rightSection={<Kbd keys="y" />}>
              {t('approval.approveCount', { count: chosen.length })}
            </Button>
            <Button variant="default" onClick={() => setSendingBack(chosen)} rightSection={<Kbd keys="d" />}>
              {t('approval.requestChange')}
            </Button>
          </>
        )}
      />
      <RequestChangeDialog rows={sendingBack} onClose={() => setSendingBack([])} onDone={refresh} />
    </div>
  );
}

const peekOf = (row: ApprovalRow) => ({
  key: row.id,
  title: workOf(row),
  ...(row.ticket ? { href: `/msp/tickets/${row.ticket.id}` } : {}),
  content: <ApprovalPeek row={row} />,
});
