import { compileCalendar, endOfBusinessDay, minuteInterval } from '@kelp/std';
import type { BusinessCalendar, BusinessSchedule } from '@kelp/std';
import type { PolicyLevel, RetargetMode } from './sla-fact';

/** The clocks a policy can set; more kinds are added here, never as columns of the ticket. */
export const clockNames = ['response', 'resolution'] as const;
export type ClockName = (typeof clockNames)[number];

/** `next_business_day`: by the closing of the so-manieth business day after the local day on which the clock starts. */
export type TargetUnit = 'minutes' | 'business_hours' | 'business_days' | 'next_business_day';

/** A promise for one priority and clock. `alwaysOpen` counts around the clock instead of in business hours. */
export interface SlaTarget {
  amount: number;
  unit: TargetUnit;
  alwaysOpen: boolean;
}

/** What a clock needs of a compiled business calendar. */
export type ClockCalendar = Pick<BusinessCalendar, 'cumulative' | 'inverse' | 'segments'>;

/** The calendar of targets that count around the clock: every millisecond is open. */
export const aroundTheClock: ClockCalendar = compileCalendar({
  timezone: 'UTC',
  alwaysOpen: true,
  week: {},
  holidays: [],
});

/** What a closed ticket does to its clocks when it is opened again. */
export type ReopenMode = 'resume' | 'fresh' | 'from_creation';

export interface SlaSettings {
  retargetMode: RetargetMode;
  reopenMode: ReopenMode;
  /** Which clocks a pause reason stops; a reason that is not listed stops both. */
  pausing: Readonly<Record<string, Readonly<Record<ClockName, boolean>>>>;
  /** Whether closing without a reply counts as the first response. */
  closeCountsAsResponse: boolean;
  /** What is told of thresholds that were crossed at once, as after an outage; the highest when missing. */
  afterOutage?: 'highest' | 'all';
  /** Whether another target that puts a clock back warns at the same percentages again; not when missing. */
  rearms?: boolean;
  /** When a target that uses up the day is due: at its closing (when missing) or at the next opening. */
  dueAtDayEnd?: 'closing' | 'next_opening';
  /** Since when a ticket that was imported open counts: its true creation (when missing) or its import. */
  imported?: 'from_creation' | 'from_import';
}

export const defaultSlaSettings: SlaSettings = {
  retargetMode: 'from_start',
  reopenMode: 'resume',
  pausing: {},
  closeCountsAsResponse: false,
};

/** Whom a rule tells. Without an assignee their part goes to the board's manager. */
export interface Recipients {
  assignee: boolean;
  team: boolean;
  boardManager: boolean;
  userIds: string[];
}

export type NoticeChannel = 'in_app' | 'email';

/** Who is told, by which ways, and whether that waits for the person's own hours. */
export interface Telling {
  recipients: Recipients;
  channels: NoticeChannel[];
  respectsHours: boolean;
}

/** A threshold in percent of the target; `percent` null switches the rule off. `level` belongs to escalations. */
export type SlaRule = (
  { kind: 'notify'; percent: number | null } | { kind: 'escalate'; percent: number | null; level: number }
) &
  Partial<Telling>;

/** Whom rules of a kind tell that name nobody: warnings the assignee, escalations the board's manager. */
export const usualTelling = (kind: SlaRule['kind']): Telling => ({
  recipients: { assignee: kind === 'notify', team: false, boardManager: kind === 'escalate', userIds: [] },
  channels: ['in_app', 'email'],
  respectsHours: false,
});

/** What several rules that were crossed at once ask for together: everybody, by every way; it waits only if all of them do. */
export function mergeTellings(rules: readonly SlaRule[]): Telling {
  const all = rules.map(({ kind, ...rule }) => ({ ...usualTelling(kind), ...rule }));
  const asked = all.length > 0 ? all : [usualTelling('notify')];
  const some = (key: 'assignee' | 'team' | 'boardManager') => asked.some(({ recipients }) => recipients[key]);
  return {
    recipients: {
      assignee: some('assignee'),
      team: some('team'),
      boardManager: some('boardManager'),
      userIds: [...new Set(asked.flatMap(({ recipients }) => recipients.userIds))].sort(),
    },
    channels: (['in_app', 'email'] as const).filter((channel) => asked.some((one) => one.channels.includes(channel))),
    respectsHours: asked.every(({ respectsHours }) => respectsHours),
  };
}

export interface SlaPolicy {
  id: string;
  name: string;
  /** The opening hours as people wrote them: zone, holidays and length of a day are read from here. */
  schedule: BusinessSchedule;
  /** The same hours compiled, kept by the caller per version. */
  calendar: ClockCalendar;
  /** Targets by priority id; a missing clock has no target. */
  targets: Readonly<Record<string, Partial<Record<ClockName, SlaTarget>>>>;
  settings: SlaSettings;
  rules: readonly SlaRule[];
}

const minuteMs = 60_000;
const fullDayMinutes = 1440;

/**
 * Minutes of a working day in targets of "business days": the length that most weekdays of the schedule have, the longer
 * one at a tie; 1440 when it is always open, 0 when no weekday opens.
 */
export function usualDayMinutes(schedule: BusinessSchedule): number {
  if (schedule.alwaysOpen) return fullDayMinutes;
  const counts = new Map<number, number>();
  for (const intervals of Object.values(schedule.week)) {
    const minutes = intervals.map(minuteInterval).reduce((sum, interval) => {
      return typeof interval === 'string' ? sum : sum + interval.close - interval.open;
    }, 0);
    if (minutes > 0) counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a, countA], [b, countB]) => countB - countA || b - a);
  return ordered[0]?.[0] ?? 0;
}

/**
 * The target in counted milliseconds, whenever the clock starts; see `targetFrom` for targets that depend on it: around the clock a day
 * has 24 hours, in business time the schedule's usual day.
 */
export function targetMilliseconds(target: SlaTarget, schedule: BusinessSchedule): number {
  const minutesOf: Record<TargetUnit, () => number> = {
    minutes: () => 1,
    business_hours: () => 60,
    business_days: () => (target.alwaysOpen ? fullDayMinutes : usualDayMinutes(schedule)),
    next_business_day: () => fullDayMinutes,
  };
  return Math.round(target.amount * minutesOf[target.unit]() * minuteMs);
}

/** More counted time than any calendar holds: the target of a day that never comes. */
const neverMs = 1e14;

/**
 * The target in counted milliseconds of a clock that starts at `anchorAt` and counts by `calendar`: the open time up to the
 * closing of a later business day, else the same whenever it starts.
 */
export function targetFrom(
  target: SlaTarget,
  { schedule }: Pick<SlaPolicy, 'schedule'>,
  calendar: ClockCalendar,
  anchorAt: Date,
): number {
  if (target.unit !== 'next_business_day') return targetMilliseconds(target, schedule);
  const end = endOfBusinessDay(schedule, anchorAt, target.amount);
  return end ? calendar.cumulative(end) - calendar.cumulative(anchorAt) : neverMs;
}

const nextOpenings = new WeakMap<ClockCalendar, ClockCalendar>();

/** The same calendar with dues that fall on a closing moved to the next opening; one object per calendar. */
export function dueAtNextOpening(calendar: ClockCalendar): ClockCalendar {
  const known = nextOpenings.get(calendar);
  if (known) return known;
  const inverse = (amount: number): Date | null => {
    const after = calendar.inverse(Math.ceil(amount) + 1);
    return after && new Date(after.getTime() - 1);
  };
  const moved: ClockCalendar = {
    cumulative: (instant) => calendar.cumulative(instant),
    segments: (from, to) => calendar.segments(from, to),
    inverse,
  };
  nextOpenings.set(calendar, moved);
  return moved;
}

/** The calendar by which a policy's clocks count, with its choice of where a day's end falls. */
export const countingCalendar = ({ calendar, settings }: Pick<SlaPolicy, 'calendar' | 'settings'>): ClockCalendar =>
  settings.dueAtDayEnd === 'next_opening' ? dueAtNextOpening(calendar) : calendar;

/** Whether an open spell of this reason stops the clock (the policy's flag per reason and clock; default: it does). */
export const stopsClock = (settings: SlaSettings, reason: string, clock: ClockName): boolean =>
  settings.pausing[reason]?.[clock] ?? true;

/** A policy as named by a client, board or workspace; `isAlive` is false for a deleted one. */
export interface PolicyCandidate {
  policyId: string;
  isAlive: boolean;
}

/**
 * Which policy a ticket gets and which level won (product rule: client if set and alive, else board, else default, else none).
 * A policy without targets also wins: a deliberate "no SLA". A reference to a deleted policy falls through.
 */
export function resolvePolicy(ladder: {
  client: PolicyCandidate | null;
  board: PolicyCandidate | null;
  workspace: PolicyCandidate | null;
}): { policyId: string | null; level: PolicyLevel } {
  const levels = [
    ['client', ladder.client],
    ['board', ladder.board],
    ['default', ladder.workspace],
  ] as const;
  for (const [level, candidate] of levels) {
    if (candidate?.isAlive) return { policyId: candidate.policyId, level };
  }
  return { policyId: null, level: 'none' };
}
