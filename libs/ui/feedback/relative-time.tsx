'use client';

import { formatInstant } from '@kelp/std';
import { formatRelative } from '../format/format';
import { useFormats } from '../format/format-provider';
import { useNow } from './use-now';

/** An instant as people say it ("3 min ago"), exact on hover; beyond 30 days the date. */
export function RelativeTime({ at }: { at: Date }) {
  const { locale, timeZone } = useFormats();
  const now = useNow();
  const relative = now ? formatRelative(at, now, locale) : null;
  return (
    <time className="kelp-num" dateTime={at.toISOString()} title={formatInstant(at, timeZone, locale, 'full')}>
      {relative ?? formatInstant(at, timeZone, locale, 'date')}
    </time>
  );
}

/** An instant with date and time in the reader's zone. */
export function ExactTime({ at }: { at: Date }) {
  const { locale, timeZone } = useFormats();
  return (
    <time className="kelp-num" dateTime={at.toISOString()} title={formatInstant(at, timeZone, locale, 'full')}>
      {formatInstant(at, timeZone, locale, 'date_time')}
    </time>
  );
}
