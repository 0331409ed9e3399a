'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { weekdays, type ClockInterval, type Weekday } from '@kelp/std';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { CalendarHours } from '../contract';
import { fieldTime, intervalOf, nextInterval, withDay } from './calendar-draft';
import { t } from './strings';

/** What both editors of a calendar's hours take. */
export interface HoursEditorProps {
  hours: CalendarHours;
  /** Sentences by path, such as `week.mon.0`. */
  faults: Record<string, string>;
  mayChange: boolean;
  onChange: (hours: CalendarHours) => void;
}

interface DayProps extends HoursEditorProps {
  day: Weekday;
}

function Interval(props: {
  label: string;
  interval: ClockInterval;
  mayChange: boolean;
  isFaulty: boolean;
  onChange: (interval: ClockInterval) => void;
  onRemove: () => void;
}) {
  const { label, interval, mayChange, isFaulty, onChange, onRemove } = props;
  const open = fieldTime(interval[0]);
  const close = fieldTime(interval[1]);
  return (
    <span className="kelp-sla-interval" role="group" aria-label={label}>
      <TextInput
        type="time"
        aria-label={t('week.opens', { day: label })}
        value={open}
        onChange={(event) => onChange(intervalOf(event.currentTarget.value, close))}
        readOnly={!mayChange}
        error={isFaulty}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="time"
        aria-label={t('week.closes', { day: label })}
        value={close}
        onChange={(event) => onChange(intervalOf(open, event.currentTarget.value))}
        readOnly={!mayChange}
        error={isFaulty}
      />
      {close <= open && <span className="kelp-muted">{t(close === open ? 'week.wholeDay' : 'week.nextDay')}</span>}
      {mayChange && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('week.remove', { day: label })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </span>
  );
}

function Day({ day, hours, faults, mayChange, onChange }: DayProps) {
  const intervals = hours.week[day] ?? [];
  const name = t(`day.${day}`);
  const put = (next: ClockInterval[]) => onChange(withDay(hours, day, next));
  const sentences = intervals.flatMap((_, at) => faults[`week.${day}.${at}`] ?? []);
  return (
    <div className="kelp-sla-day">
      <strong>{name}</strong>
      <div className="kelp-sla-intervals">
        {intervals.length === 0 && <span className="kelp-muted">{t('week.closed')}</span>}
        {intervals.map((interval, at) => (
          <Interval
            key={at}
            label={intervals.length > 1 ? t('week.nth', { day: name, number: at + 1 }) : name}
            interval={interval}
            mayChange={mayChange}
            isFaulty={Boolean(faults[`week.${day}.${at}`])}
            onChange={(next) => put(intervals.map((one, index) => (index === at ? next : one)))}
            onRemove={() => put(intervals.filter((_, index) => index !== at))}
          />
        ))}
        {mayChange && intervals.length < 12 && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            aria-label={t('week.addLabel', { day: name })}
            onClick={() => put([...intervals, nextInterval(intervals)])}
          >
            {t('week.add')}
          </Button>
        )}
        {sentences.map((sentence) => (
          <p key={sentence} role="alert" className="kelp-field-error">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}

/** The hours of a week, several a day where there is a break; a closing time before the opening one is of the next day. */
export function CalendarWeek(props: HoursEditorProps) {
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('week.title')}</legend>
      {weekdays.map((day) => (
        <Day key={day} day={day} {...props} />
      ))}
    </fieldset>
  );
}
