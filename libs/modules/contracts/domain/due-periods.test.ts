import fc from 'fast-check';
import { addDays, cycles, dateOfDayNumber, daysBetween, type Anchor, type Cycle } from '@kelp/std';
import { duePeriods, dueSlices, subtractPeriods, type LineSchedule } from './due-periods';

const monthly = (
  more: Partial<LineSchedule['contract']> = {},
  line: Partial<LineSchedule['line']> = {},
): LineSchedule => ({
  contract: {
    startsOn: '2026-01-01',
    endsOn: null,
    anchor: { kind: 'day', date: '2026-01-01' },
    cycle: 'monthly',
    leadDays: 0,
    ...more,
  },
  line: { startsOn: '2026-01-01', endsOn: null, timing: 'arrears', ...line },
});
const covered = (schedule: LineSchedule, cutOff: string) =>
  duePeriods(schedule, cutOff).map((due) => `${due.covered.start} ${due.covered.end}`);

it('arrears fall due on the day on which the period has ended, advance on its first day or the lead days before', () => {
  expect(covered(monthly(), '2026-01-31')).toEqual([]);
  expect(covered(monthly(), '2026-02-01')).toEqual(['2026-01-01 2026-02-01']);
  const advance = { timing: 'advance' } as const;
  expect(covered(monthly({}, advance), '2026-01-31')).toEqual(['2026-01-01 2026-02-01']);
  expect(covered(monthly({ leadDays: 10 }, advance), '2026-01-21')).toEqual(['2026-01-01 2026-02-01']);
  expect(covered(monthly({ leadDays: 10 }, advance), '2026-01-22')).toHaveLength(2);
  expect(covered(monthly({ leadDays: 10 }, advance), '2025-12-21')).toEqual([]);
});

it('an anchor on 31 August gives 30 Sep, 31 Oct, 30 Nov, 31 Dec, 31 Jan, 28 Feb, 31 Mar', () => {
  const schedule = monthly(
    { startsOn: '2025-08-31', anchor: { kind: 'day', date: '2025-08-31' } },
    { startsOn: '2025-08-31' },
  );
  expect(duePeriods(schedule, '2026-03-31').map(({ period }) => period.end)).toEqual([
    '2025-09-30',
    '2025-10-31',
    '2025-11-30',
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
  ]);
});

it('a yearly anchor on 29 February is 28 February in common years and 29 again in a leap year', () => {
  const schedule = monthly(
    { startsOn: '2024-02-29', anchor: { kind: 'day', date: '2024-02-29' }, cycle: 'annual' },
    { startsOn: '2024-02-29' },
  );
  expect(duePeriods(schedule, '2028-03-01').map(({ period }) => period.end)).toEqual([
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ]);
});

it('a contract that starts on a boundary bills nothing before; one that starts and ends on a day bills nothing', () => {
  expect(covered(monthly(), '2026-01-01')).toEqual([]);
  expect(covered(monthly({ endsOn: '2026-01-01' }), '2030-01-01')).toEqual([]);
  expect(covered(monthly({}, { startsOn: '2026-05-05', endsOn: '2026-05-05' }), '2030-01-01')).toEqual([]);
});

it('a line serves within its contract, partial periods fall due with the whole one', () => {
  const schedule = monthly({ endsOn: '2026-03-18' }, { startsOn: '2026-01-13' });
  expect(covered(schedule, '2026-03-31')).toEqual(['2026-01-13 2026-02-01', '2026-02-01 2026-03-01']);
  expect(covered(schedule, '2026-04-01').at(-1)).toBe('2026-03-01 2026-03-18');
});

it('a price change on the 15th splits the period; the change day belongs to the new price', () => {
  const terms = [
    { validFrom: '2026-01-01', validTo: '2026-02-15', price: '12000' },
    { validFrom: '2026-02-15', validTo: null, price: '13000' },
  ];
  const slices = dueSlices(monthly(), terms, 'actual', '2026-03-01', [{ start: '2026-01-01', end: '2026-02-01' }]);
  expect(slices).toEqual([
    {
      period: { start: '2026-02-01', end: '2026-03-01' },
      covered: { start: '2026-02-01', end: '2026-02-15' },
      terms: terms[0],
    },
    {
      period: { start: '2026-02-01', end: '2026-03-01' },
      covered: { start: '2026-02-15', end: '2026-03-01' },
      terms: terms[1],
    },
  ]);
});

it('a fee without proration is charged once by the terms of its first day, and not again when part of it is billed', () => {
  const terms = [
    { validFrom: '2026-01-01', validTo: '2026-01-15', price: '1' },
    { validFrom: '2026-01-15', validTo: null, price: '2' },
  ];
  expect(dueSlices(monthly(), terms, 'none', '2026-02-01').map((slice) => slice.terms.price)).toEqual(['1']);
  const billed = [{ start: '2026-01-01', end: '2026-01-10' }];
  expect(dueSlices(monthly(), terms, 'none', '2026-02-01', billed)).toEqual([]);
});

const day = fc.integer({ min: 10_000, max: 22_000 });
const weeks: Cycle[] = ['weekly', 'two_weekly', 'four_weekly'];
const schedules = fc
  .record({
    cycle: fc.constantFrom(...cycles),
    anchorDay: day,
    dayOfMonth: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
    isLastDay: fc.boolean(),
    start: day,
    length: fc.integer({ min: 0, max: 1500 }),
    lineStart: fc.integer({ min: -60, max: 400 }),
    lineLength: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    timing: fc.constantFrom('advance' as const, 'arrears' as const),
    leadDays: fc.integer({ min: 0, max: 60 }),
  })
  .map((draw): LineSchedule => {
    const date = dateOfDayNumber(draw.anchorDay);
    const anchor: Anchor = weeks.includes(draw.cycle)
      ? { kind: 'reference', date }
      : draw.isLastDay
        ? { kind: 'last_day', date }
        : { kind: 'day', date, ...(draw.dayOfMonth ? { dayOfMonth: draw.dayOfMonth } : {}) };
    const { cycle, timing, leadDays } = draw;
    const lineStart = draw.start + draw.lineStart;
    return {
      contract: {
        startsOn: dateOfDayNumber(draw.start),
        endsOn: dateOfDayNumber(draw.start + draw.length),
        anchor,
        cycle,
        leadDays,
      },
      line: {
        startsOn: dateOfDayNumber(lineStart),
        endsOn: draw.lineLength === null ? null : dateOfDayNumber(lineStart + draw.lineLength),
        timing,
      },
    };
  });

const later = (a: string, b: string) => (a > b ? a : b);
const longAfter = '2040-01-01';

it('in the end the union of all periods is the whole range that the line serves: no hole, no overlap', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const { contract, line } = schedule;
      const start = later(contract.startsOn, line.startsOn);
      const ends = [contract.endsOn ?? longAfter, line.endsOn ?? longAfter].sort()[0] ?? longAfter;
      const days = duePeriods(schedule, longAfter).map((due) => due.covered);
      if (start >= ends) return expect(days).toEqual([]);
      expect(days[0]?.start).toBe(start);
      expect(days.at(-1)?.end).toBe(ends);
      days.slice(1).forEach((next, index) => expect(next.start).toBe(days[index]?.end));
      return undefined;
    }),
  );
});

it('what is due grows with the cut-off and never changes, and nothing is due too early', () => {
  fc.assert(
    fc.property(
      schedules,
      fc.integer({ min: 0, max: 1600 }),
      fc.integer({ min: 0, max: 200 }),
      (schedule, days, more) => {
        const cutOff = addDays(schedule.contract.startsOn, days);
        const first = duePeriods(schedule, cutOff);
        expect(duePeriods(schedule, addDays(cutOff, more)).slice(0, first.length)).toEqual(first);
        const limit = schedule.line.timing === 'arrears' ? cutOff : addDays(cutOff, schedule.contract.leadDays);
        for (const { period } of first) {
          expect((schedule.line.timing === 'arrears' ? period.end : period.start) <= limit).toBe(true);
        }
      },
    ),
  );
});

it('billed and open slices together are every due day exactly once, whatever was billed before', () => {
  const changes = fc.array(fc.integer({ min: 1, max: 1200 }), { maxLength: 4 });
  fc.assert(
    fc.property(schedules, changes, fc.integer({ min: 0, max: 1600 }), (schedule, offsets, billedDays) => {
      const first = schedule.line.startsOn;
      const dates = [...new Set([0, ...offsets])].sort((a, b) => a - b).map((offset) => addDays(first, offset));
      const terms = dates.map((validFrom, index) => ({ validFrom, validTo: dates[index + 1] ?? null }));
      const billed = [{ start: '1990-01-01', end: addDays(schedule.contract.startsOn, billedDays) }];
      const due = duePeriods(schedule, longAfter);
      const open = dueSlices(schedule, terms, 'actual', longAfter, billed);
      const length = (periods: { start: string; end: string }[]) =>
        periods.reduce((sum, { start, end }) => sum + daysBetween(start, end), 0);
      const stillOpen = due.flatMap((one) => subtractPeriods(one.covered, billed));
      expect(length(open.map((slice) => slice.covered))).toBe(length(stillOpen));
      const ordered = open.map((slice) => slice.covered);
      ordered.slice(1).forEach((next, index) => expect(next.start >= (ordered[index]?.end ?? '')).toBe(true));
    }),
  );
});
