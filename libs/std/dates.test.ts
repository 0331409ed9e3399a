import fc from 'fast-check';
import {
  addDays,
  addMonthsClamped,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  formatLocalDate,
  intersectPeriod,
  isLocalDate,
  periodDays,
  rangeContains,
  rangesOverlap,
  weekday,
} from './dates';

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') });
const anyDate = anyDay.map(dateOfDayNumber);

describe('local dates', () => {
  it.each(['2024-02-29', '0001-01-01', '9999-12-31', '2000-02-29', '1970-01-01'])('%s is a date', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0000-01-01',
    '2024-1-1',
  ])('%s is not', (text) => expect(isLocalDate(text)).toBe(false));

  it.each(['', '20240101', '2024-01-01T00:00:00Z', ' 2024-01-01', '2024-01-01\n', '+02024-01-01'])(
    'nor is %p',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
    },
  );

  it('counts days over leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2025-01-01', '2024-12-31')).toBe(-1);
  });

  it('refuses to leave the years it can write', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addMonthsClamped('9999-12-31', 1)).toThrow(RangeError);
  });

  it('clamps the day to the month, counted from the anchor', () => {
    expect(addMonthsClamped('2024-08-31', 1)).toBe('2024-09-30');
    expect(addMonthsClamped('2024-08-31', 6)).toBe('2025-02-28');
    expect(addMonthsClamped('2024-08-31', 7)).toBe('2025-03-31');
    expect(addMonthsClamped('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonthsClamped('2024-02-29', 48)).toBe('2028-02-29');
    expect(addMonthsClamped('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonthsClamped('2025-02-28', 1, 31)).toBe('2025-03-31');
  });

  it('knows weekdays', () => {
    expect(weekday('1970-01-01')).toBe('thu');
    expect(weekday('2024-02-29')).toBe('thu');
    expect(weekday('1969-12-28')).toBe('sun');
  });

  it('agrees with the calendar of the runtime on every day', () => {
    const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        const runtime = new Date(`${date}T00:00:00Z`);
        expect(weekday(date)).toBe(names[runtime.getUTCDay()]);
        runtime.setUTCDate(runtime.getUTCDate() + days);
        fc.pre(runtime.getUTCFullYear() >= 1 && runtime.getUTCFullYear() <= 9999);
        const moved = addDays(date, days);
        expect(moved).toBe(runtime.toISOString().slice(0, 10));
        expect(daysBetween(date, moved)).toBe(days);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
      }),
    );
  });

  it('adds months to the day of the anchor, or to the last one of a shorter month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (anchor, months) => {
        const index = Number(anchor.slice(0, 4)) * 12 + Number(anchor.slice(5, 7)) - 1 + months;
        fc.pre(index >= 12 && index < 9999 * 12);
        const result = addMonthsClamped(anchor, months);
        expect(Number(result.slice(0, 4)) * 12 + Number(result.slice(5, 7)) - 1).toBe(index);
        const missed = Number(anchor.slice(8)) - Number(result.slice(8));
        expect(missed === 0 || (missed > 0 && addDays(result, 1).endsWith('-01'))).toBe(true);
      }),
    );
  });
});

describe('half-open ranges', () => {
  const january = { start: '2025-01-01', end: '2025-02-01' };

  it('contains its start and not its end', () => {
    expect(rangeContains(january, '2025-01-01')).toBe(true);
    expect(rangeContains(january, '2025-01-31')).toBe(true);
    expect(rangeContains(january, '2025-02-01')).toBe(false);
    expect(rangeContains({ start: '2025-01-01', end: null }, '9000-01-01')).toBe(true);
  });

  it('measures, meets and intersects', () => {
    expect(periodDays(january)).toBe(31);
    expect(intersectPeriod(january, { start: '2025-01-20', end: null })).toEqual({
      start: '2025-01-20',
      end: '2025-02-01',
    });
    expect(intersectPeriod(january, { start: '2025-02-01', end: null })).toBeNull();
    expect(rangesOverlap(january, { start: '2025-02-01', end: null })).toBe(false);
    expect(rangesOverlap(january, { start: '2024-01-01', end: null })).toBe(true);
    expect(rangesOverlap(january, { start: '2025-01-10', end: '2025-01-10' })).toBe(false);
  });

  it('agrees with a count of days', () => {
    const day = fc.integer({ min: 0, max: 40 }).map((offset) => addDays('2024-02-10', offset));
    fc.assert(
      fc.property(day, day, day, fc.option(day), (aStart, aEnd, bStart, bEnd) => {
        const a = { start: aStart, end: aEnd };
        const b = { start: bStart, end: bEnd };
        const both = Array.from({ length: 60 }, (_, index) => addDays('2024-02-01', index)).filter(
          (date) => rangeContains(a, date) && rangeContains(b, date),
        );
        const met = intersectPeriod(a, b);
        expect(met ? periodDays(met) : 0).toBe(both.length);
        expect(rangesOverlap(a, b)).toBe(both.length > 0);
      }),
    );
  });
});

describe('formatLocalDate', () => {
  it('writes the date of the locale', () => {
    expect(formatLocalDate('2025-01-31', 'en-US', 'medium')).toBe('Jan 31, 2025');
    expect(formatLocalDate('2025-01-31', 'de-DE', 'short')).toBe('31.01.25');
    expect(formatLocalDate('2025-01-31', 'en-US', 'full')).toBe('Friday, January 31, 2025');
  });
});
