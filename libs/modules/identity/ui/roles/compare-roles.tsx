'use client';

import { Group, Select, Text } from '@mantine/core';
import { PageHeader, useAddress, QueryState } from '@kelp/ui';
import type { Role } from '../people-queries';
import { t } from '../strings';
import { byResource, useAllRoles } from './role-queries';
import './roles.css';

interface Difference {
  name: string;
  label: string;
  isLeft: boolean;
}

/** What one of two roles allows and the other does not. */
export function differencesOf(left: Pick<Role, 'permissions'>, right: Pick<Role, 'permissions'>): Difference[] {
  const [ofLeft, ofRight] = [left, right].map((role) => new Set(role.permissions.map(({ name }) => name)));
  const onlyLeft = left.permissions.filter(({ name }) => !ofRight?.has(name)).map((one) => ({ ...one, isLeft: true }));
  const onlyRight = right.permissions
    .filter(({ name }) => !ofLeft?.has(name))
    .map((one) => ({ ...one, isLeft: false }));
  return [...onlyLeft, ...onlyRight];
}

function Differences({ left, right }: { left: Role; right: Role }) {
  const found = differencesOf(left, right);
  const both = right.permissions.length - found.filter(({ isLeft }) => !isLeft).length;
  return (
    <>
      <Text c="dimmed">{t('roles.inBoth', { both, differ: found.length })}</Text>
      {found.length > 0 && (
        <table className="kelp-role-differences">
          <thead>
            <tr>
              <th scope="col">{t('roles.resource')}</th>
              <th scope="col">{t('roles.onlyIn', { name: left.name })}</th>
              <th scope="col">{t('roles.onlyIn', { name: right.name })}</th>
            </tr>
          </thead>
          <tbody>
            {byResource(found).map(([resource, group]) => (
              <tr key={resource}>
                <th scope="row">{resource}</th>
                {[true, false].map((isLeft) => (
                  <td key={String(isLeft)}>
                    {group
                      .filter((one) => one.isLeft === isLeft)
                      .map(({ name, label }) => (
                        <div key={name}>{label}</div>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Two roles of one side beside each other: only what differs. */
export function CompareRolesPage() {
  const query = useAllRoles();
  const [address, setAddress] = useAddress();
  const side = address.get('side') === 'client' ? 'client' : 'msp';
  const rows = (query.data?.rows ?? []).filter((role) => role.side === side);
  const role = (place: 'left' | 'right') => rows.find(({ id }) => id === address.get(place));
  const [left, right] = [role('left'), role('right')];
  const choice = (place: 'left' | 'right') => (
    <Select
      label={t(place === 'left' ? 'roles.left' : 'roles.right')}
      placeholder={t('roles.choose')}
      data={rows.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      value={role(place)?.id ?? null}
      onChange={(value) => setAddress({ [place]: value })}
      style={{ flex: '1 1 200px' }}
      maw={320}
    />
  );
  return (
    <div className="kelp-page">
      <PageHeader title={t('roles.compareTitle')} back={{ href: '/msp/settings/roles', label: t('people.roles') }} />
      <QueryState query={query} lines={6} />
      {query.data && (
        <Group gap="md">
          {choice('left')}
          {choice('right')}
        </Group>
      )}
      {left && right && <Differences left={left} right={right} />}
    </div>
  );
}
