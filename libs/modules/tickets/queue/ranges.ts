import { addDays, isLocalDate, localDate, startOfLocalDay } from '@kelp/std';

/** A half-open stretch of time; a missing end is open. */
export interface Stretch {
  from?: Date;
  before?: Date;
}

const hours: Record<string, number> = { h: 1, d: 24, w: 168 };
const reach = (text: string) => Number(text.slice(0, -1)) * (hours[text.slice(-1)] ?? 1) * 3_600_000;

/**
 * What a range such as `last:7d`, `by:today` or `2026-11-01..` means now, days counted in `zone`. Null for `none` and for what is no range,
 * such as a date that does not exist.
 */
export function stretchOf(text: string, now: Date, zone: string): Stretch | null {
  const today = localDate(now, zone);
  const [word = '', amount = ''] = text.split(':');
  if (text === 'today') return { from: startOfLocalDay(today, zone), before: startOfLocalDay(addDays(today, 1), zone) };
  if (text === 'by:today') return { before: startOfLocalDay(addDays(today, 1), zone) };
  if (text === 'overdue') return { before: now };
  if (word === 'last') return { from: new Date(now.getTime() - reach(amount)) };
  if (word === 'next') return { from: now, before: new Date(now.getTime() + reach(amount)) };
  const [first = '', last = ''] = text.split('..');
  if (!text.includes('..') || [first, last].some((date) => date !== '' && !isLocalDate(date))) return null;
  return {
    ...(first ? { from: startOfLocalDay(first, zone) } : {}),
    ...(last ? { before: startOfLocalDay(addDays(last, 1), zone) } : {}),
  };
}
