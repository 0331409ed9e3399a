import { addDays, formatInstant, localDate, wallTimeAt, wallToInstants, weekday } from '@kelp/std';

/** When a reply shall leave, with the zone in which that was chosen. */
export interface SendAt {
  at: Date;
  zone: string;
}

const morning = 8 * 60 + 30;

/** The instant of a local date and time such as `2026-11-28T08:30` in the zone; null for what is none, as in a gap of the clock. */
export function instantOf(local: string, zone: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(local);
  if (!match) return null;
  const [, date = '', hours, minutes] = match;
  return wallToInstants(date, Number(hours) * 60 + Number(minutes), zone)[0] ?? null;
}

/** The local date and time in the zone, as a field for it wants them. */
export const localOf = ({ at, zone }: SendAt): string => wallTimeAt(at, zone);

/** Half past eight of the next day, and of the next Monday where that is another day. */
export function usualTimes(now: Date, zone: string): { key: 'tomorrow' | 'monday'; at: Date }[] {
  const tomorrow = addDays(localDate(now, zone), 1);
  let monday = tomorrow;
  while (weekday(monday) !== 'mon') monday = addDays(monday, 1);
  const at = (date: string) => wallToInstants(date, morning, zone)[0] ?? now;
  const all: { key: 'tomorrow' | 'monday'; at: Date }[] = [{ key: 'tomorrow', at: at(tomorrow) }];
  return monday === tomorrow ? all : [...all, { key: 'monday', at: at(monday) }];
}

/** Date, time and zone in words. */
export const sendAtWords = ({ at, zone }: SendAt, locale: string): string =>
  `${formatInstant(at, zone, locale, 'date_time')} (${zone})`;
