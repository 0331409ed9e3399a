'use client';

import { Button, Group, Select } from '@mantine/core';
import { recentPeriods } from '@kelp/std';
import { useMe } from '@kelp/identity/screens';
import { useTicketChoices } from '@kelp/tickets/screens';
import type { Open, Results } from './results-figures';
import { nothingChosen, type ReadAddress } from './results-address';
import { t } from './strings';
import { useSurveyTemplates } from './survey-queries';

const dimensions = ['client', 'technician'] as const;

/** What the figures count, chosen in the address. */
export function ResultsFilters({
  read,
  results,
  onChange,
}: {
  read: ReadAddress;
  results: Results | undefined;
  onChange: Open;
}) {
  const held = useMe().data?.permissions ?? [];
  const templates = useSurveyTemplates(held.includes('survey.read')).data?.rows ?? [];
  const boards = useTicketChoices().data?.boards ?? [];
  const { figures, period } = read;
  const change: Open = (changes) => onChange({ ...nothingChosen, ...changes });
  return (
    <Group gap="sm" mb="sm">
      <Select
        aria-label={t('results.period')}
        data={recentPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
        value={period}
        onChange={(value) => change({ period: value })}
        allowDeselect={false}
        w={170}
      />
      {templates.length > 1 && (
        <Select
          aria-label={t('results.template')}
          placeholder={t('results.allTemplates')}
          data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          value={figures.templateId ?? null}
          onChange={(value) => change({ template: value })}
          clearable
          w={190}
        />
      )}
      <Select
        aria-label={t('results.board')}
        placeholder={t('results.allBoards')}
        data={boards.map(({ id, name }) => ({ value: id, label: name }))}
        value={figures.boardId ?? null}
        onChange={(value) => change({ board: value })}
        clearable
        w={170}
      />
      {dimensions.map((name) => {
        const id = figures[`${name}Id`];
        if (!id) return null;
        const found = results?.[`${name}s`].find((row) => row.id === id);
        return (
          <Button key={name} size="xs" variant="light" onClick={() => change({ [name]: null })}>
            {t('results.only', { name: found?.name || t(`results.one.${name}`) })}
          </Button>
        );
      })}
    </Group>
  );
}
