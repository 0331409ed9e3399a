'use client';

import { Checkbox, Group, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createTeam, updateTeam } from '../contract';
import { useColleagues, useRefreshPeople, type Team } from './people-queries';
import { t } from './strings';

interface Draft {
  name: string;
  managerId: string | null;
  memberIds: string[];
  leadIds: string[];
}

/** A team's name, manager and members; those ticked lead it. */
export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const refresh = useRefreshPeople();
  const colleagues = useColleagues();
  const form = useForm<Draft>({
    initialValues: {
      name: team?.name ?? '',
      managerId: team?.manager?.id ?? null,
      memberIds: team?.members.map(({ id }) => id) ?? [],
      leadIds: team?.members.filter(({ role }) => role === 'lead').map(({ id }) => id) ?? [],
    },
  });
  const present = [
    ...(team?.manager ? [team.manager] : []),
    ...(team?.members ?? []),
    ...(colleagues.data?.rows ?? []),
  ];
  const nameOf = new Map(present.map(({ id, name }) => [id, name]));
  const choices = [...nameOf].map(([value, label]) => ({ value, label }));
  const { memberIds, leadIds } = form.values;

  async function submit() {
    const { name, managerId } = form.values;
    const members = memberIds.map((userId) => ({
      userId,
      role: leadIds.includes(userId) ? ('lead' as const) : ('member' as const),
    }));
    if (team) await call(updateTeam, { id: team.id, version: team.version, name, managerId, members });
    else await call(createTeam, { name, managerId, members });
    toastSuccess(t('team.saved', { name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(team ? 'team.editTitle' : 'team.new')}
      submitLabel={t(team ? 'person.save' : 'team.create')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('team.name')} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('team.manager')}
        placeholder={t('person.nobody')}
        data={choices}
        searchable
        clearable
        {...form.getInputProps('managerId')}
      />
      <MultiSelect label={t('team.members')} data={choices} searchable clearable {...form.getInputProps('memberIds')} />
      {memberIds.length > 0 && (
        <Checkbox.Group label={t('team.leads')} {...form.getInputProps('leadIds')}>
          <Stack gap={6} mt={6}>
            {memberIds.map((id) => (
              <Checkbox key={id} value={id} label={nameOf.get(id) ?? ''} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Group>
        <Text c="dimmed" size="sm">
          {t('team.hint')}
        </Text>
      </Group>
    </FormDialog>
  );
}
