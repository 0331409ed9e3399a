'use client';

import { Menu, Table } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { StatusBadge, toastError } from '@kelp/ui';
import { useTags } from '@kelp/tags/screens';
import { useTicketChoices } from '@kelp/tickets/screens';
import { deleteSurveyTrigger, updateSurveyTrigger, type SurveyTrigger } from '../contract';
import { RecordMenu, RecordName, RecordsSection, type RecordActs } from './records-section';
import { t } from './strings';
import { useRefreshSurveys, useSurveyTriggers } from './survey-queries';
import { TriggerDialog } from './trigger-dialog';

/** When a trigger asks, in words. */
function useWhen(): (trigger: SurveyTrigger) => string {
  const choices = useTicketChoices().data;
  const tags = useTags('client').data?.rows ?? [];
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

interface RowProps extends RecordActs {
  row: SurveyTrigger;
  when: string;
  position: number;
  isLast: boolean;
}

function Row({ row, when, position, isLast, ...acts }: RowProps) {
  const refresh = useRefreshSurveys();
  const { id, name, version, template, throttleDays, isActive } = row;
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
        <RecordName name={name} {...acts} />{' '}
        {!isActive && <StatusBadge plain tone="neutral" label={t('trigger.isOff')} />}
      </Table.Td>
      <Table.Td>{when}</Table.Td>
      <Table.Td>{template?.name ?? t('trigger.defaultTemplate')}</Table.Td>
      <Table.Td>{t('trigger.throttleLine', { count: throttleDays })}</Table.Td>
      <RecordMenu label={t('trigger.menu', { name })} {...acts}>
        {position > 0 && (
          <Menu.Item onClick={() => void change({ position: position - 1 })}>{t('trigger.up')}</Menu.Item>
        )}
        {!isLast && <Menu.Item onClick={() => void change({ position: position + 1 })}>{t('trigger.down')}</Menu.Item>}
        <Menu.Item onClick={() => void change({ isActive: !isActive })}>
          {t(isActive ? 'trigger.off' : 'trigger.on')}
        </Menu.Item>
      </RecordMenu>
    </Table.Tr>
  );
}

/** When somebody is asked, in the order in which triggers are held against a closed ticket. */
export function TriggersSection({ mayChange }: { mayChange: boolean }) {
  const query = useSurveyTriggers();
  const when = useWhen();
  const last = (query.data?.rows.length ?? 0) - 1;
  return (
    <RecordsSection
      noun="trigger"
      lead={t('trigger.lead')}
      mayChange={mayChange}
      query={query}
      heads={
        <>
          <Table.Th>{t('trigger.name')}</Table.Th>
          <Table.Th>{t('trigger.when')}</Table.Th>
          <Table.Th>{t('trigger.template')}</Table.Th>
          <Table.Th>{t('trigger.throttleShort')}</Table.Th>
        </>
      }
      row={(row, acts, at) => <Row {...{ row, when: when(row), position: at, isLast: at === last }} {...acts} />}
      dialog={(trigger, onClose) => <TriggerDialog trigger={trigger} onClose={onClose} />}
      remove={(id) => call(deleteSurveyTrigger, { id })}
    />
  );
}
