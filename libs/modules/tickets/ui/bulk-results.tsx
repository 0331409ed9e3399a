'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, StatusBadge, type Tone } from '@kelp/ui';
import { listBulkRows } from '../contract';
import { t } from './strings';

const tones: Record<string, Tone> = {
  waiting: 'neutral',
  done: 'success',
  refused: 'danger',
  skipped: 'warning',
  stopped: 'neutral',
};

function useResults(id: string, isProblem: boolean) {
  return useInfiniteQuery({
    queryKey: [listBulkRows.name, id, isProblem],
    queryFn: ({ pageParam, signal }) => call(listBulkRows, { id, isProblem, after: pageParam, limit: 100 }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
}

/** What became of each ticket of a change in bulk. */
export function BulkResults({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const [isProblem, setProblem] = useState(false);
  const query = useResults(id, isProblem);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <SegmentedControl
        aria-label={t('bulk.which')}
        value={isProblem ? 'problems' : 'all'}
        onChange={(value) => setProblem(value === 'problems')}
        data={[
          { value: 'all', label: t('bulk.which.all') },
          { value: 'problems', label: t('bulk.which.problems') },
        ]}
      />
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ol className="kelp-bulk-results">
        {rows.map(({ position, ticketId, number, title: name, state, reason }) => (
          <li key={position}>
            <Link href={`/msp/tickets/${ticketId}`}>
              <span className="kelp-num">{number}</span> {name}
            </Link>
            <StatusBadge tone={tones[state] ?? 'neutral'} label={t(`bulk.state.${state}`)} plain />
            {reason && <p className="kelp-muted">{reason}</p>}
          </li>
        ))}
      </ol>
      {query.isSuccess && rows.length === 0 && <p className="kelp-muted">{t('bulk.none')}</p>}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('bulk.more')}
        </Button>
      )}
    </Dialog>
  );
}
