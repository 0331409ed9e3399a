'use client';

import { Chip, Group, NumberInput, Select } from '@mantine/core';
import { weekdays, type Weekday } from '@kelp/std';
import type { MonthDay, RecurrencePattern } from '@kelp/std/recurrence-pattern';
import { t } from './prepared-strings';

const every = ['day', 'week', 'month', 'year'] as const;
const places = ['1', '2', '3', '4', '-1'] as const;
const dayNumbers = Array.from({ length: 31 }, (_, index) => String(index + 1));
const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** A pattern of another frequency that keeps what it can of the old one. */
function changed(pattern: RecurrencePattern, to: RecurrencePattern['every']): RecurrencePattern {
  const { interval } = pattern;
  const on: MonthDay = 'on' in pattern ? pattern.on : { kind: 'weekday', place: 1, weekday: 'mon' };
  switch (to) {
    case 'day':
      return { every: 'day', interval };
    case 'week':
      return { every: 'week', interval, weekdays: ['mon'] };
    case 'month':
      return { every: 'month', interval, on };
    case 'year':
      return { every: 'year', interval, month: 1, on };
  }
}

function dayOfKind(kind: MonthDay['kind']): MonthDay {
  if (kind === 'day') return { kind, day: 15 };
  return kind === 'last_day' ? { kind } : { kind, place: 1, weekday: 'mon' };
}

function MonthDayFields({ on, onChange }: { on: MonthDay; onChange: (on: MonthDay) => void }) {
  const dayNames = weekdays.map((day) => ({ value: day, label: t(`weekday.${day}`) }));
  return (
    <>
      <Select
        label={t('recur.on')}
        data={(['weekday', 'day', 'last_day'] as const).map((kind) => ({
          value: kind,
          label: t(`recur.kind.${kind}`),
        }))}
        value={on.kind}
        onChange={(kind) => onChange(dayOfKind((kind ?? 'weekday') as MonthDay['kind']))}
        allowDeselect={false}
      />
      {on.kind === 'day' && (
        <Select
          label={t('recur.dayOfMonth')}
          description={on.day > 28 ? t('recur.dayHint') : undefined}
          data={dayNumbers}
          value={String(on.day)}
          onChange={(day) => onChange({ kind: 'day', day: Number(day ?? 1) })}
          allowDeselect={false}
        />
      )}
      {on.kind === 'weekday' && (
        <>
          <Select
            label={t('recur.place')}
            data={places.map((place) => ({ value: place, label: t(`recur.place.${place}`) }))}
            value={String(on.place)}
            onChange={(place) => onChange({ ...on, place: Number(place ?? 1) as 1 | 2 | 3 | 4 | -1 })}
            allowDeselect={false}
          />
          <Select
            label={t('recur.weekday')}
            data={dayNames}
            value={on.weekday}
            onChange={(weekday) => onChange({ ...on, weekday: (weekday ?? 'mon') as Weekday })}
            allowDeselect={false}
          />
        </>
      )}
    </>
  );
}

interface RecurrenceFieldsProps {
  pattern: RecurrencePattern;
  onChange: (pattern: RecurrencePattern) => void;
}

/** How it repeats, in words instead of a rule. */
export function RecurrenceFields({ pattern, onChange }: RecurrenceFieldsProps) {
  return (
    <>
      <div className="kelp-prepared-row">
        <NumberInput
          label={t('recur.every')}
          min={1}
          max={pattern.every === 'year' ? 20 : 99}
          value={pattern.interval}
          onChange={(interval) => onChange({ ...pattern, interval: Math.max(1, Math.round(Number(interval)) || 1) })}
        />
        <Select
          label={t('recur.unit')}
          data={every.map((one) => ({ value: one, label: t(`recur.${one}`, { count: pattern.interval }) }))}
          value={pattern.every}
          onChange={(one) => onChange(changed(pattern, (one ?? 'week') as RecurrencePattern['every']))}
          allowDeselect={false}
        />
        {pattern.every === 'year' && (
          <Select
            label={t('recur.monthOfYear')}
            data={months.map((month) => ({ value: month, label: t(`month.${month}`) }))}
            value={String(pattern.month)}
            onChange={(month) => onChange({ ...pattern, month: Number(month ?? 1) })}
            allowDeselect={false}
          />
        )}
        {(pattern.every === 'month' || pattern.every === 'year') && (
          <MonthDayFields on={pattern.on} onChange={(on) => onChange({ ...pattern, on })} />
        )}
      </div>
      {pattern.every === 'week' && (
        <Chip.Group
          multiple
          value={[...pattern.weekdays]}
          onChange={(days) => days.length > 0 && onChange({ ...pattern, weekdays: days as Weekday[] })}
        >
          <Group gap="xs" role="group" aria-label={t('recur.weekdays')}>
            {weekdays.map((day) => (
              <Chip key={day} value={day} size="xs">
                {t(`weekday.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </>
  );
}

/** The pattern in one line: “Every 2 weeks on Monday, Thursday”. */
export function patternInWords(pattern: RecurrencePattern): string {
  const { interval } = pattern;
  const unit = t(interval === 1 ? `recur.each.${pattern.every}` : `recur.many.${pattern.every}`, { count: interval });
  if (pattern.every === 'day') return unit;
  if (pattern.every === 'week') {
    return t('recur.onDays', { unit, days: pattern.weekdays.map((day) => t(`weekday.${day}`)).join(', ') });
  }
  const { on } = pattern;
  const day =
    on.kind === 'day'
      ? t('recur.dayNumber', { day: on.day })
      : on.kind === 'last_day'
        ? t('recur.kind.last_day')
        : t('recur.placed', { place: t(`recur.place.${on.place}`), weekday: t(`weekday.${on.weekday}`) });
  const month = pattern.every === 'year' ? ` ${t('recur.of', { month: t(`month.${pattern.month as 1}`) })}` : '';
  return t('recur.onDays', { unit, days: `${day}${month}` });
}
