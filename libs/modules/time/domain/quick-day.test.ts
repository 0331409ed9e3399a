import fc from 'fast-check';
import { addDays, daysBetween, weekday, weekdays } from '@kelp/std';
import { dateOfQuickDay } from './quick-day';

// A Wednesday.
const today = '2026-03-11';

it.each([
  [{ kind: 'days_ago', days: 0 }, '2026-03-11'],
  [{ kind: 'days_ago', days: 1 }, '2026-03-10'],
  [{ kind: 'weekday', weekday: 2 }, '2026-03-11'],
  [{ kind: 'weekday', weekday: 1 }, '2026-03-10'],
  [{ kind: 'weekday', weekday: 3 }, '2026-03-05'],
  [{ kind: 'date', date: '2026-02-28' }, '2026-02-28'],
] as const)('%j is %s', (day, date) => {
  expect(dateOfQuickDay(day, today)).toBe(date);
});

it('refuses a day that is still to come', () => {
  expect(() => dateOfQuickDay({ kind: 'date', date: '2026-03-12' }, today)).toThrow(/after the work/);
});

it('takes a weekday from the last seven days, whatever day it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 20_000 }), (wanted, shift) => {
      const now = addDays('2000-01-01', shift);
      const date = dateOfQuickDay({ kind: 'weekday', weekday: wanted }, now);
      expect(weekday(date)).toBe(weekdays[wanted]);
      expect(daysBetween(date, now)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(date, now)).toBeLessThan(7);
    }),
  );
});
