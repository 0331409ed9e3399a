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
  rules: Rule[];
  settings: Input['settings'];
}

/** A rule as it starts: warnings tell the assignee, escalations the board's manager. */
export const newRule = (kind: Rule['kind'], level: number, percent: number | null = null) => ({
  kind,
  percent,
  ...(kind === 'escalate' ? { level } : {}),
  recipients: { assignee: kind === 'notify', team: false, boardManager: kind === 'escalate', userIds: [] as string[] },
  channels: ['in_app' as const, 'email' as const],
  respectsHours: false,
});

const startingRules = (): Rule[] => [
  ...[75, 90, 100].map((percent) => newRule('notify', 0, percent)),
  ...[70, 90, 110].map((percent, at) => newRule('escalate', at + 1, percent)),
];

/** The draft of a policy that exists, or of a new one that counts by this calendar. */
export function draftOf(policy: Policy | null, calendarId: string): PolicyDraft {
  if (policy) {
    return {
      name: policy.name,
      calendarId: policy.calendarId,
      targets: policy.targets.map(({ priorityName: _, ...target }) => target),
      rules: policy.rules,
      settings: policy.settings,
    };
  }
  return {
    name: '',
    calendarId,
    targets: [],
    rules: startingRules(),
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
    ...(differs('rules') ? { rules: draft.rules } : {}),
    ...(differs('settings') ? { settings: draft.settings } : {}),
  };
}
