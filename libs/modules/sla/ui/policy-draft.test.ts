import { changesOf, draftOf, percentsFrom, rulesOf, withTarget, type Target } from './policy-draft';
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
  expect(changesOf(policy, { ...draft, warnAt: [50] })).toEqual({
    rules: [
      { kind: 'notify', percent: 50 },
      { kind: 'escalate', percent: 120, level: 1 },
    ],
  });
});

it('keeps one target per priority and clock, and none without an amount', () => {
  const changed = withTarget([target], { ...target, amount: 45 });
  expect(changed).toEqual([{ ...target, amount: 45 }]);
  expect(withTarget(changed, { ...target, clock: 'resolution' })).toHaveLength(2);
  expect(withTarget(changed, { ...target, amount: 0 })).toEqual([]);
});

it('reads percentages, each once and ascending', () => {
  expect(percentsFrom(['90', '75 %', '90', 'soon', '0', '2.5', '1001'])).toEqual([75, 90]);
  expect(rulesOf({ warnAt: [], escalateAt: [100, 150] }).map(({ level }) => level)).toEqual([1, 2]);
});
