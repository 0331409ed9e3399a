'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DataList, PageHeader, RelativeTime, type DataListColumn } from '@kelp/ui';
import type { ImportCard } from '../contract';
import { useImportChoices, useImports } from './import-queries';
import { ImportBadge } from './import-state';
import { NewImportDialog } from './new-import-dialog';
import { t } from './strings';
import './imports.css';

const written = ({ counts: { created = 0, updated = 0 } }: ImportCard) => created + updated;
const kindOf = ({ kind }: ImportCard) => t(`kind.${kind}`);

const columns: DataListColumn<ImportCard>[] = [
  { key: 'file', header: t('column.file'), width: 'minmax(160px, 2fr)', primary: true, render: (row) => row.fileName },
  { key: 'kind', header: t('column.kind'), width: '140px', hideBelow: 640, render: kindOf },
  { key: 'state', header: t('column.state'), width: '170px', render: ({ state }) => <ImportBadge state={state} /> },
  { key: 'rows', header: t('column.rows'), width: '90px', hideBelow: 760, render: ({ total }) => total },
  { key: 'written', header: t('column.written'), width: '90px', hideBelow: 760, render: written },
  { key: 'by', header: t('column.by'), width: '140px', hideBelow: 900, render: ({ by }) => by },
  {
    key: 'at',
    header: t('column.at'),
    width: '130px',
    hideBelow: 640,
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

function Compact({ row }: { row: ImportCard }) {
  return (
    <>
      <strong>{row.fileName}</strong>
      <span className="kelp-compact-line">
        <ImportBadge state={row.state} />
        <span className="kelp-muted">
          {kindOf(row)} · <RelativeTime at={row.createdAt} />
        </span>
      </span>
    </>
  );
}

/** Every import of the workspace, and the way to begin one. */
export function ImportsPage() {
  const router = useRouter();
  const query = useImports();
  const choices = useImportChoices().data;
  const [isNew, setNew] = useState(false);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: t('back') }}
        actions={choices && choices.kinds.length > 0 && <Button onClick={() => setNew(true)}>{t('new')}</Button>}
      />
      <p className="kelp-muted">{t('lead')}</p>
      <div className="kelp-import-list">
        <DataList
          label={t('list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.fileName}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('empty'), text: t('emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={(row) => router.push(`/msp/settings/imports/${row.id}`)}
        />
      </div>
      {isNew && choices && <NewImportDialog choices={choices} onClose={() => setNew(false)} />}
    </div>
  );
}
