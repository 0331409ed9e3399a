'use client';

import { call } from '@kelp/kernel/client';
import { formatMinutes } from '@kelp/ui';
import { deleteMacro, type MacroRow } from '../contract';
import { MacroDialog } from './macro-dialog';
import { PreparedPage } from './prepared-page';
import { useMacros, useMay, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { scopeWord } from './sharing-fields';
import { useTicketChoices, type TicketChoices } from './ticket-queries';

function assigneeWord(assignee: string, choices: TicketChoices | undefined): string {
  if (assignee === 'me' || assignee === 'nobody') return t(`assignee.${assignee}`);
  return choices?.people.find(({ id }) => id === assignee)?.name ?? t('unknown');
}

function words({ steps }: MacroRow, choices: TicketChoices | undefined): string {
  const nameIn = (all: readonly { id: string; name: string }[] | undefined, id: string) =>
    all?.find((one) => one.id === id)?.name ?? t('unknown');
  const { statusName, priorityId, assignee, teamId, comment, time, remindAfterDays } = steps;
  return [
    ...(statusName ? [`${t('field.status')}: ${statusName}`] : []),
    ...(priorityId ? [`${t('field.priority')}: ${nameIn(choices?.priorities, priorityId)}`] : []),
    ...(assignee ? [`${t('field.assignee')}: ${assigneeWord(assignee, choices)}`] : []),
    ...(teamId ? [`${t('field.team')}: ${nameIn(choices?.teams, teamId)}`] : []),
    ...(steps.typeId ? [`${t('field.type')}: ${nameIn(choices?.types, steps.typeId)}`] : []),
    ...(steps.categoryId ? [`${t('field.category')}: ${nameIn(choices?.categories, steps.categoryId)}`] : []),
    ...(comment ? [t(comment.visibility === 'public' ? 'macro.reply' : 'macro.note')] : []),
    ...(time ? [formatMinutes(time.minutes)] : []),
    ...(remindAfterDays ? [t('macro.remindLine', { count: remindAfterDays })] : []),
  ].join(' · ');
}

/** The macros that the reader may run, and keep. */
export function MacrosPage() {
  const may = useMay();
  const choices = useTicketChoices().data;
  const refresh = useRefresh('macro');
  return (
    <PreparedPage
      title={t('macro.title')}
      lead={t('macro.lead')}
      query={useMacros()}
      badge={(row) => scopeWord(row, choices)}
      line={(row) => words(row, choices)}
      mayCreate={may('macro.use')}
      mayChange={({ mayChange }) => mayChange}
      empty={t('macro.empty')}
      editor={(row, close) => <MacroDialog row={row} onClose={close} />}
      remove={({ id }) => call(deleteMacro, { id }).then(refresh)}
      deleteText={() => t('macro.delete')}
    />
  );
}
