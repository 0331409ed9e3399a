import type { z } from '@kelp/kernel/contract';
import type { createSlaPolicy } from '../contract';
import type { Policy } from './sla-settings-queries';

type Input = z.output<typeof createSlaPolicy.input>;
export type Target = Input['targets'][number];
export type Rule = Input['rules'][number];
export type Unit = Target['unit'];
export type Clock = Target['clock'];

/** A policy while it is written; a target without an amount is no promise. */
export interface PolicyDraft {
  name: string;
  calendarId: string;
  targets: Target[];
  warnAt: number[];
  escalateAt: number[];
  settings: Input['settings'];
}

const shippedWarnings = [75, 90, 100];

const percentsOf = (rules: readonly Rule[], kind: Rule['kind']): number[] =>
  rules.flatMap((rule) => (rule.kind === kind && rule.percent !== null ? [rule.percent] : [])).sort((a, b) => a - b);

/** The draft of a policy that exists, or of a new one that counts by this calendar. */
export function draftOf(policy: Policy | null, calendarId: string): PolicyDraft {
  if (policy) {
    return {
      name: policy.name,
      calendarId: policy.calendarId,
      targets: policy.targets.map(({ priorityName: _, ...target }) => target),
      warnAt: percentsOf(policy.rules, 'notify'),
      escalateAt: percentsOf(policy.rules, 'escalate'),
      settings: policy.settings,
    };
  }
  return {
    name: '',
    calendarId,
    targets: [],
    warnAt: shippedWarnings,
    escalateAt: [],
    settings: {
      retargetMode: 'from_start',
      reopenMode: 'resume',
      pausing: {
        status: { response: true, resolution: true },
        awaiting_client: { response: false, resolution: false },
      },
      closeCountsAsResponse: false,
      afterOutage: 'highest',
      rearms: false,
      dueAtDayEnd: 'closing',
      imported: 'from_creation',
    },
  };
}

/** Puts a target in, or takes it away when the amount is 0. */
export function withTarget(targets: readonly Target[], target: Target): Target[] {
  const others = targets.filter(({ priorityId, clock }) => priorityId !== target.priorityId || clock !== target.clock);
  return target.amount > 0 ? [...others, target] : others;
}

/** The percentages among these words, each once, ascending; anything else is left out. */
export function percentsFrom(words: readonly string[]): number[] {
  const numbers = words.map((word) => Number(word.replace('%', '').trim()));
  const sound = numbers.filter((number) => Number.isInteger(number) && number >= 1 && number <= 1000);
  return [...new Set(sound)].sort((a, b) => a - b);
}

/** Warnings, and escalations whose levels count up with the percentage. */
export const rulesOf = ({ warnAt, escalateAt }: Pick<PolicyDraft, 'warnAt' | 'escalateAt'>): Rule[] => [
  ...warnAt.map((percent): Rule => ({ kind: 'notify', percent })),
  ...escalateAt.map((percent, at): Rule => ({ kind: 'escalate', percent, level: at + 1 })),
];

/**
 * What differs from the policy as it was read. Promises that are not touched are not sent: sending them would be a new revision
 * and would count open tickets anew for nothing.
 */
export function changesOf(policy: Policy, draft: PolicyDraft): Partial<Input> {
  const before = draftOf(policy, policy.calendarId);
  const differs = (key: keyof PolicyDraft) => JSON.stringify(before[key]) !== JSON.stringify(draft[key]);
  return {
    ...(differs('name') ? { name: draft.name } : {}),
    ...(differs('calendarId') ? { calendarId: draft.calendarId } : {}),
    ...(differs('targets') ? { targets: draft.targets } : {}),
    ...(differs('warnAt') || differs('escalateAt') ? { rules: rulesOf(draft) } : {}),
    ...(differs('settings') ? { settings: draft.settings } : {}),
  };
}
