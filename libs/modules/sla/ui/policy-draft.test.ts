import { changesOf, draftOf, newRule, withTarget, type Target } from './policy-draft';
import type { Policy } from './sla-settings-queries';

const target: Target = { priorityId: 'p', clock: 'response', amount: 30, unit: 'minutes', isAlwaysOpen: false };
const policy: Policy = {
  ...draftOf(null, 'c'),
  id: 'a',
  name: 'Gold',
  isDefault: false,
  calendarName: 'Weekdays',
  version: 3,
  targets: [{ ...target, priorityName: 'Urgent' }],
  rules: [
    { kind: 'notify', percent: 75 },
    { kind: 'notify', percent: null },
    { kind: 'escalate', percent: 120, level: 4 },
  ],
  clients: [],
  boards: [],
};

it('sends nothing that was not touched, so that no clock is counted anew for a new name', () => {
  const draft = draftOf(policy, 'other');
  expect(changesOf(policy, draft)).toEqual({});
  expect(changesOf(policy, { ...draft, name: 'Silver' })).toEqual({ name: 'Silver' });
  const rules = draft.rules.slice(1);
  expect(changesOf(policy, { ...draft, rules })).toEqual({ rules });
});

it('keeps one target per priority and clock, and none without an amount', () => {
  const changed = withTarget([target], { ...target, amount: 45 });
  expect(changed).toEqual([{ ...target, amount: 45 }]);
  expect(withTarget(changed, { ...target, clock: 'resolution' })).toHaveLength(2);
  expect(withTarget(changed, { ...target, amount: 0 })).toEqual([]);
});

it('starts with three levels of escalation that tell the manager, and warnings that tell the assignee', () => {
  const { rules } = draftOf(null, 'c');
  expect(rules.map(({ kind, percent, level }) => `${kind} ${percent} ${level ?? ''}`.trim())).toEqual([
    'notify 75',
    'notify 90',
    'notify 100',
    'escalate 70 1',
    'escalate 90 2',
    'escalate 110 3',
  ]);
  expect(newRule('escalate', 4)).toMatchObject({ level: 4, percent: null, recipients: { boardManager: true } });
  expect(newRule('notify', 4)).not.toHaveProperty('level');
});
