'use client';

import { Button, Group, Switch, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  EmptyState,
  ErrorState,
  PageHeader,
  PageLoading,
  SavedForm,
  toastError,
  toastSuccess,
} from '@kelp/ui';
import { updateRole } from '../../contract';
import { useMay, useRefreshPeople, type Role } from '../people-queries';
import { RoleFactor } from '../role-factor';
import { t } from '../strings';
import { useProof } from '../use-proof';
import { lookAs } from '../view-banner';
import { DeleteRoleDialog } from './delete-role-dialog';
import { NewRoleDialog } from './new-role-dialog';
import { PermissionGroups } from './permission-groups';
import { useAllRoles, useCatalogue, type KnownPermission } from './role-queries';
import { Origin } from './roles-page';
import './roles.css';

const namesOf = (role: Role) => role.permissions.map(({ name }) => name);
const isSame = (a: ReadonlySet<string>, b: readonly string[]) => a.size === b.length && b.every((name) => a.has(name));

/** One role: its name, what it allows, whether it demands a second factor. */
export function RolePage({ id }: { id: string }) {
  const roles = useAllRoles();
  const catalogue = useCatalogue();
  const role = roles.data?.rows.find((one) => one.id === id);
  const failed = [roles, catalogue].find((query) => query.isError && !query.data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!roles.data || !catalogue.data) return <PageLoading lines={8} />;
  if (!role)
    return <EmptyState title={t('roles.gone')} text={<Link href="/msp/settings/roles">{t('roles.back')}</Link>} />;
  const known = catalogue.data.rows.filter(({ side }) => side === role.side);
  // another version is another draft: what somebody else saved meanwhile is taken over
  return <RoleEditor key={role.version} role={role} known={known} />;
}

function RoleEditor({ role, known }: { role: Role; known: readonly KnownPermission[] }) {
  const may = useMay();
  const refresh = useRefreshPeople();
  const { withProof, proofDialog } = useProof();
  const [name, setName] = useState(role.name);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(namesOf(role)));
  const [words, setWords] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const isClean = name === role.name && isSame(chosen, namesOf(role));
  const isLocked = role.holdsEverything || !may('role.update');

  function change(names: readonly string[], isOn: boolean) {
    const next = new Set(chosen);
    for (const one of names)
      if (isOn) next.add(one);
      else next.delete(one);
    setChosen(next);
  }

  async function save() {
    const { id, version } = role;
    const permissions = isSame(chosen, namesOf(role)) ? {} : { permissions: [...chosen] };
    await withProof(() => call(updateRole, { id, version, ...(name === role.name ? {} : { name }), ...permissions }));
    toastSuccess(t('roles.saved', { name }));
    await refresh();
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={role.name}
        back={{ href: `/msp/settings/roles${role.side === 'client' ? '?side=client' : ''}`, label: t('people.roles') }}
        meta={
          <>
            <Origin role={role} /> {t('role.counts', { people: role.people, permissions: role.permissions.length })}
          </>
        }
        actions={<RoleActs role={role} />}
      />
      <RoleFactor role={role} />
      {role.holdsEverything && <Text c="dimmed">{t('roles.everything', { name: role.name })}</Text>}
      <div className="kelp-role-form">
        <SavedForm
          gap="sm"
          mayChange={!isLocked}
          isClean={isClean}
          onSave={save}
          saveLabel={t('roles.save')}
          discardLabel={t('roles.discard')}
          onDiscard={() => {
            setName(role.name);
            setChosen(new Set(namesOf(role)));
          }}
        >
          {!role.isShipped && (
            <TextInput
              label={t('roles.name')}
              maw={380}
              maxLength={60}
              required
              disabled={isLocked}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <Group gap="md">
            <TextInput
              type="search"
              aria-label={t('roles.find')}
              placeholder={t('roles.find')}
              leftSection={<IconSearch size={15} aria-hidden="true" />}
              w={280}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.preventDefault();
              }}
            />
            <Switch
              size="xs"
              label={t('roles.onlyChosen')}
              checked={onlyChosen}
              onChange={(event) => setOnlyChosen(event.currentTarget.checked)}
            />
          </Group>
          <PermissionGroups
            permissions={known}
            chosen={chosen}
            words={words.trim()}
            onlyChosen={onlyChosen}
            isLocked={isLocked}
            onChange={change}
          />
        </SavedForm>
      </div>
      {proofDialog}
    </div>
  );
}

/** Compare, copy, back to what was shipped, delete. */
function RoleActs({ role }: { role: Role }) {
  const may = useMay();
  const refresh = useRefreshPeople();
  const { withProof, proofDialog } = useProof();
  const [asked, setAsked] = useState<'copy' | 'delete' | 'reset' | null>(null);
  const mayReset = role.isShipped && !role.followsDefault && may('role.update');
  return (
    <>
      <Button variant="default" component={Link} href={`/msp/settings/roles/compare?side=${role.side}&left=${role.id}`}>
        {t('roles.compare')}
      </Button>
      {may('role.create') && role.side === 'msp' && (
        <Button variant="default" onClick={() => setAsked('copy')}>
          {t('roles.copy')}
        </Button>
      )}
      {may('user.view_as') && role.side === 'msp' && (
        <Button variant="default" onClick={() => void lookAs({ roleId: role.id }).catch(toastError)}>
          {t('view.start')}
        </Button>
      )}
      {mayReset && (
        <Button variant="default" onClick={() => setAsked('reset')}>
          {t('roles.reset')}
        </Button>
      )}
      {!role.isShipped && may('role.delete') && (
        <Button variant="default" onClick={() => setAsked('delete')}>
          {t('roles.delete')}
        </Button>
      )}
      {asked === 'copy' && <NewRoleDialog copied={role} onClose={() => setAsked(null)} />}
      {asked === 'delete' && <DeleteRoleDialog role={role} onClose={() => setAsked(null)} />}
      {asked === 'reset' && (
        <ConfirmDialog
          opened
          title={t('roles.resetTitle', { name: role.name })}
          confirmLabel={t('roles.reset')}
          onConfirm={async () => {
            await withProof(() => call(updateRole, { id: role.id, version: role.version, followsDefault: true }));
            await refresh();
          }}
          onClose={() => setAsked(null)}
        >
          {t('roles.resetText')}
        </ConfirmDialog>
      )}
      {proofDialog}
    </>
  );
}
