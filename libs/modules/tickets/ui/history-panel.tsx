'use client';

import { useState } from 'react';
import { ErrorState, Timeline, type TimelineEntry } from '@kelp/ui';
import type { z } from '@kelp/kernel/contract';
import type { ticketHistory } from '../contract';
import strings from '../i18n/en.json';
import { t, type StringKey } from './strings';
import { useTicketHistory } from './ticket-queries';

type HistoryEntry = z.output<typeof ticketHistory.output>['entries'][number];

/** The words for something the server names by key; what has none is written as it is, with spaces. */
function wordsFor(prefix: string, key: string): string {
  const name = `${prefix}.${key}`;
  if (name in strings) return t(name as StringKey);
  return key
    .replace(/([A-Z])/g, ' $1')
    .replace(/[._]/g, ' ')
    .toLowerCase();
}

function toTimeline({ id, at, actorName, door, action, byBundleOf, changes }: HistoryEntry): TimelineEntry {
  return {
    id,
    at,
    actor: actorName,
    text: byBundleOf ? t('history.byBundle', { number: byBundleOf }) : wordsFor('did', action),
    door: door === 'ui' ? undefined : wordsFor('door', door),
    changes: changes.map(({ field, label, before, after }) => ({
      field: label ?? wordsFor('field', field),
      before: before ?? t('none'),
      after: after ?? t('none'),
    })),
  } as TimelineEntry;
}

/** Who changed what, asked for when somebody opens it. */
export function HistoryPanel({ ticketId }: { ticketId: string }) {
  const [opened, setOpened] = useState(false);
  const query = useTicketHistory(ticketId, opened);
  return (
    <details className="kelp-fold" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('history.title')}</summary>
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && <p className="kelp-muted">{t('loading')}</p>}
      {query.data && <Timeline entries={query.data.entries.map(toTimeline)} />}
    </details>
  );
}
