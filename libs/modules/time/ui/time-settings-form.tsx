'use client';

import { Button, Group, MultiSelect, Radio, Select, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { errorSentence, Section, toastSuccess, useReady } from '@kelp/ui';
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
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setFailure(null);
    try {
      queries.setQueryData([getTimeSettings.name], await call(updateTimeSettings, patch));
      setPatch({});
      toastSuccess(t('settings.saved'));
      await queries.invalidateQueries({ queryKey: ['time_entry.services'] });
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  const values = { ...saved, ...patch };
  const keys = ['overlapPolicy', 'defaultServiceId', 'boardServices', 'untrackedBoardIds'] as const;
  const isClean = keys.every((key) => JSON.stringify(values[key]) === JSON.stringify(saved[key]));
  const set = (part: Partial<Settings>) => setPatch((current) => ({ ...current, ...part }));
  return { values, isClean, failure, saving, set, save, reset: () => setPatch({}) };
}

/** The settings as a form; for readers the same facts, unchangeable. */
export function TimeSettingsForm({ settings, services, boards, mayChange }: TimeSettingsFormProps) {
  const isReady = useReady();
  const { values, isClean, failure, saving, set, save, reset } = useSettingsDraft(settings);
  const offered = services.map(({ id, name }) => ({ value: id, label: name }));
  const serviceOf = (boardId: string) => values.boardServices.find((one) => one.boardId === boardId)?.serviceId ?? null;

  function setBoard(boardId: string, serviceId: string | null) {
    const others = values.boardServices.filter((one) => one.boardId !== boardId);
    set({ boardServices: serviceId ? [...others, { boardId, serviceId }] : others });
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="xl" maw={600}>
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
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        {mayChange && (
          <Group gap="xs">
            <Button type="submit" loading={saving} disabled={!isReady || isClean}>
              {t('settings.save')}
            </Button>
            <Button variant="default" onClick={reset} disabled={isClean}>
              {t('settings.discard')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
