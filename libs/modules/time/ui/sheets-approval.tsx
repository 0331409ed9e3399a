'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import {
  Avatar,
  DataList,
  formatMinutes,
  Kbd,
  PageHeader,
  RelativeTime,
  toastError,
  toastSuccess,
  useFormats,
  usePeek,
  type DataListColumn,
} from '@kelp/ui';
import { approveTimeSheets, openTimeSheet, type SheetRow } from '../contract';
import { RequestSheetDialog } from './request-sheet-dialog';
import { SheetFlags } from './sheet-bar';
import { SheetPeek } from './sheet-peek';
import { useRefreshSheets, useSheetsForApproval } from './sheet-queries';
import { periodColumn, workedColumn } from './sheet-columns';
import { periodWords } from './sheet-words';
import { t } from './strings';

const columnsFor = (locale: string): DataListColumn<SheetRow>[] => [
  {
    key: 'person',
    header: t('column.person'),
    width: 'minmax(140px, 0.8fr)',
    primary: true,
    render: ({ person }) => (
      <Group gap={6} wrap="nowrap">
        <Avatar name={person.name} /> <strong>{person.name}</strong>
      </Group>
    ),
  },
  periodColumn(locale),
  workedColumn,
  {
    key: 'billable',
    header: t('column.billable'),
    width: '84px',
    align: 'end',
    hideBelow: 760,
    render: ({ billableMinutes }) => <span className="kelp-num">{formatMinutes(billableMinutes)}</span>,
  },
  {
    key: 'since',
    header: t('sheet.since'),
    width: '120px',
    hideBelow: 900,
    render: ({ submittedAt }) => submittedAt && <RelativeTime at={submittedAt} />,
  },
  {
    key: 'flags',
    header: t('column.look'),
    width: 'minmax(220px, 1.2fr)',
    hideBelow: 700,
    render: ({ flags }) => <SheetFlags flags={flags} />,
  },
];

/** The sheets that wait for the reader: J/K and X move and choose, Space and Enter look in, Y approves, D sends back with a reason. */
export function SheetsApproval({ views }: { views: ReactNode }) {
  const { locale } = useFormats();
  const peek = usePeek();
  const query = useSheetsForApproval();
  const refresh = useRefreshSheets();
  const [sendingBack, setSendingBack] = useState<readonly SheetRow[]>([]);
  const rows = query.data?.rows ?? [];

  async function approve(chosen: readonly SheetRow[]) {
    try {
      const { done, skipped } = await call(approveTimeSheets, { ids: chosen.map(({ id }) => id) });
      toastSuccess(t('sheet.approvedCount', { count: done.length }));
      if (skipped[0]) toastError(t('approval.skipped', { count: skipped.length, reason: skipped[0].reason }));
    } catch (error) {
      toastError(error);
    }
    await refresh();
  }

  function look(row: SheetRow) {
    peek.toggle({
      key: `sheet:${row.id}`,
      title: `${row.person.name}, ${periodWords(row, locale)}`,
      content: <SheetPeek id={row.id} />,
    });
    // from here on its person cannot recall it
    call(openTimeSheet, { id: row.id }).catch(toastError);
  }

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('sheet.approvals')}
        meta={rows.length > 0 && <span className="kelp-num">{t('sheet.waiting', { count: rows.length })}</span>}
        actions={views}
      />
      <DataList
        label={t('sheet.approvals')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.person.name}, ${periodWords(row, locale)}`}
        columns={columnsFor(locale)}
        renderCompact={(row) => (
          <>
            <strong>{row.person.name}</strong>
            <Text size="xs" c="dimmed" component="div">
              {periodWords(row, locale)}, {formatMinutes(row.minutes)}
            </Text>
            <SheetFlags flags={row.flags} />
          </>
        )}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('sheet.nothing'), text: t('sheet.nothingText') }}
        onOpen={look}
        onPeek={look}
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
      {sendingBack.length > 0 && (
        <RequestSheetDialog sheets={sendingBack} onClose={() => setSendingBack([])} onDone={refresh} />
      )}
    </div>
  );
}
