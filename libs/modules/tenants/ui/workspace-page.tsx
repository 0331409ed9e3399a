'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { PageHeader, QueryState } from '@kelp/ui';
import { getTenant } from '../contract';
import { t } from './strings';
import { WorkspaceForm } from './workspace-form';

/** Name, time zone, currency and language of the workspace; who may not change them can read them. */
export function WorkspacePage({ mayChange }: { mayChange: boolean }) {
  const query = useQuery({ queryKey: [getTenant.name], queryFn: ({ signal }) => call(getTenant, {}, { signal }) });
  return (
    <div className="kelp-page">
      <PageHeader title={t('title')} back={{ href: '/msp/settings', label: t('back') }} />
      <QueryState query={query} />
      {query.data && <WorkspaceForm workspace={query.data} mayChange={mayChange} />}
    </div>
  );
}
