import { addDays, type LocalDate } from '@kelp/std';
import type { WorkSpan } from './work-span';
import { workDayOn, type WorkSchedule } from './work-schedule';

/** Shorter holes in a day are coffee. */
const shortestGapMs = 15 * 60_000;

/** The parts of the working span, at least a quarter of an hour long, in which nothing was logged. */
export function gapsIn(span: WorkSpan, logged: readonly WorkSpan[]): WorkSpan[] {
  const gaps: WorkSpan[] = [];
  let from = span.startAt.getTime();
  const end = span.endAt.getTime();
  for (const entry of [...logged].sort((a, b) => a.startAt.getTime() - b.startAt.getTime())) {
    const start = Math.min(entry.startAt.getTime(), end);
    if (start - from >= shortestGapMs) gaps.push({ startAt: new Date(from), endAt: new Date(start) });
    from = Math.max(from, entry.endAt.getTime());
  }
  if (end - from >= shortestGapMs) gaps.push({ startAt: new Date(from), endAt: span.endAt });
  return gaps;
}

/** The last working day before this date, at most a week back; null for somebody who is off all week. */
export function lastWorkDay(schedule: WorkSchedule, date: LocalDate): LocalDate | null {
  for (let back = 1; back <= 7; back += 1) {
    const day = addDays(date, -back);
    if (workDayOn(schedule, day)) return day;
  }
  return null;
}
