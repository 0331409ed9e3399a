'use client';

import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { clockFace, invalid } from '@kelp/std';
import { FormDialog, toastError, toastSuccess } from '@kelp/ui';
import { updateWorkSchedule, type WorkScheduleRow } from '../contract';
import { t } from './strings';
import { dayNames } from './week-days';

interface Draft {
  isOn: boolean;
  start: string;
  end: string;
  breakMinutes: number;
}

const draftsOf = ({ week }: WorkScheduleRow): Draft[] =>
  week.map((day) => ({
    isOn: day !== null,
    start: clockFace(day?.startMinute ?? 480),
    end: day?.endMinute === 1440 ? '23:59' : clockFace(day?.endMinute ?? 1020),
    breakMinutes: day?.breakMinutes ?? 60,
  }));

function minuteOf(clock: string): number {
  const [hour = NaN, minute = NaN] = clock.split(':').map(Number);
  const at = hour * 60 + minute;
  if (Number.isNaN(at)) throw invalid(t('schedules.badTime'));
  return at;
}

interface Props {
  row: WorkScheduleRow;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Changes when somebody works, day by day. */
export default function WorkScheduleDialog({ row, onClose, onSaved }: Props) {
  const [days, setDays] = useState(() => draftsOf(row));
  const set = (at: number, part: Partial<Draft>) =>
    setDays((current) => current.map((day, index) => (index === at ? { ...day, ...part } : day)));

  async function save(week: z.output<typeof updateWorkSchedule.input>['week']) {
    await call(updateWorkSchedule, { userId: row.person.id, week });
    toastSuccess(t('schedules.saved', { name: row.person.name }));
    await onSaved();
  }

  const typed = () =>
    days.map(({ isOn, start, end, breakMinutes }) =>
      isOn ? { startMinute: minuteOf(start), endMinute: minuteOf(end), breakMinutes } : null,
    );

  return (
    <FormDialog
      title={t('schedules.of', { name: row.person.name })}
      submitLabel={t('settings.save')}
      size="lg"
      onSubmit={() => save(typed())}
      onClose={onClose}
    >
      <Stack gap="xs">
        {days.map((day, at) => (
          <Group key={dayNames[at]} gap="sm" wrap="wrap">
            <Switch
              label={dayNames[at]}
              checked={day.isOn}
              onChange={(event) => set(at, { isOn: event.currentTarget.checked })}
              w={130}
            />
            <TextInput
              type="time"
              aria-label={t('schedules.from', { day: dayNames[at] ?? '' })}
              value={day.start}
              disabled={!day.isOn}
              onChange={(event) => set(at, { start: event.currentTarget.value })}
              w={120}
            />
            <TextInput
              type="time"
              aria-label={t('schedules.to', { day: dayNames[at] ?? '' })}
              value={day.end}
              disabled={!day.isOn}
              onChange={(event) => set(at, { end: event.currentTarget.value })}
              w={120}
            />
            <NumberInput
              aria-label={t('schedules.break', { day: dayNames[at] ?? '' })}
              value={day.breakMinutes}
              min={0}
              max={720}
              disabled={!day.isOn}
              suffix={t('schedules.minutes')}
              onChange={(value) => set(at, { breakMinutes: Number(value) || 0 })}
              w={130}
            />
          </Group>
        ))}
      </Stack>
      {!row.isUsual && (
        <Button variant="subtle" size="compact-sm" onClick={() => void save(null).then(onClose).catch(toastError)}>
          {t('schedules.reset')}
        </Button>
      )}
    </FormDialog>
  );
}
