'use client';

import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState, PageHeader } from '@kelp/ui';
import { ProfileDevices } from './profile-devices';
import { ProfileFactors } from './profile-factors';
import { ProfileIdentities } from './profile-identities';
import { ProfilePassword } from './profile-password';
import { ProfilePerson } from './profile-person';
import { t } from './strings';
import { useMe } from './use-me';

/** The own account, the same for staff and clients: name and zone, what other rooms add, password, and the devices that are signed in. */
export function ProfilePage({ children }: { children?: ReactNode }) {
  const me = useMe();
  return (
    <div className="kelp-page">
      <PageHeader title={t('profile.title')} />
      {me.isError && <ErrorState error={me.error} onRetry={() => void me.refetch()} />}
      {me.data && (
        <Stack gap="xl" maw={640}>
          <ProfilePerson key={me.data.version} me={me.data} />
          {children}
          <ProfilePassword email={me.data.email} shortest={me.data.shortestPassword} />
          <ProfileFactors />
          <ProfileIdentities />
          <ProfileDevices />
        </Stack>
      )}
    </div>
  );
}
