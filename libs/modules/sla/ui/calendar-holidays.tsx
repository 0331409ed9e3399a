'use client';

import { ActionIcon, Button, Checkbox, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { HoursEditorProps } from './calendar-week';
import { useHolidayCalendars } from './sla-settings-queries';
import { t } from './strings';

const nightRules = ['opening_day', 'calendar_day'] as const;

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

/** Days off of this calendar alone, once or every year, and the shared calendars whose days it keeps. */
export function CalendarHolidays({ hours, faults, mayChange, onChange }: HoursEditorProps) {
  const { holidays } = hours;
  const shared = useHolidayCalendars();
  const put = (next: Holiday[]) => onChange({ ...hours, holidays: next });
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('holiday.title')}</legend>
      <MultiSelect
        label={t('shared.keep')}
        description={t('shared.keepHint')}
        data={(shared.data?.rows ?? []).map(({ id, name, dayCount }) => ({
          value: id,
          label: t('shared.option', { name, count: dayCount }),
        }))}
        value={hours.holidayCalendarIds}
        onChange={(holidayCalendarIds) => onChange({ ...hours, holidayCalendarIds })}
        readOnly={!mayChange}
      />
      <Select
        label={t('night.label')}
        data={nightRules.map((value) => ({ value, label: t(`night.${value}`) }))}
        value={hours.nightShift}
        onChange={(value) =>
          onChange({ ...hours, nightShift: nightRules.find((rule) => rule === value) ?? 'opening_day' })
        }
        allowDeselect={false}
        readOnly={!mayChange}
      />
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
    </fieldset>
  );
}
