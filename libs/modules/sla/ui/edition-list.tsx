'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, PageLoading } from '@kelp/ui';
import { listCalendarHistory, listPolicyHistory, type Edition } from '../contract';
import { t } from './strings';

type Subject = { policyId: string } | { calendarId: string };

async function fetchEditions(of: Subject, signal: AbortSignal): Promise<Edition[]> {
  if ('policyId' in of) return (await call(listPolicyHistory, { id: of.policyId }, { signal })).rows;
  return (await call(listCalendarHistory, { id: of.calendarId }, { signal })).rows;
}

/** Who changed what when, asked for when it is opened. */
export function EditionList({ of }: { of: Subject }) {
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['policyId' in of ? listPolicyHistory.name : listCalendarHistory.name, of],
    queryFn: ({ signal }) => fetchEditions(of, signal),
    enabled: isOpen,
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history.title')}</summary>
      {isOpen && query.isPending && <PageLoading lines={2} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="kelp-sla-history">
        {(query.data ?? []).map(({ number, recordedAt, recordedBy, changes }) => (
          <li key={number}>
            <Text size="sm" span>
              {t('history.line', { number, who: recordedBy || t('history.unknown') })} <ExactTime at={recordedAt} />
            </Text>
            {changes.map((line) => (
              <Text key={line} size="xs" c="dimmed">
                {line}
              </Text>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
