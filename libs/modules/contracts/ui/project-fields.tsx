'use client';

import { Group, Select, Switch, TextInput } from '@mantine/core';
import type { ProjectDraft } from './project-draft';
import { t } from './strings';
import { HourlyFields, PriceField, type TermsFieldsProps } from './terms-fields';

interface ProjectFieldsProps extends TermsFieldsProps {
  project: ProjectDraft;
  set: (part: Partial<ProjectDraft>) => void;
  /** How it is paid and when it ends are said once. */
  isNew?: boolean;
}

/** Price or budget of a project, what is planned, and what its work costs an hour. */
export function ProjectFields({ project, set, isNew, ...props }: ProjectFieldsProps) {
  const { currency, errors } = props;
  const isHourly = project.billing === 'hourly';
  return (
    <>
      {isNew && (
        <Select
          label={t('project.billing')}
          data={(['milestones', 'hourly'] as const).map((value) => ({ value, label: t(`project.by.${value}`) }))}
          allowDeselect={false}
          value={project.billing}
          onChange={(billing) => billing && set({ billing })}
        />
      )}
      <Group grow align="flex-start">
        <PriceField
          {...props}
          label={t(isHourly ? 'project.budget' : 'project.price', { currency })}
          hint={t(isHourly ? 'project.budgetHint' : 'project.priceHint')}
        />
        <TextInput
          label={t('project.planned')}
          description={t('project.plannedHint')}
          inputMode="decimal"
          value={project.planned}
          onChange={(event) => set({ planned: event.currentTarget.value })}
          error={errors['plannedMinutes'] ?? errors['includedMinutes']}
        />
      </Group>
      {isHourly && (
        <>
          <Switch
            label={t('project.capped')}
            description={t('project.cappedHint')}
            checked={project.isCapped}
            onChange={(event) => set({ isCapped: event.currentTarget.checked })}
          />
          <HourlyFields {...props} />
        </>
      )}
      {isNew && (
        <TextInput
          label={t('project.lastDay')}
          description={t('project.lastDayHint')}
          type="date"
          value={project.lastDay}
          onChange={(event) => set({ lastDay: event.currentTarget.value })}
          error={errors['endsOn']}
        />
      )}
    </>
  );
}
