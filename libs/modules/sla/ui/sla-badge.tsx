'use client';

import { formatMinutes, formatRelative, StatusBadge, useFormats, useNow } from '@kelp/ui';
import type { SlaBadgeClock } from '../contract';
import { readClock, toneOf, type Reading } from './read-clock';
import { t } from './strings';

function labelOf(clock: SlaBadgeClock, reading: Reading, distance: string | null): string {
  const name = t(`clock.${clock.clock}`);
  if (reading === 'overdue') return t('badge.overdue', { clock: name });
  if (reading === 'paused') return t('badge.paused', { clock: name, time: formatMinutes(clock.remainingMinutes ?? 0) });
  if (reading === 'running' || reading === 'at_risk')
    return distance ? t('badge.due', { clock: name, distance }) : name;
  return t('badge.stopped', { clock: name, state: t(`state.${reading}`).toLowerCase() });
}

/** The clock of a list row that matters most: shape, words and colour; counts down by itself. */
export function SlaBadge({ clock }: { clock: SlaBadgeClock }) {
  const now = useNow();
  const { locale } = useFormats();
  const reading = readClock(clock, now);
  const distance = clock.dueAt && now ? formatRelative(clock.dueAt, now, locale) : null;
  return <StatusBadge plain tone={toneOf[reading]} label={labelOf(clock, reading, distance)} />;
}
