import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from '../dates';
import { invalid } from '../errors';
import { wallTimeAt } from '../zone';
import { isZone } from '../zone-offsets';
import { closedDayShift, type ClosedDays } from './closed-days';
import { readRule, type RecurrenceRule } from './rule';
import { instantOfWallTime, isWallTime, wallDate, wallMilliseconds, wallTimeOf, type WallTime } from './wall-time';

/** One instance that differs from the rule, known by the wall time that the rule gave it. */
export type InstanceChange =
  { original: WallTime; kind: 'cancelled' } | { original: WallTime; kind: 'moved'; to: WallTime };

/**
 * Something that repeats, as plain data. The rule (RFC 5545) is read on the wall of the zone: 09:00 stays 09:00 when clocks
 * change. A start that the rule does not fall on is no occurrence.
 */
export interface Recurrence {
  rule: string;
  /** IANA name. */
  zone: string;
  start: WallTime;
  changes?: readonly InstanceChange[];
}

export interface Occurrence {
  /** What the rule says: the key of the instance, whatever happens to it. */
  original: WallTime;
  /** When it is on the wall, moved or shifted. */
  wall: WallTime;
  at: Date;
  /** Why `wall` is not `original`. */
  because: 'rule' | 'moved' | 'closed_day';
}

const day = 86_400_000;
/** Furthest that a search looks: rarer than every hundred years is never. */
const horizon = 100 * 366 * day;
const mostAtOnce = 10_000;

interface Series {
  rule: RecurrenceRule;
  zone: string;
  /** Occurrences of the rule on the wall with `from <= wall <= to`, both read as if in UTC. */
  wallsBetween: (from: number, to: number) => WallTime[];
}

/** Reads it; throws `invalid` with a sentence for what can't be used. Ends (UNTIL) are held against real instants here. */
function openSeries({ rule: text, zone, start }: Recurrence): Series {
  if (!isZone(zone)) throw invalid(`“${zone}” is not a time zone. Use a name such as Europe/Berlin.`);
  if (!isWallTime(start)) throw invalid(`“${start}” is not a start. Write it like 2025-01-31T09:00.`);
  const rule = readRule(text);
  // Wall times are computed in UTC, where no hour is missing or doubled; instants come from our own zone arithmetic.
  const engine = new RRuleTemporal({
    rruleString: rule.count === null ? rule.pattern : `${rule.pattern};COUNT=${rule.count}`,
    dtstart: Temporal.ZonedDateTime.from(`${start}:00[UTC]`),
    maxIterations: 40_000,
  });
  const end = lastInstant(rule.until, zone);
  return {
    rule,
    zone,
    wallsBetween: (from, to) => {
      if (to < wallMilliseconds(start)) return [];
      const walls = engine.between(new Date(from), new Date(to), true).map((one) => wallTimeOf(one.epochMilliseconds));
      return end === null ? walls : walls.filter((wall) => instantOfWallTime(wall, zone).getTime() <= end);
    },
  };
}

/** The last instant that UNTIL admits: a date admits its whole day on the wall; null for ever. */
function lastInstant(until: string | null, zone: string): number | null {
  if (until === null) return null;
  const date = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  const clock = until.length === 8 ? '23:59' : `${until.slice(9, 11)}:${until.slice(11, 13)}`;
  const wall = `${date}T${clock}`;
  if (!isWallTime(wall)) throw invalid(`UNTIL=${until} is not a time.`, { rule: `UNTIL=${until} is not a time.` });
  if (until.length === 8) return instantOfWallTime(wall, zone).getTime() + 59_999;
  const seconds = Number(until.slice(13, 15)) * 1000;
  return (until.endsWith('Z') ? wallMilliseconds(wall) : instantOfWallTime(wall, zone).getTime()) + seconds;
}

/**
 * A sentence why this recurrence can't be used, or null when it can: no rule, no zone, no start, or a rule that never falls
 * on any day.
 */
export function recurrenceProblem(recurrence: Recurrence): string | null {
  try {
    const { wallsBetween } = openSeries(recurrence);
    const start = wallMilliseconds(recurrence.start);
    for (let years = 1; years <= 100; years *= 10) {
      if (wallsBetween(start, Math.min(start + years * 366 * day, latest)).length > 0) return null;
    }
    return 'This rule never falls on any day. Choose days that exist.';
  } catch (error) {
    return error instanceof Error ? error.message : 'This rule cannot be used.';
  }
}

const latest = wallMilliseconds('9990-12-31T00:00');

/**
 * The occurrences with `from <= at < to`, in order, at most `limit` (1,000). Moved instances are found at their new time;
 * `closed` skips or shifts what falls on closed days. Throws `invalid` for a recurrence that can't be used.
 */
export function occurrencesBetween(
  recurrence: Recurrence,
  from: Date,
  to: Date,
  options: { limit?: number; closed?: ClosedDays } = {},
): Occurrence[] {
  const series = openSeries(recurrence);
  const { limit = 1000, closed } = options;
  // Two days hold every offset of a zone; a shift over closed days reaches further.
  const reach = (2 + (closed ? closedDayShift : 0)) * day;
  const first = from.getTime() - reach;
  const last = Math.min(to.getTime() + reach, latest);
  if (first > last) return [];
  const changed = new Map((recurrence.changes ?? []).map((change) => [change.original, change]));
  const walls = series.wallsBetween(first, last).slice(0, mostAtOnce);
  const unchanged = walls
    .filter((wall) => !changed.has(wall))
    .map((wall) => ({ original: wall, wall, because: 'rule' as const }));
  const settled = closed ? overClosedDays(unchanged, closed) : unchanged;
  return [...settled, ...movedInstances(series, changed)]
    .map((one) => ({ ...one, at: instantOfWallTime(one.wall, series.zone) }))
    .filter(({ at }) => at >= from && at < to)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.original < b.original ? -1 : 1))
    .slice(0, Math.min(limit, mostAtOnce));
}

type Placed = Omit<Occurrence, 'at'>;

/** What a person moved, where the rule still knows the instance. Closed days do not touch it: somebody chose that day. */
function movedInstances(series: Series, changes: ReadonlyMap<string, InstanceChange>): Placed[] {
  return [...changes.values()].flatMap((change) => {
    if (change.kind !== 'moved' || !isWallTime(change.original) || !isWallTime(change.to)) return [];
    const original = wallMilliseconds(change.original);
    if (series.wallsBetween(original, original).length === 0) return [];
    return [{ original: change.original, wall: change.to, because: 'moved' as const }];
  });
}

/** Skips or shifts. An occurrence shifted onto a day that another one of the series has already is dropped: one a day. */
function overClosedDays(occurrences: readonly Placed[], { isClosed, on }: ClosedDays): Placed[] {
  const open = occurrences.filter(({ wall }) => !isClosed(wallDate(wall)));
  if (on === 'skip') return open;
  const taken = new Set<LocalDate>(open.map(({ wall }) => wallDate(wall)));
  const shifted = occurrences.flatMap((one) => {
    if (!isClosed(wallDate(one.wall))) return [];
    const date = nextOpenDay(wallDate(one.wall), isClosed);
    if (date === null || taken.has(date)) return [];
    taken.add(date);
    return [{ ...one, wall: `${date}${one.wall.slice(10)}`, because: 'closed_day' as const }];
  });
  return [...open, ...shifted];
}

function nextOpenDay(date: LocalDate, isClosed: ClosedDays['isClosed']): LocalDate | null {
  for (let shift = 1; shift <= closedDayShift; shift += 1) {
    const candidate = addDays(date, shift);
    if (!isClosed(candidate)) return candidate;
  }
  return null;
}

/** The next `count` occurrences after the instant (not at it), fewer when the rule ends. Looks a hundred years ahead. */
export function nextOccurrences(
  recurrence: Recurrence,
  after: Date,
  count: number,
  options: { closed?: ClosedDays } = {},
): Occurrence[] {
  const found: Occurrence[] = [];
  const begin = Math.max(after.getTime() + 1, wallMilliseconds(recurrence.start) - 2 * day);
  const moved = (recurrence.changes ?? []).some(({ kind }) => kind === 'moved');
  let from = moved ? after.getTime() + 1 : begin;
  for (let span = 100 * day; found.length < count && from < begin + horizon && from < latest; span *= 2) {
    const to = Math.min(Math.max(from, begin) + span, latest);
    const limit = count - found.length;
    found.push(...occurrencesBetween(recurrence, new Date(from), new Date(to), { ...options, limit }));
    from = to;
  }
  return found;
}

/**
 * “This and following”: the series up to but without the instance, and the one that begins with it, to be changed as wished.
 * `before` is null when the instance is the first. Throws `invalid` when the rule does not know the instance.
 */
export function splitRecurrence(
  recurrence: Recurrence,
  original: WallTime,
): { before: Recurrence | null; following: Recurrence } {
  const series = openSeries(recurrence);
  const at = wallMilliseconds(original);
  if (series.wallsBetween(at, at).length === 0)
    throw invalid(`The series has no instance at ${original.replace('T', ' ')}.`);
  const { rule, zone } = series;
  const earlier = series.wallsBetween(wallMilliseconds(recurrence.start), at - 60_000);
  const changes = recurrence.changes ?? [];
  const left = rule.count === null ? '' : `;COUNT=${rule.count - earlier.length}`;
  const until = rule.until === null ? '' : `;UNTIL=${rule.until}`;
  const following: Recurrence = {
    rule: `${rule.pattern}${left}${until}`,
    zone,
    start: original,
    changes: changes.filter((change) => change.original >= original),
  };
  if (earlier.length === 0) return { before: null, following };
  const lastSecond = new Date(instantOfWallTime(original, zone).getTime() - 1000).toISOString();
  const before: Recurrence = {
    ...recurrence,
    rule: `${rule.pattern};UNTIL=${lastSecond.slice(0, 19).replace(/[-:]/g, '')}Z`,
    changes: changes.filter((change) => change.original < original),
  };
  return { before, following };
}

/** What the wall of the series' zone shows at the instant: for a new start or a moved instance. */
export const wallTimeInSeries = ({ zone }: Recurrence, at: Date): WallTime => wallTimeAt(at, zone);
