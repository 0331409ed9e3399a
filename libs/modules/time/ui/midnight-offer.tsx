'use client';

import { Switch, Text } from '@mantine/core';
import { formatInstant } from '@kelp/std';
import { formatMinutes, useFormats } from '@kelp/ui';
import { workDays } from '../domain/work-span';
import { workDateText } from './read-time';
import { t } from './strings';
import './timer.css';

interface Props {
  /** Null while what is typed makes no sense. */
  startAt: Date | null;
  minutes: number;
  zone: string;
  splits: boolean;
  onChange: (splits: boolean) => void;
}

/** Offers to split work over midnight, and shows on which days it will count; nothing for work within one day. */
export function MidnightOffer({ startAt, minutes, zone, splits, onChange }: Props) {
  const { locale } = useFormats();
  if (!startAt || minutes <= 0) return null;
  const whole = { startAt, endAt: new Date(startAt.getTime() + minutes * 60_000), minutes };
  if (workDays(whole, zone, true).length === 1) return null;
  const clock = (at: Date) => formatInstant(at, zone, locale, 'time');
  return (
    <div>
      <Switch
        label={t('midnight.split')}
        description={t('midnight.hint')}
        checked={splits}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <ul className="kelp-midnight-days" aria-label={t('midnight.days')} aria-live="polite">
        {workDays(whole, zone, splits).map((day) => (
          <Text component="li" size="sm" className="kelp-num" key={day.workDate}>
            {t('midnight.day', {
              date: workDateText(day.workDate, locale),
              from: clock(day.startAt),
              to: clock(day.endAt),
              time: formatMinutes(day.minutes),
            })}
          </Text>
        ))}
      </ul>
    </div>
  );
}
