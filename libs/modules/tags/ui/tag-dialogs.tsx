'use client';

import { Checkbox, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import {
  createTag,
  createTagGroup,
  entities,
  mergeTags,
  tagColors,
  updateTag,
  updateTagGroup,
  type Entity,
  type TagColor,
  type TagGroupCard,
  type TagUsage,
} from '../contract';
import { t } from './strings';
import { useRefreshTags } from './tag-queries';

/** A new tag, or the facts of one that is there. */
export function TagDialog({
  tag,
  groups,
  onClose,
}: {
  tag: TagUsage | null;
  groups: readonly TagGroupCard[];
  onClose: () => void;
}) {
  const refresh = useRefreshTags();
  const form = useForm({
    initialValues: {
      name: tag?.name ?? '',
      color: (tag?.color ?? 'blue') as TagColor,
      entities: (tag?.entities ?? [...entities]) as Entity[],
      groupId: tag?.group?.id ?? null,
    },
  });

  async function submit() {
    if (tag) await call(updateTag, { id: tag.id, version: tag.version, ...form.values });
    else await call(createTag, form.values);
    toastSuccess(t('saved', { name: form.values.name.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(tag ? 'edit' : 'new')}
      submitLabel={t('save')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('name')} required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('color')}
        data={tagColors.map((color) => ({ value: color, label: t(`color.${color}`) }))}
        allowDeselect={false}
        renderOption={({ option }) => (
          <span className="kelp-tags" data-tag-color={option.value}>
            <i className="kelp-tag-dot" aria-hidden="true" /> {option.label}
          </span>
        )}
        {...form.getInputProps('color')}
      />
      <Checkbox.Group label={t('entities')} {...form.getInputProps('entities')}>
        <div className="kelp-form-row">
          {entities.map((entity) => (
            <Checkbox key={entity} value={entity} label={t(`entity.${entity}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {groups.length > 0 && (
        <Select
          label={t('group')}
          placeholder={t('group.none')}
          clearable
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('groupId')}
        />
      )}
    </FormDialog>
  );
}

/** Two tags become one. */
export function MergeDialog({ tag, tags, onClose }: { tag: TagUsage; tags: readonly TagUsage[]; onClose: () => void }) {
  const refresh = useRefreshTags();
  const form = useForm({ initialValues: { intoId: '' } });

  async function submit() {
    const { moved } = await call(mergeTags, { id: tag.id, intoId: form.values.intoId });
    const name = tags.find(({ id }) => id === form.values.intoId)?.name ?? '';
    toastSuccess(t('merge.done', { count: moved, name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('merge.title', { name: tag.name })}
      submitLabel={t('merge.submit')}
      danger
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <p>{t('merge.text', { name: tag.name })}</p>
      <Select
        label={t('merge.into')}
        required
        searchable
        data-autofocus
        data={tags.filter(({ id }) => id !== tag.id).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('intoId')}
      />
    </FormDialog>
  );
}

/** A new group, or the facts of one that is there. */
export function GroupDialog({ group, onClose }: { group: TagGroupCard | null; onClose: () => void }) {
  const refresh = useRefreshTags();
  const form = useForm({ initialValues: { name: group?.name ?? '', isExclusive: group?.isExclusive ?? true } });

  async function submit() {
    if (group) await call(updateTagGroup, { id: group.id, version: group.version, ...form.values });
    else await call(createTagGroup, form.values);
    toastSuccess(t('group.saved', { name: form.values.name.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(group ? 'group.rename' : 'group.new')}
      submitLabel={t('save')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('group.name')} required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <Switch label={t('group.exclusive')} {...form.getInputProps('isExclusive', { type: 'checkbox' })} />
    </FormDialog>
  );
}
