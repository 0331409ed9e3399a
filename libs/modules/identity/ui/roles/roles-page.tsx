'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { PageHeader, StatusBadge, useAddress, QueryState } from '@kelp/ui';
import { useMay, type Role } from '../people-queries';
import { t } from '../strings';
import { NewRoleDialog } from './new-role-dialog';
import { useAllRoles, type Side } from './role-queries';
import './roles.css';

/** Where a role comes from, in a word. */
export function Origin({ role }: { role: Role }) {
  if (!role.isShipped) return <StatusBadge plain tone="info" label={t('roles.own')} />;
  if (!role.followsDefault) return <StatusBadge plain tone="warning" label={t('roles.changed')} />;
  return <StatusBadge plain tone="neutral" label={t('roles.shipped')} />;
}

function RoleRow({ role }: { role: Role }) {
  return (
    <li>
      <Link href={`/msp/settings/roles/${role.id}`}>
        <strong>{role.name}</strong>
      </Link>{' '}
      <Origin role={role} />
      <p>
        {t('role.counts', { people: role.people, permissions: role.permissions.length })}
        {role.secondFactorFrom && ` · ${t('role.factor')}`}
      </p>
    </li>
  );
}

/** All roles with how many people hold them; each opens its editor. */
export function RolesPage() {
  const may = useMay();
  const query = useAllRoles();
  const [address, setAddress] = useAddress();
  const [isNew, setNew] = useState(false);
  const side: Side = address.get('side') === 'client' ? 'client' : 'msp';
  const rows = (query.data?.rows ?? []).filter((role) => role.side === side);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('people.roles')}
        back={{ href: '/msp/settings', label: t('people.back') }}
        meta={t('role.lead')}
        actions={
          <>
            <Button variant="default" component={Link} href={`/msp/settings/roles/compare?side=${side}`}>
              {t('roles.compare')}
            </Button>
            {may('role.create') && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
                {t('roles.new')}
              </Button>
            )}
          </>
        }
      />
      <SegmentedControl
        aria-label={t('roles.side')}
        data={[
          { value: 'msp', label: t('roles.side.msp') },
          { value: 'client', label: t('roles.side.client') },
        ]}
        value={side}
        onChange={(value) => setAddress({ side: value === 'client' ? value : null })}
        maw={320}
        styles={{ label: { whiteSpace: 'nowrap' } }}
      />
      <QueryState query={query} lines={6} />
      <ul className="kelp-roles">
        {rows.map((role) => (
          <RoleRow key={role.id} role={role} />
        ))}
      </ul>
      {isNew && <NewRoleDialog onClose={() => setNew(false)} />}
    </div>
  );
}
