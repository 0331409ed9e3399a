'use client';

import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, PageLoading, Section } from '@kelp/ui';
import { listZoneDataReports } from '../contract';
import { t } from './strings';

/** By which zone data dues are worked out, and what the last change of it moved. */
export function ZoneDataSection() {
  const query = useQuery({
    queryKey: [listZoneDataReports.name],
    queryFn: ({ signal }) => call(listZoneDataReports, {}, { signal }),
  });
  const { data } = query;
  return (
    <Section title={t('zones.title')}>
      {query.isPending && <PageLoading lines={1} />}
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {data && <Text size="sm">{t('zones.present', { version: data.present })}</Text>}
      <ul className="kelp-sla-history">
        {(data?.rows ?? []).map((report) => (
          <li key={report.id}>
            <Text size="sm">
              {t('zones.report', {
                from: report.fromTzdb,
                to: report.toTzdb,
                moved: report.movedCount,
                count: report.clockCount,
              })}{' '}
              <ExactTime at={report.createdAt} />
            </Text>
            {report.moved.map(({ ticketId, clock, before, after, zone }) => (
              <Text key={`${ticketId}${clock}`} size="xs" c="dimmed">
                <Anchor component={Link} href={`/msp/tickets/${ticketId}`} size="xs">
                  {t('zones.ticket')}
                </Anchor>{' '}
                {t('zones.moved', { before: before ?? '–', after: after ?? '–', zone })}
              </Text>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
