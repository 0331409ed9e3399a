import { addDays, localDate, startOfLocalDay } from '@kelp/std';

/** When somebody worked: instants UTC, end excluded. */
export interface WorkSpan {
  startAt: Date;
  endAt: Date;
}

const minuteMs = 60_000;

/** Entries of the same person that share time with the span, with the shared minutes; spans that only touch share none. */
export function overlappingEntries<Entry extends WorkSpan & { id: string }>(
  span: WorkSpan,
  others: readonly Entry[],
): { entry: Entry; sharedMinutes: number }[] {
  return others.flatMap((entry) => {
    const from = Math.max(span.startAt.getTime(), entry.startAt.getTime());
    const to = Math.min(span.endAt.getTime(), entry.endAt.getTime());
    return from < to ? [{ entry, sharedMinutes: Math.ceil((to - from) / minuteMs) }] : [];
  });
}

/** A part of a span that lies on one local date. */
export interface DaySpan extends WorkSpan {
  workDate: string;
  minutes: number;
}

/**
 * The span cut at every midnight of the zone; one part when it stays within a day. Minutes are rounded at the cuts of the
 * whole span, so that the parts always add up to it. Throws RangeError when the end is not after the start.
 */
export function splitAtMidnight(span: WorkSpan, zone: string): DaySpan[] {
  if (span.endAt <= span.startAt) throw new RangeError('Work ends after it starts.');
  const minutesUpTo = (at: Date) => Math.round((at.getTime() - span.startAt.getTime()) / minuteMs);
  const parts: DaySpan[] = [];
  let startAt = span.startAt;
  while (startAt < span.endAt) {
    const workDate = localDate(startAt, zone);
    const midnight = startOfLocalDay(addDays(workDate, 1), zone);
    const endAt = midnight < span.endAt ? midnight : span.endAt;
    parts.push({ workDate, startAt, endAt, minutes: minutesUpTo(endAt) - minutesUpTo(startAt) });
    startAt = endAt;
  }
  return parts;
}

/** The days of work that is to be split: its parts of a minute or more, or the whole of it when only one part is that long. */
export function workDays(whole: WorkSpan & { minutes: number }, zone: string, splits = false): [DaySpan, ...DaySpan[]] {
  const { startAt, endAt, minutes } = whole;
  const [first, ...rest] = splits ? splitAtMidnight(whole, zone).filter((part) => part.minutes > 0) : [];
  if (first && rest.length > 0) return [first, ...rest];
  return [{ startAt, endAt, minutes, workDate: localDate(startAt, zone) }];
}
