'use client';

import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  ConfirmDialog,
  EmptyState,
  RelativeTime,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
  QueryState,
} from '@kelp/ui';
import { invitePortalUser, portalUserCard, revokePortalUser, setPortalRole } from '../contract';
import { useMay, usePortalUsers, useRefreshPeople } from './people-queries';
import { PortalInviteDialog, type PortalContact } from './portal-invite-dialog';
import { portalRoleOf, portalRoles } from './portal-role-choice';
import { t } from './strings';

type PortalUser = z.output<typeof portalUserCard>;

export interface PortalAccessProps {
  clientId: string;
  /** The client's contacts; those with an address and without access can be invited. */
  contacts: readonly PortalContact[];
  /** Only this one of them. */
  contactId?: string;
}

function State({ user }: { user: PortalUser }) {
  if (!user.isActive) return <StatusBadge plain tone="neutral" label={t('people.state.inactive')} />;
  if (!user.hasPassword) return <StatusBadge plain tone="waiting" label={t('people.state.invited')} />;
  return <StatusBadge plain tone="success" label={t('people.state.active')} />;
}

/** Runs a change, says that it is done or why not, and asks for the list again. */
function usePortalChange() {
  const refresh = useRefreshPeople();
  const [working, setWorking] = useState(false);
  async function change(run: () => Promise<unknown>, done: string) {
    setWorking(true);
    try {
      await run();
      toastSuccess(done);
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setWorking(false);
    }
  }
  return { working, change };
}

function PortalUserRow({ user, onRevoke }: { user: PortalUser; onRevoke: () => void }) {
  const may = useMay();
  const { working, change } = usePortalChange();
  const { id, name, contactId } = user;
  const role = portalRoleOf(user.role);
  const isOpen = !user.isActive || !user.hasPassword;
  return (
    <Group component="li" justify="space-between" align="center" gap="sm" py={8}>
      <div style={{ flex: '1 1 200px', minWidth: 0 }}>
        <Group gap="xs">
          <strong>{name}</strong> <State user={user} />
        </Group>
        <Text c="dimmed" size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
          {user.email}
          {user.lastSignInAt && (
            <>
              {' · '}
              {t('people.lastSignIn')} <RelativeTime at={user.lastSignInAt} />
            </>
          )}
        </Text>
      </div>
      <Group gap="xs">
        {may('portal_access.invite') && user.isActive ? (
          <Select
            aria-label={t('portal.roleOf', { name })}
            data={portalRoles()}
            value={role}
            allowDeselect={false}
            disabled={working}
            w={110}
            onChange={(value) => {
              const next = portalRoleOf(value);
              if (next && next !== role)
                void change(() => call(setPortalRole, { id, role: next }), t('portal.roleSet', { name, role: next }));
            }}
          />
        ) : (
          <span>{user.role}</span>
        )}
        {may('portal_access.invite') && isOpen && (
          <Button
            size="xs"
            variant="default"
            disabled={working}
            onClick={() =>
              void change(
                () => call(invitePortalUser, { contactId, role: role ?? 'User' }),
                t('portal.invited', { name }),
              )
            }
          >
            {t('portal.again')}
          </Button>
        )}
        {may('portal_access.revoke') && user.isActive && (
          <Button size="xs" variant="default" aria-label={t('portal.revokeLabel', { name })} onClick={onRevoke}>
            {t('portal.revoke')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

/** Which contacts of a client may use the portal and as what; nothing for those who may not see it. */
export function PortalAccess({ clientId, contacts, contactId }: PortalAccessProps) {
  const may = useMay();
  const refresh = useRefreshPeople();
  const mayRead = may('portal_access.read');
  const query = usePortalUsers(clientId, mayRead);
  const [inviting, setInviting] = useState(false);
  const [revoked, setRevoked] = useState<PortalUser | null>(null);
  const users = (query.data?.rows ?? []).filter((user) => !contactId || user.contactId === contactId);
  const known = new Set(users.map(({ contactId }) => contactId));
  if (!mayRead) return null;

  async function revoke(user: PortalUser) {
    await call(revokePortalUser, { id: user.id });
    toastSuccess(t('portal.revoked', { name: user.name }));
    await refresh();
  }

  return (
    <Section
      title={t('portal.title')}
      actions={
        may('portal_access.invite') &&
        query.data &&
        !(contactId && users.length > 0) && (
          <Button size="xs" variant="default" onClick={() => setInviting(true)}>
            {t('portal.invite')}
          </Button>
        )
      }
    >
      <QueryState query={query} lines={3} />
      {query.data && users.length === 0 && <EmptyState title={t('portal.empty')} text={t('portal.emptyText')} />}
      {users.length > 0 && <Text c="dimmed">{t('portal.lead')}</Text>}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {users.map((user) => (
          <PortalUserRow key={user.id} user={user} onRevoke={() => setRevoked(user)} />
        ))}
      </ul>
      {inviting && (
        <PortalInviteDialog
          contacts={contacts.filter(({ id, email, isInactive }) => email && !isInactive && !known.has(id))}
          onClose={() => setInviting(false)}
        />
      )}
      {revoked && (
        <ConfirmDialog
          opened
          danger
          title={t('portal.revoke.title', { name: revoked.name })}
          confirmLabel={t('portal.revoke')}
          onConfirm={() => revoke(revoked)}
          onClose={() => setRevoked(null)}
        >
          <p>{t('portal.revoke.text', { name: revoked.name })}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
