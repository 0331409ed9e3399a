'use client';

import { ActionIcon, Button, Menu, Table } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { ImportStandardsButton } from '@kelp/standards/screens';
import {
  ConfirmDialog,
  EmptyState,
  ErrorState,
  Kbd,
  PageHeader,
  PageLoading,
  Section,
  toastSuccess,
  useKeys,
} from '@kelp/ui';
import { deleteTag, deleteTagGroup, entities, type TagGroupCard, type TagUsage } from '../contract';
import { t } from './strings';
import { GroupDialog, MergeDialog, TagDialog } from './tag-dialogs';
import { Tag } from './tag-list';
import { useRefreshTags, useTagUsage } from './tag-queries';

type Doing =
  | { kind: 'edit'; tag: TagUsage | null }
  | { kind: 'merge' | 'delete'; tag: TagUsage }
  | { kind: 'group'; group: TagGroupCard | null }
  | { kind: 'deleteGroup'; group: TagGroupCard };

const total = ({ usage }: TagUsage) => entities.reduce((sum, entity) => sum + (usage[entity] ?? 0), 0);
const usageWords = (tag: TagUsage) =>
  entities
    .filter((entity) => (tag.usage[entity] ?? 0) > 0)
    .map((entity) => `${tag.usage[entity] ?? 0} ${t(`entity.${entity}`).toLowerCase()}`)
    .join(', ') || t('usage.none');

function RowActions({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('row.actions', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

function TagTable({
  tags,
  can,
  onDo,
}: {
  tags: readonly TagUsage[];
  can: (permission: string) => boolean;
  onDo: (doing: Doing) => void;
}) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing={6} aria-label={t('title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('group')}</Table.Th>
            <Table.Th>{t('entities')}</Table.Th>
            <Table.Th>{t('usage')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tags.map((tag) => (
            <Table.Tr key={tag.id}>
              <Table.Td>
                <Tag tag={tag} />
              </Table.Td>
              <Table.Td>{tag.group?.name}</Table.Td>
              <Table.Td>{tag.entities.map((entity) => t(`entity.${entity}`)).join(', ')}</Table.Td>
              <Table.Td className="kelp-num">{usageWords(tag)}</Table.Td>
              <Table.Td ta="end">
                <RowActions name={tag.name}>
                  <Menu.Item disabled={!can('tag.update')} onClick={() => onDo({ kind: 'edit', tag })}>
                    {t('edit')}
                  </Menu.Item>
                  <Menu.Item
                    disabled={!can('tag.merge') || tags.length < 2}
                    onClick={() => onDo({ kind: 'merge', tag })}
                  >
                    {t('merge')}
                  </Menu.Item>
                  <Menu.Item color="red" disabled={!can('tag.delete')} onClick={() => onDo({ kind: 'delete', tag })}>
                    {t('delete')}
                  </Menu.Item>
                </RowActions>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function GroupTable({
  groups,
  can,
  onDo,
}: {
  groups: readonly TagGroupCard[];
  can: (permission: string) => boolean;
  onDo: (doing: Doing) => void;
}) {
  if (groups.length === 0) return <p className="kelp-muted">{t('group.empty')}</p>;
  return (
    <Table verticalSpacing={6} aria-label={t('group.title')}>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr key={group.id}>
            <Table.Td>{group.name}</Table.Td>
            <Table.Td className="kelp-muted">{group.isExclusive && t('group.exclusiveMark')}</Table.Td>
            <Table.Td className="kelp-num">{t('group.tags', { count: group.tagCount })}</Table.Td>
            <Table.Td ta="end">
              <RowActions name={group.name}>
                <Menu.Item disabled={!can('tag.update')} onClick={() => onDo({ kind: 'group', group })}>
                  {t('edit')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  disabled={!can('tag.delete')}
                  onClick={() => onDo({ kind: 'deleteGroup', group })}
                >
                  {t('group.delete')}
                </Menu.Item>
              </RowActions>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Dialogs({
  doing,
  tags,
  groups,
  onClose,
}: {
  doing: Doing | null;
  tags: readonly TagUsage[];
  groups: readonly TagGroupCard[];
  onClose: () => void;
}) {
  const refresh = useRefreshTags();
  if (doing?.kind === 'edit') return <TagDialog tag={doing.tag} groups={groups} onClose={onClose} />;
  if (doing?.kind === 'merge') return <MergeDialog tag={doing.tag} tags={tags} onClose={onClose} />;
  if (doing?.kind === 'group') return <GroupDialog group={doing.group} onClose={onClose} />;
  if (doing?.kind === 'delete') {
    const { id, name } = doing.tag;
    return (
      <ConfirmDialog
        opened
        danger
        title={t('delete.title', { name })}
        confirmLabel={t('delete')}
        onClose={onClose}
        onConfirm={async () => {
          await call(deleteTag, { id });
          toastSuccess(t('delete.done', { name }));
          await refresh();
        }}
      >
        <p>{t('delete.text', { count: total(doing.tag) })}</p>
      </ConfirmDialog>
    );
  }
  if (doing?.kind !== 'deleteGroup') return null;
  const { id, name } = doing.group;
  return (
    <ConfirmDialog
      opened
      danger
      title={`${t('group.delete')}: ${name}`}
      confirmLabel={t('group.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await call(deleteTagGroup, { id });
        await refresh();
      }}
    >
      <p>{t('group.deleteText')}</p>
    </ConfirmDialog>
  );
}

/** Every tag with what carries it, and the groups. */
export function TagsPage() {
  const { data, error, isPending, refetch } = useTagUsage();
  const [doing, setDoing] = useState<Doing | null>(null);
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  const mayCreate = can('tag.create');
  const open = () => setDoing({ kind: 'edit', tag: null });
  useKeys('page', mayCreate ? { c: { label: t('new'), run: open } } : {});
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: 'Settings' }}
        actions={
          mayCreate && (
            <>
              {can('standard_type.import') && <ImportStandardsButton kind="tag" list={t('title')} />}
              <Button leftSection={<IconPlus size={16} />} rightSection={<Kbd keys="c" />} onClick={open}>
                {t('new')}
              </Button>
            </>
          )
        }
      />
      {isPending && <PageLoading />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.tags.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {data && data.tags.length > 0 && <TagTable tags={data.tags} can={can} onDo={setDoing} />}
      {data && (
        <Section
          title={t('group.title')}
          actions={
            mayCreate && (
              <Button size="xs" variant="default" onClick={() => setDoing({ kind: 'group', group: null })}>
                {t('group.new')}
              </Button>
            )
          }
        >
          <GroupTable groups={data.groups} can={can} onDo={setDoing} />
        </Section>
      )}
      <Dialogs doing={doing} tags={data?.tags ?? []} groups={data?.groups ?? []} onClose={() => setDoing(null)} />
    </div>
  );
}
