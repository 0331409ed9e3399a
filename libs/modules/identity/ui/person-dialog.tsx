'use client';

import { Button, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastError, toastSuccess } from '@kelp/ui';
import { createUser, updateUser, type UserCard } from '../contract';
import { useColleagues, useMay, useRefreshPeople, useRoles } from './people-queries';
import type { StateChange } from './person-state';
import { t } from './strings';
import { useMe } from './use-me';
import { useProof } from './use-proof';
import { lookAs } from './view-banner';

interface Draft {
  name: string;
  email: string;
  roleIds: string[];
  reportsTo: string | null;
}

async function save(person: UserCard | null, draft: Draft, mayAssign: boolean): Promise<void> {
  const { roleIds, ...facts } = draft;
  if (!person) {
    await call(createUser, draft);
    return;
  }
  const former = person.roles
    .map(({ id }) => id)
    .sort()
    .join();
  const isMoved = mayAssign && [...roleIds].sort().join() !== former;
  await call(updateUser, { id: person.id, version: person.version, ...facts, ...(isMoved ? { roleIds } : {}) });
}

/** What can be done to somebody at once, beside the fields. */
function StateButtons({ person, onChoose }: { person: UserCard; onChoose: (kind: StateChange['kind']) => void }) {
  const may = useMay();
  const me = useMe().data?.id;
  const mailKind = person.hasPassword ? 'reset' : 'invite';
  const mayMail = may('user.invite') && (mailKind === 'invite' || may('user.reset_password'));
  return (
    <Group gap="xs">
      {person.isActive && mayMail && (
        <Button variant="default" size="xs" onClick={() => onChoose(mailKind)}>
          {t(`person.${mailKind}`)}
        </Button>
      )}
      {may('user.view_as') && person.isActive && person.id !== me && (
        <Button variant="default" size="xs" onClick={() => void lookAs({ userId: person.id }).catch(toastError)}>
          {t('view.start')}
        </Button>
      )}
      {may('session.revoke_all') && person.isActive && person.lastSignInAt && (
        <Button variant="default" size="xs" onClick={() => onChoose('signout')}>
          {t('person.signout')}
        </Button>
      )}
      {may('user.reset_factors') && person.hasSecondFactor && (
        <Button variant="default" size="xs" onClick={() => onChoose('factors')}>
          {t('person.factors')}
        </Button>
      )}
      {may('user.deactivate') && person.isActive && (
        <Button variant="default" size="xs" onClick={() => onChoose('deactivate')}>
          {t('person.deactivate')}
        </Button>
      )}
      {may('user.deactivate') && !person.isActive && (
        <Button variant="default" size="xs" onClick={() => onChoose('activate')}>
          {t('person.activate')}
        </Button>
      )}
    </Group>
  );
}

export interface PersonDialogProps {
  /** Who is changed; without it somebody new is invited. */
  person: UserCard | null;
  onClose: () => void;
  onChangeState: (kind: StateChange['kind']) => void;
}

/** Invites a colleague, or changes one. */
export function PersonDialog({ person, onClose, onChangeState }: PersonDialogProps) {
  const may = useMay();
  const refresh = useRefreshPeople();
  const roles = useRoles(may('role.read'));
  const colleagues = useColleagues();
  const { withProof, proofDialog } = useProof();
  const mayFacts = person === null || may('user.update');
  const mayAssign = mayFacts && may('role.assign') && roles.data !== undefined;
  const form = useForm<Draft>({
    initialValues: {
      name: person?.name ?? '',
      email: person?.email ?? '',
      roleIds: person?.roles.map(({ id }) => id) ?? [],
      reportsTo: person?.reportsTo?.id ?? null,
    },
  });
  const known = new Map([...(person?.roles ?? []), ...(roles.data?.rows ?? [])].map(({ id, name }) => [id, name]));
  const people = [...(person?.reportsTo ? [person.reportsTo] : []), ...(colleagues.data?.rows ?? [])];
  const bosses = new Map(people.filter(({ id }) => id !== person?.id).map(({ id, name }) => [id, name]));
  const choices = (from: ReadonlyMap<string, string>) => [...from].map(([value, label]) => ({ value, label }));

  async function submit() {
    if (!mayFacts) return;
    await withProof(() => save(person, form.values, mayAssign));
    toastSuccess(t(person ? 'person.saved' : 'person.invited', { name: form.values.name, email: form.values.email }));
    await refresh();
  }

  return (
    <>
      <FormDialog
        title={person ? person.name : t('people.invite')}
        submitLabel={t(person ? (mayFacts ? 'person.save' : 'person.close') : 'person.send')}
        onSubmit={submit}
        onFieldErrors={form.setErrors}
        onClose={onClose}
      >
        <TextInput
          label={t('people.name')}
          required
          maxLength={200}
          readOnly={!mayFacts}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('people.email')}
          description={t(person ? 'person.emailMoves' : 'person.emailHint')}
          type="email"
          required
          readOnly={!mayFacts}
          {...form.getInputProps('email')}
        />
        <MultiSelect
          label={t('people.roles')}
          description={t('person.rolesHint')}
          data={choices(known)}
          readOnly={!mayAssign}
          required
          searchable
          {...form.getInputProps('roleIds')}
        />
        <Select
          label={t('people.reportsTo')}
          description={t('person.reportsToHint')}
          placeholder={t('person.nobody')}
          data={choices(bosses)}
          readOnly={!mayFacts}
          searchable
          clearable={mayFacts}
          {...form.getInputProps('reportsTo')}
        />
        {person && <StateButtons person={person} onChoose={onChangeState} />}
      </FormDialog>
      {proofDialog}
    </>
  );
}
