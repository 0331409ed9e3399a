'use client';

import { Alert, Button, Checkbox, Chip, Group, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { clockFace, formatInstant, weekdays } from '@kelp/std';
import { Section, toastError, toastSuccess, useFormats, QueryState } from '@kelp/ui';
import { getNotificationHabits, saveNotificationHabits, type NotificationHabits } from '../contract';
import { snoozeTimes } from './snooze-times';
import { t } from './strings';

/** When the reader gets no mail, and in which language they are told. */
export function QuietHours() {
  const query = useQuery({
    queryKey: [getNotificationHabits.name],
    queryFn: ({ signal }) => call(getNotificationHabits, {}, { signal }),
    // What is being typed is not replaced; saving an old version is refused instead.
    staleTime: Infinity,
  });
  return (
    <Section title={t('quiet.title')}>
      <QueryState query={query} lines={3} />
      {query.data && <Habits key={query.data.version} habits={query.data} />}
    </Section>
  );
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function Habits({ habits }: { habits: NotificationHabits }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(habits);
  const [isSaving, setSaving] = useState(false);
  const set = (part: Partial<NotificationHabits>) => setDraft({ ...draft, ...part });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(habits);

  async function save() {
    setSaving(true);
    try {
      const { isQuiet, quietFrom, quietUntil, quietDays, letsUrgent, pausedUntil, locale, version } = draft;
      await call(saveNotificationHabits, {
        ...{ isQuiet, quietFrom, quietUntil, quietDays, letsUrgent, pausedUntil, locale, version },
      });
      toastSuccess(t('quiet.saved'));
      await client.invalidateQueries({ queryKey: [getNotificationHabits.name] });
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Stack gap="sm" maw={560}>
      <QuietNow habits={habits} />
      <Switch
        label={t('quiet.isQuiet')}
        checked={draft.isQuiet}
        onChange={(event) => set({ isQuiet: event.currentTarget.checked })}
      />
      {draft.isQuiet && <Hours draft={draft} onChange={set} />}
      <Checkbox
        label={t('quiet.letsUrgent')}
        checked={draft.letsUrgent}
        onChange={(event) => set({ letsUrgent: event.currentTarget.checked })}
      />
      <Group gap="md" align="flex-end">
        <Pause value={draft.pausedUntil} onChange={(pausedUntil) => set({ pausedUntil })} />
        <NativeSelect
          label={t('quiet.language')}
          value={draft.locale ?? ''}
          onChange={(event) => set({ locale: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('quiet.language.usual') },
            ...draft.languages.map((one) => ({ value: one, label: t(`language.${one}` as 'language.en') })),
          ]}
        />
      </Group>
      <Group>
        <Button onClick={() => void save()} loading={isSaving} disabled={!isChanged}>
          {t('quiet.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function QuietNow({ habits: { quietNow, waiting } }: { habits: NotificationHabits }) {
  const { timeZone, locale } = useFormats();
  if (!quietNow) return null;
  return (
    <Alert variant="light" p="xs">
      {t('quiet.now', { at: formatInstant(quietNow, timeZone, locale, 'date_time') })}{' '}
      {waiting > 0 && t('quiet.waiting', { count: waiting })}
    </Alert>
  );
}

interface HoursProps {
  draft: NotificationHabits;
  onChange: (part: Partial<NotificationHabits>) => void;
}

function Hours({ draft, onChange }: HoursProps) {
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <TextInput
          type="time"
          label={t('quiet.from')}
          value={clockFace(draft.quietFrom)}
          onChange={({ currentTarget: { value } }) => value && onChange({ quietFrom: minuteOf(value) })}
        />
        <TextInput
          type="time"
          label={t('quiet.until')}
          value={clockFace(draft.quietUntil)}
          onChange={({ currentTarget: { value } }) => value && onChange({ quietUntil: minuteOf(value) })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('quiet.zone', { zone: draft.zone })}
      </Text>
      <Chip.Group
        multiple
        value={draft.quietDays}
        onChange={(days) => onChange({ quietDays: weekdays.filter((day) => days.includes(day)) })}
      >
        <Group gap={6} role="group" aria-label={t('quiet.days')}>
          <Text size="sm" fw={500}>
            {t('quiet.days')}
          </Text>
          {weekdays.map((day) => (
            <Chip key={day} value={day} size="xs">
              {t(`quiet.day.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Stack>
  );
}

function Pause({ value, onChange }: { value: Date | null; onChange: (until: Date | null) => void }) {
  const { timeZone, locale } = useFormats();
  const [times] = useState(() => snoozeTimes(new Date(), timeZone).map(({ at }) => at));
  const until = (at: Date) => ({
    value: at.toISOString(),
    label: t('quiet.pause.until', { at: formatInstant(at, timeZone, locale, 'date_time') }),
  });
  const offered = value && times.every((at) => at.getTime() !== value.getTime()) ? [value, ...times] : times;
  return (
    <NativeSelect
      label={t('quiet.pause')}
      value={value?.toISOString() ?? ''}
      onChange={(event) => onChange(event.currentTarget.value ? new Date(event.currentTarget.value) : null)}
      data={[{ value: '', label: t('quiet.pause.none') }, ...offered.map(until)]}
    />
  );
}
