import type { ClockCalendar, ClockName, SlaPolicy, SlaTarget } from './sla-policy';
import { aroundTheClock, countingCalendar, stopsClock, targetFrom } from './sla-policy';
import type { PolicyLevel, RetargetMode, Targeting } from './sla-fact';

/** A half-open stretch of time; `to` null = still going on. */
export interface Stretch {
  from: Date;
  to: Date | null;
}

/** A stretch in which a pause reason held. */
export interface PauseSpell extends Stretch {
  reason: string;
}

/** A stretch in which a clock stood still, with every reason that held in it. */
export interface Pause extends Stretch {
  reasons: string[];
}

/** The pause reason of a closed ticket: closed time does not count when the ticket is opened again. */
export const closedReason = 'closed';

/**
 * How one clock counts at present: against which target and calendar, from which instant, with what brought along.
 * Counted time = `carriedMs` + open time since `anchorAt` outside the pauses.
 */
export interface ClockPlan {
  clock: ClockName;
  policy: SlaPolicy;
  level: PolicyLevel;
  priorityId: string;
  target: SlaTarget;
  targetMs: number;
  calendar: ClockCalendar;
  /** Since when this plan holds: a breach it brings about is not dated earlier. */
  since: Date;
  anchorAt: Date;
  carriedMs: number;
}

/** A plan that counts from the anchor; null when policy or target is missing for this clock and priority. */
export function planClock(
  clock: ClockName,
  targeting: Targeting,
  policy: SlaPolicy | undefined,
  anchorAt: Date,
): ClockPlan | null {
  const target = policy?.targets[targeting.priorityId]?.[clock];
  if (!policy || !target) return null;
  const calendar = target.alwaysOpen ? aroundTheClock : countingCalendar(policy);
  return {
    clock,
    policy,
    level: targeting.level,
    priorityId: targeting.priorityId,
    target,
    targetMs: targetFrom(target, policy, calendar, anchorAt),
    calendar,
    since: anchorAt,
    anchorAt,
    carriedMs: 0,
  };
}

const sameWords = (a: SlaTarget, b: SlaTarget): boolean => a.amount === b.amount && a.unit === b.unit;

/** Promises that depend on when the clock starts are compared by their words. */
const sameTarget = (a: ClockPlan, b: ClockPlan): boolean =>
  a.policy.id === b.policy.id &&
  a.calendar === b.calendar &&
  (a.targetMs === b.targetMs || (a.target.unit === 'next_business_day' && sameWords(a.target, b.target)));

/**
 * The plan after a retarget at `at` (product rule: from start re-counts the whole life under the new target, carry keeps
 * what the old one counted, restart forgets it). A target that does not differ changes nothing but the labels.
 */
export function retargetPlan(
  before: ClockPlan | null,
  fresh: ClockPlan | null,
  mode: RetargetMode,
  spells: readonly PauseSpell[],
  at: Date,
): ClockPlan | null {
  if (!fresh) return null;
  if (before && sameTarget(before, fresh)) {
    return { ...before, level: fresh.level, priorityId: fresh.priorityId, target: fresh.target };
  }
  if (mode === 'from_start') return { ...fresh, since: at };
  const carriedMs = mode === 'carry_consumed' && before ? consumedMs(before, spells, at) : 0;
  return { ...fresh, since: at, anchorAt: at, carriedMs };
}

/** Whether what was brought along is more than the whole target: no stop is in time then, not even one at the same instant. */
export const isLateFromTheStart = (plan: ClockPlan): boolean => plan.carriedMs > plan.targetMs;

const stopsPlan = (plan: ClockPlan, reason: string): boolean =>
  reason === closedReason
    ? plan.policy.settings.reopenMode !== 'from_creation'
    : stopsClock(plan.policy.settings, reason, plan.clock);

/** Where the clock stood still between anchor and `until`: overlapping reasons are one pause (product rule: reasons are a set). */
export function pausesOf(plan: ClockPlan, spells: readonly PauseSpell[], until: Date): Pause[] {
  const relevant = spells
    .filter((spell) => stopsPlan(plan, spell.reason))
    .filter(
      (spell) => spell.from <= until && (spell.to === null || (spell.to > spell.from && spell.to > plan.anchorAt)),
    )
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  const pauses: Pause[] = [];
  for (const spell of relevant) {
    const last = pauses.at(-1);
    if (last && (last.to === null || spell.from <= last.to)) {
      if (last.to !== null && (spell.to === null || spell.to > last.to)) last.to = spell.to;
      if (!last.reasons.includes(spell.reason)) last.reasons.push(spell.reason);
    } else {
      const from = spell.from < plan.anchorAt ? plan.anchorAt : spell.from;
      pauses.push({ from, to: spell.to, reasons: [spell.reason] });
    }
  }
  return pauses.map((pause) => (pause.to !== null && pause.to > until ? { ...pause, to: null } : pause));
}

/** The stretches in which the clock counted since its anchor; the last one has `to` null when it counts on after `until`. */
export function countedStretches(plan: ClockPlan, spells: readonly PauseSpell[], until: Date): Stretch[] {
  const stretches: Stretch[] = [];
  let from: Date | null = plan.anchorAt;
  for (const pause of pausesOf(plan, spells, until)) {
    if (from !== null && pause.from > from) stretches.push({ from, to: pause.from });
    from = pause.to;
  }
  if (from !== null) stretches.push({ from, to: null });
  return stretches;
}

const openBetween = (calendar: ClockCalendar, from: Date, to: Date): number =>
  to > from ? calendar.cumulative(to) - calendar.cumulative(from) : 0;

/** Milliseconds counted up to `until`. */
export function consumedMs(plan: ClockPlan, spells: readonly PauseSpell[], until: Date): number {
  return countedStretches(plan, spells, until).reduce(
    (sum, stretch) => sum + openBetween(plan.calendar, stretch.from, stretch.to ?? until),
    plan.carriedMs,
  );
}

/** Open milliseconds that fell into pauses up to `until`. */
export function pausedMs(plan: ClockPlan, spells: readonly PauseSpell[], until: Date): number {
  return pausesOf(plan, spells, until).reduce(
    (sum, pause) => sum + openBetween(plan.calendar, pause.from, pause.to ?? until),
    0,
  );
}

/**
 * The earliest instant at which the clock has counted this many milliseconds, given the pauses known at `knownAt` and no
 * others after it. Null when the clock stands still before it gets there, or its calendar never opens again.
 */
export function reachedAt(
  plan: ClockPlan,
  spells: readonly PauseSpell[],
  knownAt: Date,
  countedMs: number,
): Date | null {
  let before = plan.carriedMs;
  for (const stretch of countedStretches(plan, spells, knownAt)) {
    const after = stretch.to === null ? Infinity : before + openBetween(plan.calendar, stretch.from, stretch.to);
    if (after >= countedMs) {
      const at = plan.calendar.inverse(plan.calendar.cumulative(stretch.from) + countedMs - before);
      return at !== null && at < stretch.from ? stretch.from : at;
    }
    before = after;
  }
  return null;
}
