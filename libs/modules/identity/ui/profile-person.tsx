'use client';

import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { Section, StatusBadge, toastError, toastSuccess, zoneNames } from '@kelp/ui';
import { getMe, sendVerification, updateMe, type Me } from '../contract';
import { AuthForm } from './auth-form';
import { t } from './strings';

function Address({ me }: { me: Me }) {
  async function confirm() {
    try {
      await call(sendVerification, {});
      toastSuccess(t('profile.email.sent'));
    } catch (error) {
      toastError(error);
    }
  }
  return (
    <div>
      <Text fw={500}>{t('email')}</Text>
      <Group gap="sm">
        <span>{me.email}</span>
        {!me.isEmailVerified && (
          <>
            <StatusBadge tone="warning" label={t('profile.email.unconfirmed')} />
            <Button variant="default" size="xs" onClick={() => void confirm()}>
              {t('profile.email.confirm')}
            </Button>
          </>
        )}
      </Group>
    </div>
  );
}

/** Name, address, roles and time zone of the signed-in person. */
export function ProfilePerson({ me }: { me: Me }) {
  const queries = useQueryClient();
  const same = t('profile.zone.same', { zone: me.tenant.zone });

  async function save(typed: Record<string, string>) {
    await call(updateMe, { version: me.version, name: typed['name'] ?? '', zone: typed['zone'] || null });
    await queries.invalidateQueries({ queryKey: [getMe.name] });
    toastSuccess(t('profile.saved'));
  }

  return (
    <Section title={t('profile.person')}>
      <Stack gap="md">
        <Address me={me} />
        <div>
          <Text fw={500}>{t('profile.roles')}</Text>
          {me.roles.join(', ')}
        </div>
        <AuthForm submitLabel={t('profile.save')} isWide={false} onSubmit={save}>
          {(errorOf) => (
            <>
              <TextInput
                name="name"
                label={t('name')}
                autoComplete="name"
                defaultValue={me.name}
                error={errorOf('name')}
              />
              <Select
                name="zone"
                label={t('zone')}
                placeholder={same}
                data={zoneNames()}
                defaultValue={me.zone}
                searchable
                clearable
                limit={100}
                error={errorOf('zone')}
              />
            </>
          )}
        </AuthForm>
      </Stack>
    </Section>
  );
}
