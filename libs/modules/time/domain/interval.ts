import { addDays, invalid, localDate, startOfLocalDay, type LocalDate } from '@kelp/std';
import { endOfForgotten, type WorkSchedule } from './work-schedule';

/** A stretch of time in milliseconds since 1970, end excluded. */
export interface Stretch {
  from: number;
  to: number;
}

/** When somebody looked at a ticket, on one local day. It lives in their own browser until they make time of it. */
export interface Interval {
  id: string;
  /** The user whose it is: several people may share a browser. */
  owner: string;
  ticket: { id: string; number: string; title: string };
  /** Local date of the start in the person's zone. */
  day: LocalDate;
  startAt: number;
  /** Null while the ticket is open. */
  endAt: number | null;
  /** When it was last known to be open. */
  seenAt: number;
  /** Absences within it. */
  gaps: Stretch[];
  /** It was left open over the night and closed at the end of its day. */
  isAutoClosed: boolean;
}

/** Without a hand on mouse or keyboard for this long, nobody looks any more. */
export const idleMs = 5 * 60_000;
/** Passing through a ticket is not work on it. */
export const shortestMs = 15_000;

export interface Clock {
  now: number;
  zone: string;
  schedule: WorkSchedule;
  newId: () => string;
}

/** What to keep and what to take away. */
export interface Change {
  put: Interval[];
  remove: string[];
}

const nothing: Change = { put: [], remove: [] };
const both = (a: Change, b: Change): Change => ({ put: [...a.put, ...b.put], remove: [...a.remove, ...b.remove] });

/** Where an interval ends as far as is known. */
export const endOf = ({ endAt, seenAt }: Interval): number => endAt ?? seenAt;

/** Closes what was left open on an earlier day: at the end of that working day, at its own start if it began later. */
export function closeForgotten(all: readonly Interval[], { now, schedule, zone }: Clock): Change {
  const put = all.flatMap((one): Interval[] => {
    if (one.endAt !== null) return [];
    const end = endOfForgotten(new Date(one.startAt), new Date(now), schedule, zone);
    return end ? [{ ...one, endAt: end.getTime(), isAutoClosed: true }] : [];
  });
  return { put, remove: [] };
}

/**
 * Somebody looks at the ticket now. The open interval of the same person, ticket and local day goes on; so does one that was left less than the
 * idle time ago, with the absence as a gap. Otherwise a new one begins now. One that was open but unseen for longer ended when it was last seen.
 */
export function look(all: readonly Interval[], owner: string, ticket: Interval['ticket'], clock: Clock): Change {
  const { now, zone, newId } = clock;
  const forgotten = closeForgotten(all, clock);
  const day = localDate(new Date(now), zone);
  const latest = all
    .filter((one) => one.owner === owner && one.ticket.id === ticket.id && one.day === day && one.startAt <= now)
    .sort((a, b) => endOf(b) - endOf(a))[0];
  const begun = (): Interval => ({
    ...{ id: newId(), owner, ticket, day, startAt: now, endAt: null, seenAt: now, gaps: [], isAutoClosed: false },
  });
  if (!latest) return both(forgotten, { put: [begun()], remove: [] });
  const left = endOf(latest);
  if (now - left > idleMs) {
    const closed = latest.endAt === null ? leave(latest, left) : nothing;
    return both(forgotten, both(closed, { put: [begun()], remove: [] }));
  }
  const gaps = latest.endAt === null || now <= left ? latest.gaps : [...latest.gaps, { from: left, to: now }];
  return both(forgotten, { put: [{ ...latest, ticket, endAt: null, seenAt: Math.max(now, left), gaps }], remove: [] });
}

/**
 * The ticket is looked at no more. On the same day the interval ends at this instant; one that is still open on a later day was forgotten, and ends
 * with its working day.
 */
export function leaveOpen(one: Interval, at: number, clock: Clock): Change {
  const { put } = closeForgotten([one], clock);
  return put.length > 0 ? { put, remove: [] } : leave(one, at);
}

/** The interval ends at this instant, never before it began; one that only passed through is taken away. */
export function leave(one: Interval, at: number): Change {
  const endAt = Math.max(one.startAt, at);
  if (lookedMs({ ...one, endAt }) < shortestMs) return { put: [], remove: [one.id] };
  return { put: [{ ...one, endAt, seenAt: endAt, gaps: within(one.gaps, one.startAt, endAt) }], remove: [] };
}

/** Still open: what goes over midnight ends there, and a new one begins, for each day is its own. */
export function stay(one: Interval, clock: Clock): Change {
  const { now, zone, newId } = clock;
  if (one.endAt !== null) return nothing;
  if (localDate(new Date(now), zone) <= one.day)
    return { put: [{ ...one, seenAt: Math.max(one.seenAt, now) }], remove: [] };
  const midnight = startOfLocalDay(addDays(one.day, 1), zone).getTime();
  const day = localDate(new Date(now), zone);
  const next = { ...one, id: newId(), day, startAt: midnight, seenAt: now, gaps: [] };
  return both(leave(one, midnight), { put: [next], remove: [] });
}

const within = (gaps: readonly Stretch[], from: number, to: number): Stretch[] =>
  gaps.map((gap) => ({ from: Math.max(gap.from, from), to: Math.min(gap.to, to) })).filter((gap) => gap.from < gap.to);

/** The stretches that were looked at, in order. */
export function looked(one: Interval): Stretch[] {
  const gaps = [...one.gaps].sort((a, b) => a.from - b.from);
  const starts = [one.startAt, ...gaps.map(({ to }) => to)];
  const ends = [...gaps.map(({ from }) => from), endOf(one)];
  return starts.map((from, at) => ({ from, to: ends[at] ?? from })).filter(({ from, to }) => from < to);
}

const length = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { from, to }) => sum + to - from, 0);

/** Milliseconds looked at: the span without its gaps. */
export const lookedMs = (one: Interval): number => length(looked(one));

/**
 * Several intervals of one ticket as one: the first start to the last end, with what none of them covers as gaps. Throws invalid for none, or for
 * more than one ticket or person.
 */
export function merge(intervals: readonly Interval[]): Interval {
  const [first] = [...intervals].sort((a, b) => a.startAt - b.startAt);
  if (!first) throw invalid('Choose at least one interval.');
  if (intervals.some(({ ticket, owner }) => ticket.id !== first.ticket.id || owner !== first.owner))
    throw invalid('These belong to more than one ticket. Choose intervals of one ticket only.');
  const endAt = Math.max(...intervals.map(endOf));
  const gaps: Stretch[] = [];
  let covered = first.startAt;
  for (const { from, to } of intervals.flatMap(looked).sort((a, b) => a.from - b.from)) {
    if (from > covered) gaps.push({ from: covered, to: from });
    covered = Math.max(covered, to);
  }
  if (covered < endAt) gaps.push({ from: covered, to: endAt });
  const isAutoClosed = intervals.some((one) => one.isAutoClosed);
  return { ...first, endAt, seenAt: endAt, gaps, isAutoClosed };
}

/** The interval from another start to another end; its gaps as far as they still lie in it. Throws invalid unless the end is after the start. */
export function adjust(one: Interval, startAt: number, endAt: number, zone: string): Interval {
  if (endAt <= startAt) throw invalid('The end must be after the start.', { endedAt: 'Choose a later end.' });
  const day = localDate(new Date(startAt), zone);
  return { ...one, day, startAt, endAt, seenAt: endAt, gaps: within(one.gaps, startAt, endAt), isAutoClosed: false };
}

/** What time becomes of intervals of one ticket: from the first start to the last end, without the gaps that are left out. Whole minutes, at least one. */
export function conversion(
  intervals: readonly Interval[],
  leftOut: readonly Stretch[],
): { startedAt: Date; minutes: number } {
  const whole = merge(intervals);
  const out = whole.gaps.filter((gap) => leftOut.some(({ from, to }) => from === gap.from && to === gap.to));
  const ms = endOf(whole) - whole.startAt - length(out);
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes > 1440) throw invalid('A time entry lasts at most 24 hours. Choose intervals of one day.');
  return { startedAt: new Date(whole.startAt), minutes };
}
