'use client';

import { useQuery } from '@tanstack/react-query';
import { listServices } from '@kelp/catalog/contract';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import { ticketChoices } from '@kelp/tickets/contract';
import { ErrorState, PageHeader, PageLoading } from '@kelp/ui';
import { getTimeSettings } from '../contract';
import { PeriodsSection } from './periods-section';
import { t } from './strings';
import { TimeSettingsForm } from './time-settings-form';

const hourly = { billingMethod: 'hourly', includeInactive: false, limit: 200 } as const;

/** What overlapping time leads to, and which service stands for time that names none. */
export function TimeSettingsPage() {
  const me = useQuery({ queryKey: [getMe.name], queryFn: ({ signal }) => call(getMe, {}, { signal }) });
  const settings = useQuery({
    queryKey: [getTimeSettings.name],
    queryFn: ({ signal }) => call(getTimeSettings, {}, { signal }),
  });
  const services = useQuery({
    queryKey: [listServices.name, hourly],
    queryFn: ({ signal }) => call(listServices, hourly, { signal }),
  });
  const choices = useQuery({
    queryKey: [ticketChoices.name],
    queryFn: ({ signal }) => call(ticketChoices, {}, { signal }),
  });
  const parts = [me, settings, services, choices];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  const isReady = me.data && settings.data && services.data && choices.data;
  return (
    <div className="kelp-page">
      <PageHeader title={t('settings.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      {failed && <ErrorState error={failed.error} onRetry={() => parts.forEach((part) => void part.refetch())} />}
      {!failed && !isReady && <PageLoading />}
      {isReady && (
        <>
          <TimeSettingsForm
            settings={settings.data}
            services={services.data.rows}
            boards={choices.data.boards}
            mayChange={me.data.permissions.includes('time_settings.update')}
          />
          <PeriodsSection can={(permission) => me.data.permissions.includes(permission)} />
        </>
      )}
    </div>
  );
}
