'use client';

import { ErrorState, PageHeader, PageLoading, Section } from '@kelp/ui';
import type { NotificationPreference } from '../contract';
import { categories, type Category } from '../domain/subtypes';
import { useNotificationPreferences } from './notification-queries';
import { PreferenceTable } from './preference-table';
import { QuietHours } from './quiet-hours';
import { t } from './strings';

const ways = { in_app: t('preferences.inApp'), email: t('preferences.email') };

/** What the reader is told and by which ways, and when they are left alone; switches count at once. */
export function NotificationPreferencesPage() {
  const { query, change } = useNotificationPreferences();
  const rows = query.data?.preferences ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('page.choices')}
        back={{ href: '/msp/notifications', label: t('page.title') }}
        meta={t('preferences.lead')}
      />
      <QuietHours />
      {query.isPending && <PageLoading />}
      {query.isError && rows.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {categories.map((category) => (
        <Group
          key={category}
          category={category}
          rows={rows.filter((row) => row.category === category)}
          onChange={change}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  category: Category;
  rows: readonly NotificationPreference[];
  onChange: (wish: Pick<NotificationPreference, 'subtype' | 'channel' | 'isOn'>) => void;
}

function Group({ category, rows, onChange }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <Section title={t(`group.${category}`)}>
      <PreferenceTable
        maw={760}
        rows={rows}
        ways={ways}
        nameOf={(subtype) => t(`kind.${subtype}`)}
        lockedBy={({ decidedBy }) => t(decidedBy === 'program' ? 'preferences.lockedProgram' : 'preferences.locked')}
        onChange={onChange}
      />
    </Section>
  );
}
