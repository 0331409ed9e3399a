import { percentMet, periodOf } from './compliance-period';

it('never rounds a breach away', () => {
  expect(percentMet({ met: 9999, breached: 1, unanswered: 0 })).toBe(99.9);
  expect(percentMet({ met: 0, breached: 0, unanswered: 3 })).toBeNull();
  expect(percentMet({ met: 2, breached: 1, unanswered: 0 })).toBe(66.6);
});

it('asks the same question for an hour', () => {
  const at = (text: string) => periodOf('week', new Date(text));
  expect(at('2026-03-10T10:01:00Z')).toEqual(at('2026-03-10T10:59:00Z'));
  expect(at('2026-03-10T10:01:00Z').until).toEqual(new Date('2026-03-10T11:00:00Z'));
});
