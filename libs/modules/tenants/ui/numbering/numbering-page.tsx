'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { PageHeader, QueryState } from '@kelp/ui';
import { listNumberSeries } from '../../contract';
import { t } from '../strings';
import { SeriesForm } from './series-form';

/** Prefix, length and next number of whatever the workspace counts. */
export function NumberingPage({ mayChange }: { mayChange: boolean }) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: [listNumberSeries.name],
    queryFn: ({ signal }) => call(listNumberSeries, {}, { signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: [listNumberSeries.name] });
  return (
    <div className="kelp-page">
      <PageHeader title={t('numbering.title')} back={{ href: '/msp/settings', label: t('back') }} />
      <QueryState query={query} />
      {query.data && (
        <Stack gap="xl" maw={760}>
          <Text c="dimmed">{t(mayChange ? 'numbering.lead' : 'numbering.readOnly')}</Text>
          {query.data.rows.map((series) => (
            <SeriesForm key={series.kind} series={series} mayChange={mayChange} onSaved={refresh} />
          ))}
        </Stack>
      )}
    </div>
  );
}
