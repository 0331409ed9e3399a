'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { ErrorState, PageHeader } from '@kelp/ui';
import { getMe } from '../contract';
import { ProfileDevices } from './profile-devices';
import { ProfilePassword } from './profile-password';
import { ProfilePerson } from './profile-person';
import { t } from './strings';

/** The own account, the same for staff and clients: name and zone, password, and the devices that are signed in. */
export function ProfilePage() {
  const me = useQuery({ queryKey: [getMe.name], queryFn: ({ signal }) => call(getMe, {}, { signal }) });
  return (
    <>
      <PageHeader title={t('profile.title')} />
      {me.isError && <ErrorState error={me.error} onRetry={() => void me.refetch()} />}
      {me.data && (
        <Stack gap="xl" maw={640}>
          <ProfilePerson key={me.data.version} me={me.data} />
          <ProfilePassword email={me.data.email} />
          <ProfileDevices />
        </Stack>
      )}
    </>
  );
}
