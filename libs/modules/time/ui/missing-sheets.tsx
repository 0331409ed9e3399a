'use client';

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { z } from '@kelp/kernel/contract';
import { DataList, formatMinutes, PageHeader, useFormats, type DataListColumn } from '@kelp/ui';
import { missingSheets as contract } from '../contract';
import { SheetState } from './sheet-bar';
import { useMissingSheets } from './sheet-queries';
import { periodColumn, workedColumn } from './sheet-columns';
import { periodWords } from './sheet-words';
import { t } from './strings';

type Row = z.output<typeof contract.output>['rows'][number];

const columnsFor = (locale: string): DataListColumn<Row>[] => [
  {
    key: 'person',
    header: t('column.person'),
    width: 'minmax(140px, 1fr)',
    primary: true,
    render: ({ person }) => person.name,
  },
  periodColumn(locale),
  { key: 'state', header: t('sheet.state'), width: '180px', render: ({ state }) => <SheetState state={state} /> },
  workedColumn,
  {
    key: 'late',
    header: t('sheet.late'),
    width: '110px',
    align: 'end',
    render: ({ daysLate }) => <span className="kelp-num">{t('sheet.days', { count: daysLate })}</span>,
  },
];

/** Whose sheet of a period that is over was not handed in. */
export function MissingSheets({ views }: { views: ReactNode }) {
  const { locale } = useFormats();
  const query = useMissingSheets(true);
  const rows = query.data?.rows ?? [];
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('sheet.missing')} actions={views} />
      <DataList
        label={t('sheet.missing')}
        rows={rows}
        rowId={({ person, startsOn }) => `${person.id} ${startsOn}`}
        rowLabel={(row) => `${row.person.name}, ${periodWords(row, locale)}`}
        columns={columnsFor(locale)}
        renderCompact={(row) => (
          <>
            <strong>{row.person.name}</strong>
            <Text size="xs" c="dimmed" component="div">
              {periodWords(row, locale)}, {formatMinutes(row.minutes)}, {t('sheet.days', { count: row.daysLate })}
            </Text>
          </>
        )}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('sheet.noneMissing'), text: t('sheet.noneMissingText') }}
      />
    </div>
  );
}
