import fc from 'fast-check';
import { channels, factsOf, offers, subtypeNames } from './subtypes';
import { wayOf, waysOf, type Choice, type Rule } from './ways';

const off = (name: string): Rule => ({ name, channel: 'all', mode: 'off' });

it.each([
  ['as shipped', [], [], true, 'program'],
  ['a group that is off silences its kinds', [off('ticket')], [{ isOn: true }], false, 'workspace'],
  ['another group', [off('sla')], [], true, 'program'],
  ['a person’s choice', [], [{ isOn: false }], false, 'person'],
  ['a lock outvotes the person', [{ mode: 'locked' }], [{ isOn: false }], true, 'workspace'],
  ['never', [{ mode: 'off' }], [{ isOn: true }], false, 'workspace'],
  ['off until the person turns it on', [{ mode: 'off_by_default' }], [], false, 'workspace'],
  ['turned on', [{ mode: 'off_by_default' }], [{ isOn: true }], true, 'person'],
])('%s', (_what, rules, choices, isOn, decidedBy) => {
  const about = { name: 'ticket.assigned', subtype: 'ticket.assigned', channel: 'email' };
  const way = wayOf(
    'ticket.assigned',
    'email',
    rules.map((rule) => ({ ...about, ...rule }) as Rule),
    choices.map((choice) => ({ ...about, ...choice }) as Choice),
  );
  expect(way).toMatchObject({ isOn, decidedBy });
});

it('always tells what is about the safety of an account, and offers only the ways of a kind, whatever is decided', () => {
  const mode = fc.constantFrom('on' as const, 'off' as const, 'off_by_default' as const, 'locked' as const);
  const name = fc.constantFrom(...subtypeNames, ...(['ticket', 'security', 'sla', 'time', 'invoice'] as const));
  const rule = fc.record({ name, channel: fc.constantFrom(...channels, 'all' as const), mode });
  const choice = fc.record({
    subtype: fc.constantFrom(...subtypeNames),
    channel: fc.constantFrom(...channels),
    isOn: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(rule), fc.array(choice), (rules, choices) => {
      for (const subtype of subtypeNames) {
        const ways = waysOf(subtype, rules, choices);
        expect(ways.every(({ channel }) => offers(subtype, channel))).toBe(true);
        if (factsOf(subtype).isLocked) expect(ways.every(({ isOn, mayChoose }) => isOn && !mayChoose)).toBe(true);
      }
    }),
  );
});
