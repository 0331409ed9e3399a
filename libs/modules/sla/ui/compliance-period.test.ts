import { percentMet } from './compliance-period';

it('never rounds a breach away', () => {
  expect(percentMet({ met: 9999, breached: 1, unanswered: 0 })).toBe(99.9);
  expect(percentMet({ met: 0, breached: 0, unanswered: 3 })).toBeNull();
  expect(percentMet({ met: 2, breached: 1, unanswered: 0 })).toBe(66.6);
});
