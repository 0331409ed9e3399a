import { invalid } from '@kelp/std';
import type { WorkSpan } from './work-span';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

export interface WorkedSpan extends WorkSpan {
  /** Whole minutes of the span, at least one. */
  minutes: number;
}

/** What a person told about when they worked. */
export interface ToldSpan {
  startedAt?: Date | undefined;
  endedAt?: Date | undefined;
  minutes?: number | undefined;
}

/**
 * The span somebody told: start and end, or minutes from a start or up to an end; minutes alone end now. Throws `invalid` when the
 * end is not after the start, when it lasts longer than a day, when both an end and other minutes are told, or for work far ahead.
 */
export function workedSpan({ startedAt, endedAt, minutes }: ToldSpan, now: Date): WorkedSpan {
  if (minutes !== undefined) {
    if (startedAt && endedAt)
      throw invalid('Give start and end, or minutes, but not all three.', { minutes: 'Leave this empty.' });
    const endAt = endedAt ?? (startedAt ? new Date(startedAt.getTime() + minutes * minuteMs) : now);
    return checked({ startAt: startedAt ?? new Date(endAt.getTime() - minutes * minuteMs), endAt, minutes }, now);
  }
  if (!startedAt || !endedAt) throw invalid('Say how long you worked.', { minutes: 'Give minutes, or start and end.' });
  const length = endedAt.getTime() - startedAt.getTime();
  return checked({ startAt: startedAt, endAt: endedAt, minutes: Math.max(1, Math.round(length / minuteMs)) }, now);
}

function checked(span: WorkedSpan, now: Date): WorkedSpan {
  const length = span.endAt.getTime() - span.startAt.getTime();
  if (length <= 0) throw invalid('The end must be after the start.', { endedAt: 'Choose a later end.' });
  if (length > dayMs) throw invalid('A time entry lasts at most 24 hours.', { endedAt: 'Split the work into days.' });
  if (span.endAt.getTime() > now.getTime() + dayMs)
    throw invalid('Time is logged after the work.', { endedAt: 'Choose an earlier end.' });
  if (span.startAt.getTime() < 0) throw invalid('This start is too long ago.', { startedAt: 'Choose a later start.' });
  return span;
}
