import type { Tone } from '@kelp/ui';
import type { SlaBadgeClock } from '../contract';

/** What a person makes of a clock at a glance. */
export type Reading = SlaBadgeClock['state'] | 'at_risk' | 'overdue';

/** The parts of a clock that decide how it reads. */
export interface ReadableClock {
  state: SlaBadgeClock['state'];
  dueAt: Date | null;
  isAtRisk: boolean;
}

/** How the clock reads at `now`, which may be later than when it was fetched; null while the browser's time is not known. */
export function readClock({ state, dueAt, isAtRisk }: ReadableClock, now: Date | null): Reading {
  if (state !== 'running') return state;
  if (dueAt && now && dueAt < now) return 'overdue';
  return isAtRisk ? 'at_risk' : 'running';
}

export const toneOf: Record<Reading, Tone> = {
  running: 'progress',
  at_risk: 'warning',
  overdue: 'danger',
  paused: 'waiting',
  met: 'success',
  missed: 'danger',
  unanswered: 'neutral',
  cancelled: 'neutral',
};

/** Whether three quarters of the target are used. */
export const isNearlyUsed = ({
  remainingMinutes,
  targetMinutes,
}: {
  remainingMinutes: number;
  targetMinutes: number;
}): boolean => remainingMinutes * 4 <= targetMinutes;
