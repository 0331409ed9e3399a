'use client';

import { ActionIcon, Anchor, Button, Menu, Table } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import { ConfirmDialog, EmptyState, QueryState, Section, toastSuccess, type Asked } from '@kelp/ui';
import { t } from './strings';
import { useRefreshSurveys } from './survey-queries';

/** What a row of `RecordsSection` may do; nothing for who may not change it. */
export interface RecordActs {
  onEdit?: () => void;
  onDelete?: () => void;
}

interface RecordsSectionProps<Row> {
  /** Whose words these are. */
  noun: 'template' | 'trigger';
  lead?: string;
  mayChange: boolean;
  query: Asked & { data?: { rows: Row[] } | undefined };
  heads: ReactNode;
  row: (row: Row, acts: RecordActs, at: number) => ReactNode;
  /** To change a record; null to make one. */
  dialog: (row: Row | null, onClose: () => void) => ReactNode;
  remove: (id: string) => Promise<unknown>;
}

/** Records of one kind in a table: made and changed in a dialog, deleted after a question. */
export function RecordsSection<Row extends { id: string; name: string }>(props: RecordsSectionProps<Row>) {
  const { noun, lead, mayChange, query, heads, row: show, dialog, remove } = props;
  const refresh = useRefreshSurveys();
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  const [deleted, setDeleted] = useState<Row | null>(null);
  const rows = query.data?.rows ?? [];
  const actsOf = (row: Row): RecordActs =>
    mayChange ? { onEdit: () => setEdited(row), onDelete: () => setDeleted(row) } : {};
  const create = mayChange && (
    <Button size="xs" onClick={() => setEdited('new')}>
      {t(`${noun}.new`)}
    </Button>
  );
  return (
    <Section title={t(`${noun}.title`)} actions={create}>
      {lead && <p className="kelp-muted">{lead}</p>}
      <QueryState query={query} lines={3} />
      {query.data && rows.length === 0 && <EmptyState title={t(`${noun}.empty`)} text={t(`${noun}.emptyText`)} />}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table aria-label={t(`${noun}.title`)} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                {heads}
                <Table.Th aria-label={t('template.acts')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, at) => (
                <Fragment key={row.id}>{show(row, actsOf(row), at)}</Fragment>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && dialog(edited === 'new' ? null : edited, () => setEdited(null))}
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t(`${noun}.deleteTitle`, { name: deleted.name })}
          confirmLabel={t('delete')}
          onConfirm={async () => {
            await remove(deleted.id);
            toastSuccess(t(`${noun}.deleted`, { name: deleted.name }));
            await refresh();
          }}
          onClose={() => setDeleted(null)}
        >
          {t(`${noun}.deleteText`)}
        </ConfirmDialog>
      )}
    </Section>
  );
}

/** The name of a record, which opens it where it may be changed. */
export function RecordName({ name, onEdit }: { name: string } & RecordActs) {
  if (!onEdit) return <strong>{name}</strong>;
  return (
    <Anchor component="button" type="button" ta="start" fw={500} onClick={onEdit}>
      {name}
    </Anchor>
  );
}

/** The menu at the end of a row: to change it, what else there is, and to delete it. */
export function RecordMenu({ label, onEdit, onDelete, children }: RecordActs & { label: string; children: ReactNode }) {
  return (
    <Table.Td ta="end">
      {onEdit && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={label}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('change')}</Menu.Item>
            {children}
            <Menu.Item color="red" onClick={onDelete}>
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Table.Td>
  );
}
