import { addDays, localDate, localParts, startOfLocalDay, wallToInstants, weekday } from '@kelp/std';
import type { SnoozePreset, WorkItem } from '../contract';

const morning = 8 * 60;
const quarterMs = 15 * 60_000;

export interface Snooze {
  /** Null: done with for good. */
  untilAt: Date | null;
  setAt: Date;
}

/**
 * When a snoozed item comes back, as far as is known at `now`; `now` or earlier when it is back already. It never hides a broken service level
 * or a client's word: whichever comes first ends it. Null: it stays away.
 */
export function backAt(item: Pick<WorkItem, 'promisedAt' | 'wokeAt'>, { untilAt, setAt }: Snooze): Date | null {
  const woke = item.wokeAt && item.wokeAt > setAt ? item.wokeAt : null;
  const ends = [untilAt, item.promisedAt, woke].filter((at) => at !== null).map((at) => at.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

/** The morning of a day on the wall of the zone: 08:00, or the day's first instant where clocks skip that. */
export function morningOf(date: string, zone: string): Date {
  return wallToInstants(date, morning, zone)[0] ?? startOfLocalDay(date, zone);
}

/** Three hours from now, at the next quarter of an hour; tomorrow's morning; the morning of the next Monday. */
export function snoozeUntil(preset: SnoozePreset, now: Date, zone: string): Date {
  if (preset === 'later_today') return new Date(Math.ceil((now.getTime() + 3 * 3_600_000) / quarterMs) * quarterMs);
  let day = addDays(localDate(now, zone), 1);
  while (preset === 'next_week' && weekday(day) !== 'mon') day = addDays(day, 1);
  return morningOf(day, zone);
}

/** The choices that make sense now, each with its instant: "later today" only while that is today, "next week" only when it is not tomorrow. */
export function snoozeChoices(now: Date, zone: string): { preset: SnoozePreset; at: Date }[] {
  const choices = (['later_today', 'tomorrow', 'next_week'] as const).map((preset) => ({
    preset,
    at: snoozeUntil(preset, now, zone),
  }));
  const today = localParts(now, zone).date;
  return choices.filter(({ preset, at }, index) => {
    if (preset === 'later_today') return localDate(at, zone) === today;
    return preset === 'tomorrow' || at.getTime() !== choices[index - 1]?.at.getTime();
  });
}
