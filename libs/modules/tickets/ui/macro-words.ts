import { formatMinutes } from '@kelp/ui';
import type { MacroRow } from '../contract';
import { t } from './prepared-strings';
import type { TicketChoices } from './ticket-queries';

function assigneeWord(assignee: string, choices: TicketChoices | undefined): string {
  if (assignee === 'me' || assignee === 'nobody') return t(`assignee.${assignee}`);
  return choices?.people.find(({ id }) => id === assignee)?.name ?? t('unknown');
}

/** What a macro does, in a line. */
export function macroWords({ steps }: MacroRow, choices: TicketChoices | undefined): string {
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
