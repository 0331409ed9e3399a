'use client';

import { Select } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { deleteRole } from '../../contract';
import { useRefreshPeople, type Role } from '../people-queries';
import { t } from '../strings';
import { useProof } from '../use-proof';
import { useAllRoles } from './role-queries';

/** Asks before a role goes, and what its people get instead. */
export function DeleteRoleDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshPeople();
  const roles = useAllRoles();
  const { withProof, proofDialog } = useProof();
  const [replacementId, setReplacement] = useState<string | null>(null);
  const others = (roles.data?.rows ?? []).filter(({ side, id }) => side === 'msp' && id !== role.id);

  async function submit() {
    await withProof(() => call(deleteRole, { id: role.id, replacementId }));
    toastSuccess(t('roles.deleted', { name: role.name }));
    router.push('/msp/settings/roles');
    await refresh();
  }

  return (
    <>
      <FormDialog
        title={t('roles.deleteTitle', { name: role.name })}
        submitLabel={t('roles.delete')}
        danger
        onSubmit={submit}
        onClose={onClose}
      >
        <p>{t('roles.deleteText', { people: role.people })}</p>
        <Select
          label={t('roles.replacement')}
          description={t('roles.replacementHint')}
          placeholder={t('roles.noReplacement')}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          value={replacementId}
          onChange={setReplacement}
        />
      </FormDialog>
      {proofDialog}
    </>
  );
}
