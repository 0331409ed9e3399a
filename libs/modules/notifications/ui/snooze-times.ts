import { addDays, localDate, localParts, wallToInstants, weekday } from '@kelp/std';

export type SnoozeKey = 'hour' | 'evening' | 'tomorrow' | 'monday';

const evening = 18 * 60;
const morning = 8 * 60 + 30;

/** The usual times to be told again, on the wall of the reader's zone, earliest first; those that have passed are left out. */
export function snoozeTimes(now: Date, zone: string): { key: SnoozeKey; at: Date }[] {
  const { date, minuteOfDay } = localParts(now, zone);
  const tomorrow = addDays(localDate(now, zone), 1);
  let monday = tomorrow;
  while (weekday(monday) !== 'mon') monday = addDays(monday, 1);
  const wall = (day: string, minute: number) =>
    wallToInstants(day, minute, zone)[0] ?? new Date(now.getTime() + 86_400_000);
  const times: { key: SnoozeKey; at: Date }[] = [{ key: 'hour', at: new Date(now.getTime() + 3_600_000) }];
  if (minuteOfDay < evening - 60) times.push({ key: 'evening', at: wall(date, evening) });
  times.push({ key: 'tomorrow', at: wall(tomorrow, morning) });
  if (monday !== tomorrow) times.push({ key: 'monday', at: wall(monday, morning) });
  return times;
}
