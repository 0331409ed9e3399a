'use client';

import { Select, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createRole } from '../../contract';
import { useRefreshPeople, type Role } from '../people-queries';
import { t } from '../strings';
import { useProof } from '../use-proof';
import { useAllRoles } from './role-queries';

/** Makes a role, empty or as a copy of another, and opens it. */
export function NewRoleDialog({ copied, onClose }: { copied?: Role; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshPeople();
  const roles = useAllRoles();
  const { withProof, proofDialog } = useProof();
  const [name, setName] = useState(copied ? t('roles.copyOf', { name: copied.name }) : '');
  const [from, setFrom] = useState<string | null>(copied?.id ?? null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const staffRoles = (roles.data?.rows ?? []).filter(({ side }) => side === 'msp');

  async function submit() {
    const source = staffRoles.find(({ id }) => id === from);
    const permissions = source?.permissions.map((one) => one.name) ?? [];
    const { id } = await withProof(() => call(createRole, { name, permissions, copyOf: source?.id ?? null }));
    toastSuccess(t('roles.made', { name }));
    await refresh();
    router.push(`/msp/settings/roles/${id}`);
  }

  return (
    <>
      <FormDialog
        title={t(copied ? 'roles.copyTitle' : 'roles.new')}
        submitLabel={t('roles.make')}
        onSubmit={submit}
        onFieldErrors={setFaults}
        onClose={onClose}
      >
        <TextInput
          label={t('roles.name')}
          required
          maxLength={60}
          data-autofocus
          value={name}
          error={faults['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('roles.from')}
          description={t('roles.fromHint')}
          placeholder={t('roles.fromNothing')}
          data={staffRoles.map((role) => ({ value: role.id, label: role.name }))}
          clearable
          value={from}
          onChange={setFrom}
        />
      </FormDialog>
      {proofDialog}
    </>
  );
}
