'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { RelativeTime } from '@kelp/ui';
import { listSettingChanges } from '../contract';
import { t } from './strings';
import { useMe } from './use-me';

export type SettingChange = z.output<typeof listSettingChanges.output>['rows'][number];

/** What is not as it was shipped, for whoever may see the workspace's settings; nothing for others. */
export function useSettingChanges(): readonly SettingChange[] {
  const me = useMe();
  const mayRead = me.data?.permissions.includes('system_settings.read') ?? false;
  const query = useQuery({
    queryKey: [listSettingChanges.name],
    queryFn: ({ signal }) => call(listSettingChanges, {}, { signal }),
    enabled: mayRead,
    meta: { topics: ['setting', 'branding'] },
  });
  return query.data?.rows ?? [];
}

/** Who changed a setting, and when. */
export function ChangedBy({ change }: { change: Pick<SettingChange, 'changedAt' | 'changedBy'> }) {
  return (
    <>
      {t('setting.by', { name: change.changedBy ?? t('setting.program') })} <RelativeTime at={change.changedAt} />
    </>
  );
}

/** Below a settings page: which of its settings are not as they were shipped, who changed them and when. */
export function SettingTrace({ keys }: { keys: readonly string[] }) {
  const changes = useSettingChanges().filter(({ key }) => keys.includes(key));
  if (changes.length === 0) return null;
  return (
    <footer className="kelp-setting-trace">
      <Text fw={500}>{t('setting.changed')}</Text>
      <ul>
        {changes.map((change) => (
          <li key={change.key}>
            {change.label}: <ChangedBy change={change} />
          </li>
        ))}
      </ul>
    </footer>
  );
}
