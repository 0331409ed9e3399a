import { localDate } from '@kelp/std';
import type { Clock, ClockState } from './clock';
import { countedStretches, type Pause } from './clock-plan';
import type { PolicyLevel } from './sla-fact';
import type { ClockName, SlaTarget } from './sla-policy';

/** Everything that answers "why is it due then?"; instants UTC, to be shown in `zone`. */
export interface ClockExplanation {
  clock: ClockName;
  state: ClockState;
  policyName: string;
  /** Which level of the ladder chose the policy. */
  level: PolicyLevel;
  priorityId: string;
  target: SlaTarget;
  targetMs: number;
  /** Zone of the opening hours; null when the target counts around the clock. */
  zone: string | null;
  countedFrom: Date;
  /** Time that a former target had counted and this one took over. */
  carriedMs: number;
  /** Every stretch of open time that counts, up to the due, the stop or now; their sum with `carriedMs` is `countedMs`. */
  counted: { from: Date; to: Date; milliseconds: number }[];
  countedMs: number;
  pauses: (Pause & { openMilliseconds: number })[];
  /** Closed days between the start and the end of the counting. */
  holidays: { date: string; name: string }[];
  dueAt: Date | null;
  stoppedAt: Date | null;
  breachedAt: Date | null;
  remainingMs: number;
}

/** Where the counting is shown up to: the due of a clock that has one, else its stop, else now. */
function explainedUntil(clock: Clock, now: Date): Date {
  return clock.stoppedAt ?? clock.dueAt ?? now;
}

function holidaysBetween(clock: Clock, from: Date, to: Date): { date: string; name: string }[] {
  const { schedule } = clock.plan.policy;
  if (clock.plan.target.alwaysOpen || schedule.alwaysOpen) return [];
  const first = localDate(from, schedule.timezone);
  const last = localDate(to, schedule.timezone);
  const years = Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 }, (_, index) =>
    String(Number(first.slice(0, 4)) + index).padStart(4, '0'),
  );
  return schedule.holidays
    .flatMap(({ date, name, recurring }) =>
      recurring ? years.map((year) => ({ date: `${year}${date.slice(4)}`, name })) : [{ date, name }],
    )
    .filter(({ date }) => first <= date && date <= last)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The account of a clock: what counted, what did not and why (product rule: each counted interval is listed). */
export function explainClock(clock: Clock, now: Date): ClockExplanation {
  const { plan } = clock;
  const until = explainedUntil(clock, now);
  const spells = clock.pauses.flatMap((pause) => pause.reasons.map((reason) => ({ ...pause, reason })));
  const counted = countedStretches(plan, spells, until).flatMap((stretch) =>
    plan.calendar.segments(stretch.from, stretch.to ?? until).map(({ openAt, closeAt }) => ({
      from: openAt,
      to: closeAt,
      milliseconds: closeAt.getTime() - openAt.getTime(),
    })),
  );
  return {
    clock: clock.clock,
    state: clock.state,
    policyName: plan.policy.name,
    level: clock.level,
    priorityId: clock.priorityId,
    target: plan.target,
    targetMs: plan.targetMs,
    zone: plan.target.alwaysOpen ? null : plan.policy.schedule.timezone,
    countedFrom: plan.anchorAt,
    carriedMs: plan.carriedMs,
    counted,
    countedMs: counted.reduce((sum, { milliseconds }) => sum + milliseconds, plan.carriedMs),
    pauses: clock.pauses.map((pause) => ({
      ...pause,
      openMilliseconds:
        plan.calendar.cumulative(pause.to ?? clock.stoppedAt ?? now) - plan.calendar.cumulative(pause.from),
    })),
    holidays: holidaysBetween(clock, plan.anchorAt, until),
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    breachedAt: clock.breachedAt,
    remainingMs: clock.remainingMs,
  };
}
