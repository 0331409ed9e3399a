'use client';

import { Button, SegmentedControl, Table } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { ErrorState, Section } from '@kelp/ui';
import { exportFailedRows, type ImportDetails, type ImportRow, type RowState } from '../contract';
import { useImportRows } from './import-queries';
import { RowBadge } from './import-state';
import { t } from './strings';

const problems: RowState[] = ['broken', 'problem', 'failed', 'kept'];

function Row({ row }: { row: ImportRow }) {
  return (
    <Table.Tr>
      <Table.Td className="kelp-num">{row.line}</Table.Td>
      <Table.Td>{row.href ? <Link href={row.href}>{row.title}</Link> : row.title}</Table.Td>
      <Table.Td>
        <RowBadge state={row.state} />
      </Table.Td>
      <Table.Td className="kelp-import-why">
        {row.problems.map(({ column, value, message }, index) => (
          <div key={index}>
            {column && <strong>{column}</strong>} {value && <code>{value}</code>} {message}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

/** What was found about the rows, or became of them; those with problems first at hand. */
export function RowsSection({ job }: { job: ImportDetails }) {
  const bad = problems.reduce((sum, state) => sum + (job.counts[state] ?? 0), 0);
  const [chosen, setChosen] = useState<'problems' | 'all' | null>(null);
  const which = chosen ?? (bad > 0 ? 'problems' : 'all');
  const query = useImportRows(job.id, which === 'problems' ? problems : null);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const input = encodeURIComponent(JSON.stringify({ id: job.id }));
  return (
    <Section
      title={t('rows.title')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('rows.which')}
            value={which}
            onChange={(value) => setChosen(value as 'problems' | 'all')}
            data={[
              { value: 'problems', label: t('rows.problems', { count: bad }) },
              { value: 'all', label: t('rows.all', { count: job.total }) },
            ]}
          />
          {bad > 0 && (
            <Button
              component="a"
              size="xs"
              variant="default"
              href={`/api/exports/${exportFailedRows.name}?input=${input}`}
              download
            >
              {t('rows.download')}
            </Button>
          )}
        </>
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6} aria-label={t('rows.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rows.line')}</Table.Th>
              <Table.Th>{t('rows.record')}</Table.Th>
              <Table.Th>{t('rows.state')}</Table.Th>
              <Table.Th>{t('rows.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {query.isSuccess && rows.length === 0 && <p className="kelp-muted">{t('rows.none')}</p>}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('rows.more')}
        </Button>
      )}
    </Section>
  );
}
