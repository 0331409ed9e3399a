'use client';

import { ErrorState, PageLoading, Section } from '@kelp/ui';
import { useNotificationPreferences } from './notification-queries';
import { PreferenceTable } from './preference-table';
import { t } from './strings';

const ways = { in_app: t('portal.inApp'), email: t('preferences.email') };

/** What somebody of a client is told in the portal and by mail, in their profile; switches count at once. */
export function PortalNoticeChoices() {
  const { query, change } = useNotificationPreferences();
  const rows = query.data?.preferences ?? [];
  return (
    <Section title={t('portal.title')}>
      <p className="kelp-muted">{t('portal.lead')}</p>
      {query.isPending && <PageLoading lines={4} />}
      {query.isError && rows.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {rows.length > 0 && (
        <PreferenceTable
          rows={rows}
          ways={ways}
          nameOf={(subtype) => t(`portal.kind.${subtype}` as Parameters<typeof t>[0])}
          lockedBy={() => t('preferences.locked')}
          onChange={change}
        />
      )}
    </Section>
  );
}
