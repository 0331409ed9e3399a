'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { DataList, PageHeader, RelativeTime, type DataListColumn } from '@kelp/ui';
import { myMentions } from '../contract';
import { t } from './strings';

type Mention = z.output<typeof myMentions.output>['rows'][number];

const columns: DataListColumn<Mention>[] = [
  { key: 'by', header: t('mentions.by'), width: 'minmax(110px, 170px)', render: ({ by }) => by },
  {
    key: 'words',
    header: t('mentions.words'),
    width: 'minmax(240px, 2fr)',
    primary: true,
    render: ({ excerpt }) => excerpt,
  },
  {
    key: 'ticket',
    header: t('mentions.ticket'),
    width: 'minmax(180px, 1fr)',
    hideBelow: 760,
    render: ({ number, title }) => `${number} ${title}`,
  },
  { key: 'when', header: t('mentions.when'), width: '120px', render: ({ at }) => <RelativeTime at={at} /> },
];

function Compact({ row }: { row: Mention }) {
  return (
    <div>
      <strong>{row.by}</strong>{' '}
      <span className="kelp-muted">
        <RelativeTime at={row.at} />
      </span>
      <div>{row.excerpt.length > 160 ? `${row.excerpt.slice(0, 159)}…` : row.excerpt}</div>
      <div className="kelp-muted">
        {row.number} {row.title}
      </div>
    </div>
  );
}

/** Every comment in which a colleague named the reader, the newest first; each opens where it stands. */
export function MentionsPage() {
  const query = useInfiniteQuery({
    queryKey: [myMentions.name],
    queryFn: ({ pageParam, signal }) =>
      call(myMentions, { limit: 50, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('mentions.title')} meta={t('mentions.lead')} />
      <DataList
        label={t('mentions.title')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ by, number, title }) => `${by}: ${number} ${title}`}
        columns={columns}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('mentions.empty'), text: t('mentions.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={({ ticketId, commentId }) => `/msp/tickets/${ticketId}?comment=${commentId}`}
      />
    </div>
  );
}
