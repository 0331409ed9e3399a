'use client';

import { MultiSelect } from '@mantine/core';
import { useTags } from '@kelp/tags/screens';
import { useTicketChoices } from '@kelp/tickets/screens';
import type { SurveyConditions } from '../contract';
import { t } from './strings';

const options = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

interface TriggerConditionsProps {
  value: SurveyConditions;
  onChange: (value: SurveyConditions) => void;
}

/** What a ticket must be for its closing to ask; what stays empty asks for nothing. */
export function TriggerConditions({ value, onChange }: TriggerConditionsProps) {
  const choices = useTicketChoices().data;
  const tags = useTags('client').data?.rows ?? [];
  const put = (change: Partial<SurveyConditions>) => onChange({ ...value, ...change });
  const boards = choices?.boards ?? [];
  const chosen = boards.filter(({ id }) => value.boardIds.length === 0 || value.boardIds.includes(id));
  const closing = chosen.flatMap((board) =>
    (choices?.statuses ?? [])
      .filter(({ boardId, isClosed }) => boardId === board.id && isClosed)
      .map(({ id, name }) => ({ value: id, label: boards.length > 1 ? `${name} (${board.name})` : name })),
  );
  const any = (ids: readonly string[]) => (ids.length === 0 ? t('trigger.any') : '');
  return (
    <>
      <MultiSelect
        label={t('trigger.boards')}
        placeholder={any(value.boardIds)}
        data={options(boards)}
        value={value.boardIds}
        onChange={(boardIds) => put({ boardIds, statusIds: [] })}
        clearable
      />
      <MultiSelect
        label={t('trigger.statuses')}
        placeholder={any(value.statusIds)}
        data={closing}
        value={value.statusIds}
        onChange={(statusIds) => put({ statusIds })}
        clearable
      />
      <MultiSelect
        label={t('trigger.priorities')}
        placeholder={any(value.priorityIds)}
        data={options(choices?.priorities ?? [])}
        value={value.priorityIds}
        onChange={(priorityIds) => put({ priorityIds })}
        clearable
      />
      {(tags.length > 0 || value.clientTagIds.length > 0) && (
        <MultiSelect
          label={t('trigger.tags')}
          placeholder={any(value.clientTagIds)}
          data={options(tags)}
          value={value.clientTagIds}
          onChange={(clientTagIds) => put({ clientTagIds })}
          searchable
          clearable
        />
      )}
    </>
  );
}
