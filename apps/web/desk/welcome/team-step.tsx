'use client';

import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createTeam, createUser, listRoles, listTeams } from '@kelp/identity/contract';
import { useMe, useProof, type Proof } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import type { StepProps } from './step';
import { StepForm } from './step-form';
import { t } from './strings';

interface Colleague {
  key: string;
  name: string;
  email: string;
  roleId: string | null;
  /** Once they are invited, so that a second try invites nobody twice. */
  userId?: string;
}

const blank = (): Colleague => ({ key: newId(), name: '', email: '', roleId: null });
const isNamed = ({ name, email }: Colleague) => name.trim() !== '' || email.trim() !== '';

/** Invites who is not invited yet, then makes the team of them and oneself. */
async function save(
  team: string,
  colleagues: readonly Colleague[],
  roleOf: (colleague: Colleague) => string,
  me: string | undefined,
  withProof: Proof['withProof'],
  onInvited: (key: string, userId: string) => void,
): Promise<void> {
  const invited: string[] = [];
  for (const colleague of colleagues.filter(isNamed)) {
    const { key, name, email, userId } = colleague;
    const invite = () => call(createUser, { name, email, roleIds: [roleOf(colleague)] });
    const id = userId ?? (await withProof(invite)).id;
    onInvited(key, id);
    invited.push(id);
  }
  const name = team.trim();
  const { rows } = await call(listTeams, {});
  if (name === '' || rows.some((one) => one.name.toLowerCase() === name.toLowerCase())) return;
  const members = [
    ...(me ? [{ userId: me, role: 'lead' as const }] : []),
    ...invited.map((userId) => ({ userId, role: 'member' as const })),
  ];
  await call(createTeam, { name, members });
}

/** The first colleagues, and the team that they are in. */
export function TeamStep(props: StepProps) {
  const me = useMe().data?.id;
  const roles = useQuery({
    queryKey: [listRoles.name, { side: 'msp' }],
    queryFn: ({ signal }) => call(listRoles, { side: 'msp' }, { signal }),
  }).data?.rows;
  const { withProof, proofDialog } = useProof();
  const [team, setTeam] = useState(t('team.default'));
  const [colleagues, setColleagues] = useState<Colleague[]>([blank()]);
  const usual = roles?.find(({ name }) => name === 'Technician')?.id ?? roles?.[0]?.id ?? '';
  const change = (key: string, part: Partial<Colleague>) =>
    setColleagues((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <>
      <StepForm
        {...props}
        lead={t('team.lead')}
        save={() =>
          save(
            team,
            colleagues,
            ({ roleId }) => roleId ?? usual,
            me,
            withProof,
            (key, userId) => change(key, { userId }),
          )
        }
      >
        <TextInput
          label={t('team.name')}
          description={t('team.nameHint')}
          value={team}
          maxLength={200}
          onChange={(event) => setTeam(event.currentTarget.value)}
        />
        {colleagues.map(({ key, name, email, roleId, userId }, at) => (
          <Group key={key} grow align="flex-end" gap="xs" className="kelp-welcome-row">
            <TextInput
              label={t('team.person', { number: at + 1 })}
              value={name}
              disabled={userId !== undefined}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <TextInput
              label={t('team.email', { number: at + 1 })}
              type="email"
              value={email}
              disabled={userId !== undefined}
              onChange={(event) => change(key, { email: event.currentTarget.value })}
            />
            <Select
              label={t('team.role', { number: at + 1 })}
              data={(roles ?? []).map((role) => ({ value: role.id, label: role.name }))}
              value={roleId ?? usual}
              disabled={userId !== undefined}
              allowDeselect={false}
              onChange={(value) => change(key, { roleId: value })}
            />
          </Group>
        ))}
        <div>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setColleagues([...colleagues, blank()])}
          >
            {t('team.more')}
          </Button>
        </div>
      </StepForm>
      {proofDialog}
    </>
  );
}
