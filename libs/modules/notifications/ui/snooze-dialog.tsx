'use client';

import { formatInstant } from '@kelp/std';
import { ChoiceDialog, useFormats } from '@kelp/ui';
import type { NotificationRow } from '../contract';
import { snoozeTimes } from './snooze-times';
import { t } from './strings';

interface Props {
  /** Empty: closed. */
  notices: readonly NotificationRow[];
  /** `said` is the sentence for when it is done. */
  onChoose: (ids: string[], until: Date | null, said: string) => void;
  onClose: () => void;
}

const back = 'now';

/** When to be told again. */
export function SnoozeDialog({ notices, onChoose, onClose }: Props) {
  const { timeZone, locale } = useFormats();
  const words = (at: Date) => formatInstant(at, timeZone, locale, 'date_time');
  const times = notices.length > 0 ? snoozeTimes(new Date(), timeZone) : [];
  const choices = [
    ...(notices.some(({ snoozedUntil }) => snoozedUntil) ? [{ value: back, label: t('snooze.now') }] : []),
    ...times.map(({ key, at }) => ({ value: at.toISOString(), label: t(`snooze.${key}`), hint: words(at) })),
  ];

  function choose(value: string) {
    const until = value === back ? null : new Date(value);
    const said = until ? t('snooze.done', { at: words(until) }) : t('snooze.back');
    onChoose(
      notices.map(({ id }) => id),
      until,
      said,
    );
  }

  return (
    <ChoiceDialog
      opened={notices.length > 0}
      title={t('snooze.title')}
      choices={choices}
      onChoose={choose}
      onClose={onClose}
    />
  );
}
