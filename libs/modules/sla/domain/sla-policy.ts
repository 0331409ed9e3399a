import { compileCalendar, minuteInterval } from '@kelp/std';
import type { BusinessCalendar, BusinessSchedule } from '@kelp/std';
import type { PolicyLevel, RetargetMode } from './sla-fact';

/** The clocks a policy can set; more kinds are added here, never as columns of the ticket. */
export const clockNames = ['response', 'resolution'] as const;
export type ClockName = (typeof clockNames)[number];

export type TargetUnit = 'minutes' | 'business_hours' | 'business_days';

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
}

export const defaultSlaSettings: SlaSettings = {
  retargetMode: 'from_start',
  reopenMode: 'resume',
  pausing: {},
  closeCountsAsResponse: false,
};

/** A threshold in percent of the target; `percent` null switches the rule off. `level` belongs to escalations. */
export type SlaRule =
  { kind: 'notify'; percent: number | null } | { kind: 'escalate'; percent: number | null; level: number };

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

/** The target in counted milliseconds: around the clock a day has 24 hours, in business time the schedule's usual day. */
export function targetMilliseconds(target: SlaTarget, schedule: BusinessSchedule): number {
  const minutesOf: Record<TargetUnit, () => number> = {
    minutes: () => 1,
    business_hours: () => 60,
    business_days: () => (target.alwaysOpen ? fullDayMinutes : usualDayMinutes(schedule)),
  };
  return Math.round(target.amount * minutesOf[target.unit]() * minuteMs);
}

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
