/** Where and how the reader wants to see dates and sums. */
export interface Formats {
  /** BCP 47 language tag, for instance `en-GB` */
  locale: string;
  /** IANA zone in which instants are shown */
  timeZone: string;
}

/** A length of time as a clock reads it: 95 -> `1:35`, -5 -> `-0:05`. */
export function formatMinutes(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  return `${minutes < 0 ? '-' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
}

const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60 * 60, 60, 'minute'],
  [24 * 60 * 60, 60 * 60, 'hour'],
  [30 * 24 * 60 * 60, 24 * 60 * 60, 'day'],
];

/** How far `at` lies from `now`: `3 min ago`, `in 2 hr`. Null beyond 30 days: then a date says more. */
export function formatRelative(at: Date, now: Date, locale: string): string | null {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (Math.abs(seconds) < 60) return words.format(0, 'second');
  const step = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  return step ? words.format(Math.trunc(seconds / step[1]), step[2]) : null;
}

/** The size of a file as people say it: 0 -> `0 B`, 2_097_152 -> `2 MB`, 1_536 -> `1.5 KB`. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${units[step]}`;
}
