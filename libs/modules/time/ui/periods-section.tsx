'use client';

import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { errorSentence, Section, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { deleteTimePeriod, listTimePeriods, setPeriodRule } from '../contract';
import { periodWords } from './sheet-words';
import { t } from './strings';
import { dayNames } from './week-days';

type Periods = z.output<typeof listTimePeriods.output>;
const kinds = ['week', 'two_weeks', 'half_month', 'month'] as const;

/** How time is gathered into sheets, the periods that are written, and when a late sheet is asked for. */
export function PeriodsSection({ can }: { can: (permission: string) => boolean }) {
  const query = useQuery({
    queryKey: [listTimePeriods.name],
    queryFn: ({ signal }) => call(listTimePeriods, {}, { signal }),
    enabled: can('time_period.read'),
    meta: { topics: ['time_sheet'] },
  });
  if (!query.data) return null;
  return (
    <Section title={t('periods.title')}>
      <Text c="dimmed" mb="sm" maw={600}>
        {t('periods.hint')}
      </Text>
      <RuleForm periods={query.data} mayChange={can('time_period.update')} />
      <Upcoming periods={query.data} mayDelete={can('time_period.delete')} />
    </Section>
  );
}

function RuleForm({ periods, mayChange }: { periods: Periods; mayChange: boolean }) {
  const [patch, setPatch] = useState<Partial<Periods['rule']> & { remindAfterDays?: number | null }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const rule = { ...periods.rule, remindAfterDays: periods.remindAfterDays, ...patch };
  const set = (part: typeof patch) => setPatch((current) => ({ ...current, ...part }));
  const isWeekly = rule.kind === 'week' || rule.kind === 'two_weeks';

  async function save(event: FormEvent) {
    event.preventDefault();
    setSaving(true);
    setFailure(null);
    try {
      const { written } = await call(setPeriodRule, rule);
      toastSuccess(t('periods.saved', { count: written }));
      setPatch({});
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm" maw={600}>
        <Select
          label={t('periods.kind')}
          data={kinds.map((value) => ({ value, label: t(`periods.${value}`) }))}
          value={rule.kind}
          onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? rule.kind })}
          allowDeselect={false}
          readOnly={!mayChange}
        />
        {isWeekly && (
          <Select
            label={t('periods.firstWeekday')}
            data={dayNames.map((label, at) => ({ value: String(at), label }))}
            value={String(rule.firstWeekday)}
            onChange={(value) => set({ firstWeekday: Number(value ?? 0) })}
            allowDeselect={false}
            readOnly={!mayChange}
          />
        )}
        {rule.kind === 'two_weeks' && (
          <TextInput
            type="date"
            label={t('periods.anchor')}
            value={rule.anchorOn}
            onChange={(event) => set({ anchorOn: event.currentTarget.value })}
            readOnly={!mayChange}
          />
        )}
        {rule.kind === 'month' && (
          <NumberInput
            label={t('periods.firstDay')}
            min={1}
            max={28}
            value={rule.firstDay}
            onChange={(value) => set({ firstDay: Number(value) || 1 })}
            readOnly={!mayChange}
          />
        )}
        <NumberInput
          label={t('periods.remind')}
          description={t('periods.remindHint')}
          min={1}
          max={30}
          value={rule.remindAfterDays ?? ''}
          onChange={(value) => set({ remindAfterDays: value === '' ? null : Number(value) })}
          readOnly={!mayChange}
        />
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        {mayChange && (
          <Group>
            <Button type="submit" loading={saving}>
              {t('periods.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Upcoming({ periods, mayDelete }: { periods: Periods; mayDelete: boolean }) {
  const { locale } = useFormats();
  if (periods.rows.length === 0) return null;
  return (
    <ul className="kelp-sheet-entries" aria-label={t('periods.list')}>
      {periods.rows.slice(0, 8).map((period) => (
        <li key={period.id}>
          <span className="kelp-num">
            {periodWords(period, locale)}{' '}
            <span className="kelp-muted">{t('periods.sheets', { count: period.sheetCount })}</span>
          </span>
          {mayDelete && period.sheetCount === 0 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('periods.delete', { period: periodWords(period, locale) })}
              onClick={() => void call(deleteTimePeriod, { id: period.id }).catch(toastError)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
