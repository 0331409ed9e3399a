'use client';

import { Accordion, Text } from '@mantine/core';
import { ErrorState, PageLoading, Section } from '@kelp/ui';
import { useRoles, type Role } from './people-queries';
import { RoleFactor } from './role-factor';
import { t } from './strings';

function Permissions({ role }: { role: Role }) {
  if (role.permissions.length === 0) return <Text c="dimmed">{t('role.nothing')}</Text>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18, columns: '240px 3', columnGap: 28 }}>
      {role.permissions.map(({ name, label }) => (
        <li key={name} style={{ breakInside: 'avoid' }}>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The staff roles, each with all that it allows. */
export function RolesSection() {
  const query = useRoles(true);
  return (
    <Section title={t('people.roles')}>
      <Text c="dimmed" mb="xs">
        {t('role.lead')}
      </Text>
      {query.isPending && <PageLoading lines={4} />}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Accordion multiple chevronPosition="left" variant="default">
          {query.data.rows.map((role) => (
            <Accordion.Item key={role.id} value={role.id}>
              <Accordion.Control>
                <strong>{role.name}</strong>{' '}
                <Text span c="dimmed" size="sm">
                  {t('role.counts', { people: role.people, permissions: role.permissions.length })}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <RoleFactor role={role} />
                <Permissions role={role} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Section>
  );
}
