'use client';

import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { fieldTime, intervalOf, nextInterval } from './calendar-draft';
import type { HoursEditorProps } from './calendar-week';
import { t } from './strings';

type Dated = HoursEditorProps['hours']['exceptions'][number];

interface RowProps {
  dated: Dated;
  fault: string | undefined;
  mayChange: boolean;
  onChange: (dated: Dated) => void;
  onRemove: () => void;
}

function ExceptionRow({ dated, fault, mayChange, onChange, onRemove }: RowProps) {
  const name = dated.date || t('exception.new');
  const put = (intervals: Dated['intervals']) => onChange({ ...dated, intervals });
  return (
    <Group gap="xs" role="group" aria-label={name} align="flex-start">
      <TextInput
        type="date"
        aria-label={t('exception.date', { name })}
        value={dated.date}
        onChange={(event) => onChange({ ...dated, date: event.currentTarget.value })}
        error={fault}
        readOnly={!mayChange}
        required
      />
      {dated.intervals.length === 0 && <span className="kelp-muted">{t('week.closed')}</span>}
      {dated.intervals.map((interval, at) => {
        const [open, close] = [fieldTime(interval[0]), fieldTime(interval[1])];
        const replace = (next: Dated['intervals'][number]) =>
          put(dated.intervals.map((one, index) => (index === at ? next : one)));
        return (
          <span key={at} className="kelp-sla-interval">
            <TextInput
              type="time"
              aria-label={t('week.opens', { day: name })}
              value={open}
              onChange={(event) => replace(intervalOf(event.currentTarget.value, close))}
              readOnly={!mayChange}
            />
            <span aria-hidden="true">–</span>
            <TextInput
              type="time"
              aria-label={t('week.closes', { day: name })}
              value={close}
              onChange={(event) => replace(intervalOf(open, event.currentTarget.value))}
              readOnly={!mayChange}
            />
            {mayChange && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('week.remove', { day: name })}
                onClick={() => put(dated.intervals.filter((_, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </span>
        );
      })}
      {mayChange && (
        <>
          <Button size="xs" variant="subtle" onClick={() => put([...dated.intervals, nextInterval(dated.intervals)])}>
            {t('week.add')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onRemove}>
            {t('exception.remove')}
          </Button>
        </>
      )}
    </Group>
  );
}

/** Dates with hours of their own: opened late, closed early, or closed, whatever the week says. */
export function CalendarExceptions({ hours, faults, mayChange, onChange }: HoursEditorProps) {
  const { exceptions } = hours;
  const put = (next: Dated[]) => onChange({ ...hours, exceptions: next });
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('exception.title')}</legend>
      {exceptions.length === 0 && <p className="kelp-muted">{t('exception.empty')}</p>}
      {exceptions.map((dated, at) => (
        <ExceptionRow
          key={at}
          dated={dated}
          fault={
            faults[`exceptions.${at}.date`] ??
            Object.entries(faults).find(([path]) => path.startsWith(`exceptions.${at}.intervals`))?.[1]
          }
          mayChange={mayChange}
          onChange={(next) => put(exceptions.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(exceptions.filter((_, index) => index !== at))}
        />
      ))}
      {mayChange && (
        <Group>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => put([...exceptions, { date: '', intervals: [['09:00', '12:00']] }])}
          >
            {t('exception.add')}
          </Button>
        </Group>
      )}
    </fieldset>
  );
}
