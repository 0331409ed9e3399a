import type { OpenSegment } from '@kelp/std';
import type { ClockCalendar } from './sla-policy';

/** Hours that hold from an instant on. */
export interface CalendarEdition {
  effectiveAt: Date;
  calendar: ClockCalendar;
}

/**
 * The versions of a calendar as one calendar (product rule: a new version does not rewrite the past): before the instant from
 * which a version holds, time is counted by the ones before it. A version that was replaced before it took effect never counts.
 * `editions` are ascending by number; the first counts back to the beginning of time. Throws RangeError when there is none.
 */
export function calendarTimeline(editions: readonly CalendarEdition[]): ClockCalendar {
  const [first, ...others] = editions;
  if (!first) throw new RangeError('A calendar has at least one version.');
  const standing: CalendarEdition[] = [];
  for (const edition of others) {
    while ((standing.at(-1)?.effectiveAt ?? new Date(NaN)) >= edition.effectiveAt) standing.pop();
    standing.push(edition);
  }
  return standing.reduce((before, { calendar, effectiveAt }) => change(before, calendar, effectiveAt), first.calendar);
}

/** Counts by `before` until `at` and by `after` from then on. */
function change(before: ClockCalendar, after: ClockCalendar, at: Date): ClockCalendar {
  const total = before.cumulative(at);
  const shift = total - after.cumulative(at);
  const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
  const later = (a: Date, b: Date): Date => (a > b ? a : b);
  return {
    cumulative: (instant) => (instant <= at ? before.cumulative(instant) : after.cumulative(instant) + shift),
    inverse: (amount) => (amount <= total ? before.inverse(amount) : after.inverse(amount - shift)),
    segments: (from, to) => joined([...before.segments(from, earlier(to, at)), ...after.segments(later(from, at), to)]),
  };
}

function joined(segments: OpenSegment[]): OpenSegment[] {
  const all: OpenSegment[] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    if (last && last.closeAt.getTime() === segment.openAt.getTime()) last.closeAt = segment.closeAt;
    else all.push({ ...segment });
  }
  return all;
}
