import { mergeTargeting, readEdition, editionOf, type StoredFact } from './merge-targeting';

const fact = (minute: number, kind: StoredFact['kind'], data: Record<string, unknown>): StoredFact => ({
  id: `${kind}-${minute}`,
  kind,
  occurredAt: new Date(Date.UTC(2024, 0, 5, 10, minute)),
  data,
});
const created = fact(0, 'created', { policyId: 'gold', revision: 1, level: 'client', priorityId: 'high' });
const priority = fact(10, 'retargeted', { priorityId: 'low' });
const client = fact(20, 'retargeted', { policyId: 'silver', revision: 3, level: 'board' });

it('fills each retarget up with what held before it, whatever the order of arrival', () => {
  const expected = [
    { policyId: 'gold:1', level: 'client', priorityId: 'high' },
    { policyId: 'gold:1', level: 'client', priorityId: 'low' },
    { policyId: 'silver:3', level: 'board', priorityId: 'low' },
  ];
  for (const order of [
    [created, priority, client],
    [client, priority, created],
    [priority, client, created, client],
  ]) {
    const { facts, targeting } = mergeTargeting(order);
    expect(facts.map(({ data }) => data)).toEqual(expected);
    expect(targeting).toEqual({ policyId: 'silver', revision: 3, level: 'board', priorityId: 'low' });
  }
});

it('knows nothing before the creation', () => {
  expect(mergeTargeting([priority])).toEqual({ facts: [], targeting: null });
});

it('keeps "no SLA" as such', () => {
  const none = fact(30, 'retargeted', { policyId: null, revision: null, level: 'none' });
  expect(mergeTargeting([created, none]).facts.at(-1)?.data).toEqual({
    policyId: null,
    level: 'none',
    priorityId: 'high',
  });
});

it('names an edition so that it can be read back', () => {
  expect(readEdition(editionOf('0190-a', 7))).toEqual({ policyId: '0190-a', revision: 7 });
});
