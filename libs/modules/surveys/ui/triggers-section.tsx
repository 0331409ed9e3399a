'use client';

import { ActionIcon, Anchor, Button, Menu, Table } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Section, StatusBadge, toastError, toastSuccess, QueryState } from '@kelp/ui';
import { useTicketChoices } from '@kelp/tickets/screens';
import { deleteSurveyTrigger, updateSurveyTrigger, type SurveyTrigger } from '../contract';
import { t } from './strings';
import { useRefreshSurveys, useSurveyTriggers } from './survey-queries';
import { useClientTags } from './trigger-conditions';
import { TriggerDialog } from './trigger-dialog';

/** When a trigger asks, in words. */
function useWhen(): (trigger: SurveyTrigger) => string {
  const choices = useTicketChoices().data;
  const tags = useClientTags();
  const named = (rows: readonly { id: string; name: string }[] | undefined, ids: readonly string[]) =>
    ids.flatMap((id) => rows?.find((row) => row.id === id)?.name ?? []).join(', ');
  return ({ kind, everyDays, contacts, conditions }) => {
    if (kind === 'interval') return t('trigger.everyLine', { days: everyDays ?? 0, count: contacts.length });
    const parts = [
      named(choices?.boards, conditions.boardIds),
      named(choices?.statuses, conditions.statusIds),
      named(choices?.priorities, conditions.priorityIds),
      named(tags, conditions.clientTagIds),
    ].filter(Boolean);
    return parts.length > 0 ? t('trigger.closedIn', { what: parts.join('; ') }) : t('trigger.closedAny');
  };
}

interface RowProps {
  row: SurveyTrigger;
  when: string;
  mayChange: boolean;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function Row({ row, when, mayChange, isFirst, isLast, onEdit, onDelete }: RowProps) {
  const refresh = useRefreshSurveys();
  const { id, name, version, template, throttleDays, isActive, position } = row;
  async function change(patch: { position?: number; isActive?: boolean }) {
    try {
      await call(updateSurveyTrigger, { id, version, ...patch });
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }
  return (
    <Table.Tr>
      <Table.Td>
        {mayChange ? (
          <Anchor component="button" type="button" ta="start" fw={500} onClick={onEdit}>
            {name}
          </Anchor>
        ) : (
          <strong>{name}</strong>
        )}{' '}
        {!isActive && <StatusBadge plain tone="neutral" label={t('trigger.isOff')} />}
      </Table.Td>
      <Table.Td>{when}</Table.Td>
      <Table.Td>{template?.name ?? t('trigger.defaultTemplate')}</Table.Td>
      <Table.Td>{t('trigger.throttleLine', { count: throttleDays })}</Table.Td>
      <Table.Td ta="end">
        {mayChange && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('trigger.menu', { name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{t('change')}</Menu.Item>
              {!isFirst && (
                <Menu.Item onClick={() => void change({ position: position - 1 })}>{t('trigger.up')}</Menu.Item>
              )}
              {!isLast && (
                <Menu.Item onClick={() => void change({ position: position + 1 })}>{t('trigger.down')}</Menu.Item>
              )}
              <Menu.Item onClick={() => void change({ isActive: !isActive })}>
                {t(isActive ? 'trigger.off' : 'trigger.on')}
              </Menu.Item>
              <Menu.Item color="red" onClick={onDelete}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** When somebody is asked, in the order in which triggers are held against a closed ticket. */
export function TriggersSection({ mayChange }: { mayChange: boolean }) {
  const query = useSurveyTriggers();
  const refresh = useRefreshSurveys();
  const when = useWhen();
  const [edited, setEdited] = useState<SurveyTrigger | 'new' | null>(null);
  const [deleted, setDeleted] = useState<SurveyTrigger | null>(null);
  const rows = query.data?.rows ?? [];
  const create = mayChange && (
    <Button size="xs" onClick={() => setEdited('new')}>
      {t('trigger.new')}
    </Button>
  );
  return (
    <Section title={t('trigger.title')} actions={create}>
      <p className="kelp-muted">{t('trigger.lead')}</p>
      <QueryState query={query} lines={3} />
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('trigger.empty')} text={t('trigger.emptyText')} />}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table aria-label={t('trigger.title')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('trigger.name')}</Table.Th>
                <Table.Th>{t('trigger.when')}</Table.Th>
                <Table.Th>{t('trigger.template')}</Table.Th>
                <Table.Th>{t('trigger.throttleShort')}</Table.Th>
                <Table.Th aria-label={t('template.acts')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, at) => (
                <Row
                  key={row.id}
                  row={{ ...row, position: at }}
                  when={when(row)}
                  mayChange={mayChange}
                  isFirst={at === 0}
                  isLast={at === rows.length - 1}
                  onEdit={() => setEdited(row)}
                  onDelete={() => setDeleted(row)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && <TriggerDialog trigger={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t('trigger.deleteTitle', { name: deleted.name })}
          confirmLabel={t('delete')}
          onConfirm={async () => {
            await call(deleteSurveyTrigger, { id: deleted.id });
            toastSuccess(t('trigger.deleted', { name: deleted.name }));
            await refresh();
          }}
          onClose={() => setDeleted(null)}
        >
          {t('trigger.deleteText')}
        </ConfirmDialog>
      )}
    </Section>
  );
}
