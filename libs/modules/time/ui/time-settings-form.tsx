'use client';

import { MultiSelect, Radio, Select, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { SavedForm, Section, toastSuccess } from '@kelp/ui';
import { getTimeSettings, updateTimeSettings } from '../contract';
import { t } from './strings';

type Settings = z.output<typeof getTimeSettings.output>;
interface Named {
  id: string;
  name: string;
}

export interface TimeSettingsFormProps {
  settings: Settings;
  services: readonly Named[];
  boards: readonly Named[];
  mayChange: boolean;
}

/** Typed changes stay apart from what is saved, so that they survive a refetch. */
function useSettingsDraft(saved: Settings) {
  const queries = useQueryClient();
  const [patch, setPatch] = useState<Partial<Settings>>({});
  const save = async () => {
    queries.setQueryData([getTimeSettings.name], await call(updateTimeSettings, patch));
    setPatch({});
    toastSuccess(t('settings.saved'));
    await queries.invalidateQueries({ queryKey: ['time_entry.services'] });
  };

  const values = { ...saved, ...patch };
  const keys = ['overlapPolicy', 'defaultServiceId', 'boardServices', 'untrackedBoardIds'] as const;
  const isClean = keys.every((key) => JSON.stringify(values[key]) === JSON.stringify(saved[key]));
  const set = (part: Partial<Settings>) => setPatch((current) => ({ ...current, ...part }));
  return { values, isClean, set, save, reset: () => setPatch({}) };
}

/** The settings as a form; for readers the same facts, unchangeable. */
export function TimeSettingsForm({ settings, services, boards, mayChange }: TimeSettingsFormProps) {
  const { values, isClean, set, save, reset } = useSettingsDraft(settings);
  const offered = services.map(({ id, name }) => ({ value: id, label: name }));
  const serviceOf = (boardId: string) => values.boardServices.find((one) => one.boardId === boardId)?.serviceId ?? null;

  function setBoard(boardId: string, serviceId: string | null) {
    const others = values.boardServices.filter((one) => one.boardId !== boardId);
    set({ boardServices: serviceId ? [...others, { boardId, serviceId }] : others });
  }

  return (
    <SavedForm
      gap="xl"
      maw={600}
      onSave={save}
      saveLabel={t('settings.save')}
      discardLabel={t('settings.discard')}
      onDiscard={reset}
      isClean={isClean}
      mayChange={mayChange}
    >
      {!mayChange && <Text c="dimmed">{t('settings.readOnly')}</Text>}
      <Section title={t('settings.overlap')}>
        <Radio.Group
          label={t('settings.overlapQuestion')}
          value={values.overlapPolicy}
          onChange={(value) => set({ overlapPolicy: value === 'block' ? 'block' : 'warn' })}
        >
          <Stack gap="sm" mt="xs">
            {(['warn', 'block'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`settings.overlap.${value}`)}
                description={t(`settings.overlap.${value}Hint`)}
                disabled={!mayChange}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section title={t('settings.service')}>
        <Stack gap="md">
          <Text c="dimmed">{t('settings.serviceHint')}</Text>
          <Select
            label={t('settings.workspaceService')}
            placeholder={t('settings.noService')}
            data={offered}
            value={values.defaultServiceId}
            onChange={(defaultServiceId) => set({ defaultServiceId })}
            readOnly={!mayChange}
            clearable={mayChange}
            searchable={mayChange}
            nothingFoundMessage={t('settings.nothing')}
          />
          {boards.map((board) => (
            <Select
              key={board.id}
              label={t('settings.boardService', { board: board.name })}
              placeholder={t('settings.asWorkspace')}
              data={offered}
              value={serviceOf(board.id)}
              onChange={(serviceId) => setBoard(board.id, serviceId)}
              readOnly={!mayChange}
              clearable={mayChange}
              searchable={mayChange}
              nothingFoundMessage={t('settings.nothing')}
            />
          ))}
        </Stack>
      </Section>
      <Section title={t('settings.tracking')}>
        <MultiSelect
          label={t('settings.untracked')}
          description={t('settings.trackingHint')}
          placeholder={values.untrackedBoardIds.length === 0 ? t('settings.untrackedNone') : ''}
          data={boards.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.untrackedBoardIds}
          onChange={(untrackedBoardIds) => set({ untrackedBoardIds })}
          readOnly={!mayChange}
          searchable={mayChange}
        />
      </Section>
    </SavedForm>
  );
}
