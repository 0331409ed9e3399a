'use client';

import { call } from '@kelp/kernel/client';
import { ConfirmDialog, toastSuccess } from '@kelp/ui';
import { activateUser, deactivateUser, inviteUser, resetFactors, revokeSessions, type UserCard } from '../contract';
import { useRefreshPeople } from './people-queries';
import { t } from './strings';
import { useProof } from './use-proof';

/** Something that happens to a person at once, after a question. */
export interface StateChange {
  kind: 'deactivate' | 'activate' | 'invite' | 'reset' | 'factors' | 'signout';
  person: UserCard;
}

const actionOf = {
  deactivate: deactivateUser,
  activate: activateUser,
  invite: inviteUser,
  reset: inviteUser,
  factors: resetFactors,
} as const;

/** Asks before a person's access changes, and says what will happen. */
export function PersonState({ change, onClose }: { change: StateChange | null; onClose: () => void }) {
  const refresh = useRefreshPeople();
  const { withProof, proofDialog } = useProof();
  if (!change) return null;
  const { kind, person } = change;
  const vars = { name: person.name, email: person.email };

  async function confirm() {
    if (kind === 'signout') await call(revokeSessions, { userId: person.id });
    else await withProof(() => call(actionOf[kind], { id: person.id }));
    toastSuccess(t(`person.${kind}.done`, vars));
    await refresh();
  }

  return (
    <>
      <ConfirmDialog
        opened
        title={t(`person.${kind}.title`, vars)}
        confirmLabel={t(`person.${kind}`)}
        danger={kind === 'deactivate' || kind === 'factors'}
        onConfirm={confirm}
        onClose={onClose}
      >
        <p>{t(`person.${kind}.text`, vars)}</p>
      </ConfirmDialog>
      {proofDialog}
    </>
  );
}
