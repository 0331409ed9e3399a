import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, periodDays } from '@kelp/std';
import { missingPeriods, periodOf, periodsFrom, type PeriodRule } from './time-periods';

const rule = (part: Partial<PeriodRule>): PeriodRule => ({
  ...{ kind: 'week', firstWeekday: 0, anchorOn: '2026-01-05', firstDay: 1 },
  ...part,
});

it('cuts weeks, pairs of weeks, halves and months', () => {
  expect(periodOf(rule({}), '2026-03-11')).toEqual({ start: '2026-03-09', end: '2026-03-16' });
  expect(periodOf(rule({ firstWeekday: 6 }), '2026-03-11')).toEqual({ start: '2026-03-08', end: '2026-03-15' });
  expect(periodOf(rule({ kind: 'two_weeks' }), '2026-01-19')).toEqual({ start: '2026-01-19', end: '2026-02-02' });
  expect(periodOf(rule({ kind: 'two_weeks' }), '2026-01-04')).toEqual({ start: '2025-12-22', end: '2026-01-05' });
  expect(periodOf(rule({ kind: 'half_month' }), '2026-02-15')).toEqual({ start: '2026-02-01', end: '2026-02-16' });
  expect(periodOf(rule({ kind: 'half_month' }), '2026-02-16')).toEqual({ start: '2026-02-16', end: '2026-03-01' });
  expect(periodOf(rule({ kind: 'month' }), '2024-02-29')).toEqual({ start: '2024-02-01', end: '2024-03-01' });
  expect(periodOf(rule({ kind: 'month', firstDay: 26 }), '2026-03-11')).toEqual({
    start: '2026-02-26',
    end: '2026-03-26',
  });
  expect(periodOf(rule({ kind: 'month', firstDay: 26 }), '2026-12-26')).toEqual({
    start: '2026-12-26',
    end: '2027-01-26',
  });
});

it('writes three ahead once, and bridges a rule that changed in the middle without overlap', () => {
  const weeks = missingPeriods(rule({}), '2026-03-11', 3, []);
  expect(weeks.map(({ start }) => start)).toEqual(['2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30']);
  expect(missingPeriods(rule({}), '2026-03-11', 3, weeks)).toEqual([]);
  expect(missingPeriods(rule({ kind: 'month' }), '2026-03-11', 1, weeks.slice(0, 1))).toEqual([
    { start: '2026-03-01', end: '2026-03-09' },
    { start: '2026-03-16', end: '2026-04-01' },
    { start: '2026-04-01', end: '2026-05-01' },
  ]);
});

const rules = fc.record<PeriodRule>({
  kind: fc.constantFrom('week', 'two_weeks', 'half_month', 'month'),
  firstWeekday: fc.integer({ min: 0, max: 6 }),
  anchorOn: fc.integer({ min: 19_000, max: 21_000 }).map(dateOfDayNumber),
  firstDay: fc.integer({ min: 1, max: 28 }),
});
const dates = fc.integer({ min: 18_000, max: 24_000 }).map(dateOfDayNumber);

it('gives every day to exactly one period, and periods touch', () => {
  fc.assert(
    fc.property(rules, dates, (one, date) => {
      const period = periodOf(one, date);
      expect(period.start <= date && date < period.end).toBe(true);
      expect(periodOf(one, period.start)).toEqual(period);
      expect(periodOf(one, addDays(period.end, -1))).toEqual(period);
      expect(periodOf(one, period.end).start).toBe(period.end);
      expect(periodDays(period)).toBeLessThanOrEqual(31);
    }),
  );
});

it('covers every day that is asked for, whatever existed before, and nothing twice', () => {
  fc.assert(
    fc.property(rules, rules, dates, fc.integer({ min: 0, max: 40 }), (before, after, date, later) => {
      const existing = periodsFrom(before, date, 2);
      const on = addDays(date, later);
      const all = [...existing, ...missingPeriods(after, on, 3, existing)].sort((a, b) => (a.start < b.start ? -1 : 1));
      all.slice(1).forEach((period, at) => expect(period.start >= (all[at]?.end ?? '')).toBe(true));
      const until = periodsFrom(after, on, 3).at(-1)?.end ?? on;
      for (let day = dayNumber(on); day < dayNumber(until); day += 1) {
        const here = dateOfDayNumber(day);
        expect(all.filter(({ start, end }) => start <= here && here < end)).toHaveLength(1);
      }
    }),
  );
});
