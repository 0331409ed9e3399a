'use client';

import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { ErrorState, errorSentence, PageLoading, Section, toastError, toastSuccess } from '@kelp/ui';
import { getOwnHours, setOwnHours } from '../contract';
import { t } from './strings';

/** When SLA notices may reach the signed-in person; saved at once. */
export function OwnHoursSection() {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: [getOwnHours.name],
    queryFn: ({ signal }) => call(getOwnHours, {}, { signal }),
  });
  const { data } = query;

  async function choose(calendarId: string | null) {
    try {
      await call(setOwnHours, { calendarId });
      await queries.invalidateQueries({ queryKey: [getOwnHours.name] });
      toastSuccess(t('ownHours.saved'));
    } catch (error) {
      toastError(errorSentence(error));
    }
  }

  return (
    <Section title={t('ownHours.title')}>
      {query.isPending && <PageLoading lines={1} />}
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {data && (
        <Select
          label={t('ownHours.label')}
          description={t('ownHours.hint')}
          placeholder={t('ownHours.usual')}
          data={data.calendars.map(({ id, name, zone }) => ({ value: id, label: `${name} (${zone})` }))}
          value={data.calendarId}
          onChange={(calendarId) => void choose(calendarId)}
          nothingFoundMessage={t('ownHours.none')}
          clearable
          clearButtonProps={{ 'aria-label': t('ownHours.clear') }}
        />
      )}
    </Section>
  );
}
