'use client';

import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { formatLocalDate } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import type { HoursEditorProps } from './calendar-week';
import { t } from './strings';

type Holiday = HoursEditorProps['hours']['holidays'][number];

interface RowProps {
  holiday: Holiday;
  number: number;
  fault: string | undefined;
  mayChange: boolean;
  onChange: (holiday: Holiday) => void;
  onRemove: () => void;
}

function HolidayRow({ holiday, number, fault, mayChange, onChange, onRemove }: RowProps) {
  const named = holiday.name || t('holiday.nth', { number });
  return (
    <div className="kelp-sla-holiday" role="group" aria-label={named}>
      <TextInput
        type="date"
        aria-label={t('holiday.date', { name: named })}
        value={holiday.date}
        onChange={(event) => onChange({ ...holiday, date: event.currentTarget.value })}
        error={fault}
        readOnly={!mayChange}
        required
      />
      <TextInput
        aria-label={t('holiday.name', { name: named })}
        placeholder={t('holiday.namePlaceholder')}
        value={holiday.name}
        onChange={(event) => onChange({ ...holiday, name: event.currentTarget.value })}
        maxLength={100}
        readOnly={!mayChange}
        required
      />
      <Checkbox
        label={t('holiday.recurring')}
        checked={holiday.recurring}
        onChange={(event) => onChange({ ...holiday, recurring: event.currentTarget.checked })}
        disabled={!mayChange}
      />
      {mayChange && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('holiday.remove', { name: named })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Days off, once or every year, and the dates that have hours of their own. */
export function CalendarHolidays({ hours, faults, mayChange, onChange }: HoursEditorProps) {
  const { locale } = useFormats();
  const { holidays, exceptions } = hours;
  const put = (next: Holiday[]) => onChange({ ...hours, holidays: next });
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('holiday.title')}</legend>
      {holidays.length === 0 && <p className="kelp-muted">{t('holiday.empty')}</p>}
      {holidays.map((holiday, at) => (
        <HolidayRow
          key={at}
          holiday={holiday}
          number={at + 1}
          fault={faults[`holidays.${at}.date`]}
          mayChange={mayChange}
          onChange={(next) => put(holidays.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(holidays.filter((_, index) => index !== at))}
        />
      ))}
      {mayChange && (
        <Group>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => put([...holidays, { date: '', name: '', recurring: false }])}
          >
            {t('holiday.add')}
          </Button>
        </Group>
      )}
      {exceptions.map(({ date, intervals }) => (
        <Group key={date} gap="xs">
          <span>
            {t('holiday.exception', {
              date: formatLocalDate(date, locale, 'medium'),
              hours: intervals.map((interval) => interval.join(' – ')).join(', ') || t('week.closed'),
            })}
          </span>
          {mayChange && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('holiday.removeException', { date: formatLocalDate(date, locale, 'medium') })}
              onClick={() => onChange({ ...hours, exceptions: exceptions.filter((one) => one.date !== date) })}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
    </fieldset>
  );
}
