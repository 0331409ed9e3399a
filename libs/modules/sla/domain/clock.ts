import type { ClockPlan, Pause, PauseSpell } from './clock-plan';
import { consumedMs, isLateFromTheStart, pausedMs, pausesOf, reachedAt } from './clock-plan';
import type { PolicyLevel } from './sla-fact';
import type { ClockName } from './sla-policy';
import type { Firing, Threshold } from './thresholds';
import { firingsOf, nextThreshold, thresholdsOf } from './thresholds';

/**
 * `met` and `missed` are verdicts of a stopped clock. `unanswered` is a response clock whose ticket was closed without a
 * reply. `cancelled` leaves the figures: the ticket was merged away or lost its target.
 */
export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'unanswered' | 'cancelled';

/** One clock of one epoch (an epoch ends when the ticket is closed and begins again when it is reopened). All instants UTC. */
export interface Clock {
  clock: ClockName;
  epoch: number;
  state: ClockState;
  policyId: string;
  level: PolicyLevel;
  priorityId: string;
  /** The plan the clock counts by; what `explainClock` reads. */
  plan: ClockPlan;
  pauses: Pause[];
  startAt: Date;
  targetMs: number;
  /** `startB + pausedB + targetMs`, put through the calendar's inverse, is the due instant of a clock on track. */
  startB: number;
  pausedB: number;
  /** Calendar position at which a paused clock froze; null while it runs. */
  frozenB: number | null;
  /** Null while paused (a frozen clock has no due), and when the calendar never opens again. */
  dueAt: Date | null;
  stoppedAt: Date | null;
  /** Null while open, unanswered or cancelled. */
  met: boolean | null;
  /** The first breach of this epoch; kept whatever happens later. */
  breachedAt: Date | null;
  /** Target minus counted time; negative once overdue. */
  remainingMs: number;
  nextFireAt: Date | null;
  nextPercent: number | null;
  /** Every threshold of this epoch with the instant at which it is crossed, as far as that is known. */
  thresholds: Threshold[];
  /** False for clocks that reports leave out. */
  isInFigures: boolean;
  /** How often a retarget of this epoch has armed its thresholds again. */
  arming: number;
}

/** One epoch of a clock while the facts are folded. */
export interface Run {
  epoch: number;
  /** Since when this epoch counts: no breach of it is dated earlier. */
  since: Date;
  /** Counted time that earlier epochs have already warned about. */
  warnedMs: number;
  arming: number;
  breachedAt: Date | null;
  stoppedAt: Date | null;
  end: RunEnd | null;
}

/** `instantly` is the end of a ticket that was born closed. */
export type RunEnd = 'stopped' | 'unanswered' | 'cancelled' | 'instantly';

/** Where the clock really ended: a clock stopped while paused ended when the pause began. */
function effectiveStop(spells: readonly PauseSpell[], plan: ClockPlan, stoppedAt: Date): Date {
  const last = pausesOf(plan, spells, stoppedAt).at(-1);
  return last && last.to === null ? last.from : stoppedAt;
}

function isMet(spells: readonly PauseSpell[], plan: ClockPlan, stoppedAt: Date): boolean {
  if (isLateFromTheStart(plan)) return false;
  const dueAt = reachedAt(plan, spells, stoppedAt, plan.targetMs);
  return dueAt === null || effectiveStop(spells, plan, stoppedAt) <= dueAt;
}

function verdict(spells: readonly PauseSpell[], plan: ClockPlan, run: Run): { state: ClockState; met: boolean | null } {
  if (run.end === 'cancelled') return { state: 'cancelled', met: null };
  if (run.end === 'unanswered') return { state: 'unanswered', met: null };
  if (run.end === 'instantly') return { state: 'met', met: true };
  if (run.stoppedAt) {
    const met = isMet(spells, plan, run.stoppedAt);
    return { state: met ? 'met' : 'missed', met };
  }
  return { state: 'running', met: null };
}

/** The clock as a row at `at`, which is the stop for a stopped clock and now for an open one. */
export function describeClock(
  plan: ClockPlan,
  run: Run,
  spells: readonly PauseSpell[],
  firings: readonly Firing[],
  at: Date,
): Clock {
  const pauses = pausesOf(plan, spells, at);
  const current = pauses.at(-1);
  const frozenAt = current && current.to === null ? current.from : null;
  const { state, met } = verdict(spells, plan, run);
  const isOpen = run.end === null;
  const thresholds = thresholdsOf(plan.policy.rules, plan.targetMs, run.warnedMs, (countedMs) =>
    reachedAt(plan, spells, at, countedMs),
  );
  const { arming } = run;
  const fired = firingsOf({ clock: plan.clock, epoch: run.epoch, arming }, firings);
  const next = isOpen && !frozenAt ? nextThreshold(thresholds, fired) : null;
  return {
    clock: plan.clock,
    epoch: run.epoch,
    state: isOpen && frozenAt ? 'paused' : state,
    policyId: plan.policy.id,
    level: plan.level,
    priorityId: plan.priorityId,
    plan,
    pauses,
    startAt: plan.anchorAt,
    targetMs: plan.targetMs,
    startB: plan.calendar.cumulative(plan.anchorAt) - plan.carriedMs,
    pausedB: pausedMs(plan, spells, at),
    frozenB: frozenAt ? plan.calendar.cumulative(frozenAt) : null,
    dueAt: frozenAt ? null : reachedAt(plan, spells, at, plan.targetMs),
    stoppedAt: run.stoppedAt,
    met,
    breachedAt: run.breachedAt,
    remainingMs: plan.targetMs - consumedMs(plan, spells, at),
    nextFireAt: next?.at ?? null,
    nextPercent: next?.percent ?? null,
    thresholds,
    isInFigures: run.end !== 'cancelled' && !(run.end === 'instantly' && plan.clock === 'response'),
    arming,
  };
}
