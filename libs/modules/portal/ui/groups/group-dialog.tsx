'use client';

import { MultiSelect, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { FormDialog, toastSuccess } from '@kelp/ui';
import type { VisibilityGroup, VisibilityGroups } from '../../contract';
import { t } from '../strings';
import { useRefreshGroups, type GroupDoor, type GroupFacts } from './group-door';

export interface GroupDialogProps {
  door: GroupDoor;
  choices: VisibilityGroups;
  /** null for a new one */
  group: VisibilityGroup | null;
  onClose: () => void;
}

const ids = (list: readonly { id: string }[] = []) => list.map(({ id }) => id);
const options = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }));

/** Whose tickets the members see beside their own. */
function ChosenFields({ form, choices }: { form: UseFormReturnType<GroupFacts>; choices: VisibilityGroups }) {
  return (
    <>
      <Switch label={t('groups.seesMembers')} {...form.getInputProps('seesMembers', { type: 'checkbox' })} />
      <MultiSelect
        label={t('groups.contacts')}
        data={options(choices.people)}
        searchable
        clearable
        {...form.getInputProps('contactIds')}
      />
      {choices.boards.length > 0 && (
        <MultiSelect
          label={t('groups.boards')}
          description={t('groups.boardsHint')}
          data={options(choices.boards)}
          searchable
          clearable
          {...form.getInputProps('boardIds')}
        />
      )}
    </>
  );
}

/** Name, members and reach of a group. */
export function GroupDialog({ door, choices, group, onClose }: GroupDialogProps) {
  const refresh = useRefreshGroups();
  const form = useForm<GroupFacts>({
    initialValues: {
      name: group?.name ?? '',
      reach: group?.reach ?? 'some',
      seesMembers: group?.seesMembers ?? true,
      memberIds: ids(group?.members),
      contactIds: ids(group?.contacts),
      boardIds: ids(group?.boards),
    },
  });

  async function submit() {
    const facts = form.getValues();
    if (group) await door.update(group, facts);
    else await door.create(facts);
    toastSuccess(t('groups.saved', { name: facts.name.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(group ? 'groups.edit' : 'groups.new')}
      submitLabel={t(group ? 'groups.save' : 'groups.create')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('groups.name')}
        required
        maxLength={80}
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('groups.members')}
        placeholder={form.values.memberIds.length === 0 ? t('groups.membersHint') : ''}
        data={options(choices.people)}
        searchable
        clearable
        {...form.getInputProps('memberIds')}
      />
      <Radio.Group label={t('groups.reach')} {...form.getInputProps('reach')}>
        <Stack gap={8} mt={6}>
          {(['own', 'some', 'all'] as const).map((reach) => (
            <Radio key={reach} value={reach} label={t(`groups.reach.${reach}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.reach === 'some' && <ChosenFields form={form} choices={choices} />}
    </FormDialog>
  );
}
