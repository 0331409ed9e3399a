import type { Clock } from '../clock';
import { currentClock, foldClocks } from '../fold-clocks';
import type { SlaFact, Targeting } from '../sla-fact';
import type { ClockName, SlaPolicy } from '../sla-policy';
import { aroundTheClock, defaultSlaSettings } from '../sla-policy';
import { deskSchedule } from './desk-model';
import type { Firing } from '../thresholds';

/** An instant of Friday 5 January 2024 from `HH:MM[:SS[.mmm]]`, or any UTC instant from a full text. */
export const at = (text: string): Date => new Date(text.includes('T') ? `${text}Z` : `2024-01-05T${text}Z`);

/** Response 60 and resolution 240 minutes on `normal`, 15 and 60 on `high`, nothing on `untargeted`, around the clock. */
export function policyOf(changes: Partial<SlaPolicy> = {}): SlaPolicy {
  const minutes = (amount: number) => ({ amount, unit: 'minutes' as const, alwaysOpen: false });
  return {
    id: 'gold',
    name: 'Gold',
    calendar: aroundTheClock,
    schedule: deskSchedule,
    targets: {
      normal: { response: minutes(60), resolution: minutes(240) },
      high: { response: minutes(15), resolution: minutes(60) },
      low: { response: minutes(480), resolution: minutes(1440) },
    },
    settings: defaultSlaSettings,
    rules: [],
    ...changes,
  };
}

export const targeting = (changes: Partial<Targeting> = {}): Targeting => ({
  policyId: 'gold',
  level: 'default',
  priorityId: 'normal',
  ...changes,
});

/** `[when, kind, data]` lines as facts; the id is the line's own text, so the same line twice is the same fact. */
export type Line = readonly [when: string, kind: SlaFact['kind'], data?: object];

export const factsOf = (lines: readonly Line[]): SlaFact[] =>
  lines.map(
    ([when, kind, data = {}]) =>
      ({ id: `${when} ${kind} ${JSON.stringify(data)}`, occurredAt: at(when), kind, data }) as SlaFact,
  );

export interface StoryOptions {
  now: string;
  policies?: SlaPolicy[];
  firings?: Firing[];
}

/** The clocks after these lines. */
export function clocksAfter(
  lines: readonly Line[],
  { now, policies = [policyOf()], firings = [] }: StoryOptions,
): Clock[] {
  const byId = Object.fromEntries(policies.map((policy) => [policy.id, policy]));
  return foldClocks({ facts: factsOf(lines), policies: byId, firings, now: at(now) });
}

/** The current clock of that name after these lines; throws when the ticket has none. */
export function clockAfter(name: ClockName, lines: readonly Line[], options: StoryOptions): Clock {
  const clock = currentClock(clocksAfter(lines, options), name);
  if (!clock) throw new Error(`The story has no ${name} clock.`);
  return clock;
}

export const minutesLeft = (clock: Clock): number => clock.remainingMs / 60_000;
