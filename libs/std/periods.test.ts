import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, periodDays, type Period } from './dates';
import { Decimal } from './decimal';
import { majorToMinor } from './money';
import {
  boundary,
  cycles,
  gapPeriod,
  hasFallenDue,
  periodAt,
  periodsBetween,
  prorate,
  prorationShare,
  type Anchor,
  type Cycle,
  type ProrationMethod,
} from './periods';
import { localDate } from './zone';

const on = (date: string): Anchor => ({ kind: 'day', date });
const boundaries = (anchor: Anchor, cycle: Cycle, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => boundary(anchor, cycle, from + index));
const invalidError = expect.objectContaining({ id: 'invalid' });

describe('boundaries (billing dates and periods)', () => {
  it('clamps 31 August and finds the 31st again', () => {
    expect(boundaries(on('2024-08-31'), 'monthly', 1, 7)).toEqual([
      '2024-09-30',
      '2024-10-31',
      '2024-11-30',
      '2024-12-31',
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
    ]);
  });

  it('puts 29 February on the 28th in common years', () => {
    expect(boundaries(on('2024-02-29'), 'annual', 0, 4)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it('keeps the last day of the month apart from the 28th', () => {
    const lastDay: Anchor = { kind: 'last_day', date: '2025-02-28' };
    expect(boundaries(lastDay, 'monthly', 0, 3)).toEqual(['2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31']);
    expect(boundaries(on('2025-02-28'), 'monthly', 0, 2)).toEqual(['2025-02-28', '2025-03-28', '2025-04-28']);
    expect(boundaries({ kind: 'last_day', date: '2025-02-10' }, 'annual', 0, 3).at(-1)).toBe('2028-02-29');
  });

  it('takes a day of the month that the month of the anchor lacks', () => {
    const anchor: Anchor = { kind: 'day', date: '2025-02-10', dayOfMonth: 30 };
    expect(boundaries(anchor, 'monthly', 0, 2)).toEqual(['2025-02-28', '2025-03-30', '2025-04-30']);
    expect(() => boundary({ ...anchor, dayOfMonth: 32 }, 'monthly', 1)).toThrow(invalidError);
    expect(() => boundary({ ...anchor, dayOfMonth: 0 }, 'monthly', 1)).toThrow(invalidError);
  });

  it('steps by quarters and half years', () => {
    expect(boundaries(on('2024-11-30'), 'quarterly', 0, 3)).toEqual([
      '2024-11-30',
      '2025-02-28',
      '2025-05-30',
      '2025-08-30',
    ]);
    expect(boundaries(on('2024-08-31'), 'half_yearly', 0, 2)).toEqual(['2024-08-31', '2025-02-28', '2025-08-31']);
  });

  it('counts weeks from a reference date, backwards too', () => {
    const reference: Anchor = { kind: 'reference', date: '2025-01-06' };
    expect(boundaries(reference, 'weekly', -1, 1)).toEqual(['2024-12-30', '2025-01-06', '2025-01-13']);
    expect(boundaries(reference, 'two_weekly', -1, 1)).toEqual(['2024-12-23', '2025-01-06', '2025-01-20']);
    expect(boundaries(reference, 'four_weekly', 0, 2)).toEqual(['2025-01-06', '2025-02-03', '2025-03-03']);
  });

  it('refuses a 2-weekly cycle without a reference date, and months with one', () => {
    expect(() => boundary(on('2025-01-06'), 'two_weekly', 1)).toThrow(invalidError);
    expect(() => periodAt(on('2025-01-06'), 'weekly', '2025-01-06')).toThrow(invalidError);
    expect(() => boundary({ kind: 'reference', date: '2025-01-06' }, 'monthly', 1)).toThrow(invalidError);
  });
});

describe('periods', () => {
  it('gives the day of a boundary to the period that begins there', () => {
    expect(periodAt(on('2024-08-31'), 'monthly', '2025-02-27')).toEqual({
      index: 5,
      start: '2025-01-31',
      end: '2025-02-28',
    });
    expect(periodAt(on('2024-08-31'), 'monthly', '2025-02-28')).toEqual({
      index: 6,
      start: '2025-02-28',
      end: '2025-03-31',
    });
    expect(periodAt(on('2024-08-31'), 'monthly', '2024-08-01')).toEqual({
      index: -1,
      start: '2024-07-31',
      end: '2024-08-31',
    });
  });

  it('lists the whole periods that a range meets', () => {
    const january = { start: '2025-01-15', end: '2025-03-01' };
    expect(periodsBetween(on('2025-01-01'), 'monthly', january).map(({ start }) => start)).toEqual([
      '2025-01-01',
      '2025-02-01',
    ]);
    expect(periodsBetween(on('2025-01-01'), 'monthly', { start: '2025-01-15', end: '2025-01-15' })).toEqual([]);
  });

  it('closes the gap to a moved anchor by one short or one long period', () => {
    expect(gapPeriod('2025-03-01', on('2025-01-15'), 'monthly', 'short')).toEqual({
      start: '2025-03-01',
      end: '2025-03-15',
    });
    expect(gapPeriod('2025-03-01', on('2025-01-15'), 'monthly', 'long')).toEqual({
      start: '2025-03-01',
      end: '2025-04-15',
    });
    expect(gapPeriod('2025-03-15', on('2025-01-15'), 'monthly', 'short')).toBeNull();
  });

  it('falls due at its end in arrears, and lead days before its start in advance', () => {
    const march = { start: '2025-03-01', end: '2025-04-01' };
    expect(hasFallenDue(march, 'arrears', '2025-03-31')).toBe(false);
    expect(hasFallenDue(march, 'arrears', '2025-04-01')).toBe(true);
    expect(hasFallenDue(march, 'advance', '2025-02-28')).toBe(false);
    expect(hasFallenDue(march, 'advance', '2025-03-01')).toBe(true);
    expect(hasFallenDue(march, 'advance', '2025-02-14', 14)).toBe(false);
    expect(hasFallenDue(march, 'advance', '2025-02-15', 14)).toBe(true);
  });

  it('takes the work date from the start of an entry in the zone of the client', () => {
    const workDate = localDate(new Date('2025-02-01T04:30:00Z'), 'America/New_York');
    expect(workDate).toBe('2025-01-31');
    expect(periodAt(on('2025-01-01'), 'monthly', workDate).start).toBe('2025-01-01');
  });

  const day = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') }).map(dateOfDayNumber);
  const terms = fc
    .record({
      cycle: fc.constantFrom(...cycles),
      date: day,
      last: fc.boolean(),
      dayOfMonth: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
    })
    .map(({ cycle, date, last, dayOfMonth }): { cycle: Cycle; anchor: Anchor } => {
      if (cycle.endsWith('weekly')) return { cycle, anchor: { kind: 'reference', date } };
      return { cycle, anchor: last ? { kind: 'last_day', date } : { kind: 'day', date, dayOfMonth } };
    });

  it('contains the date it was asked for, and no other period does', () => {
    fc.assert(
      fc.property(terms, day, ({ cycle, anchor }, date) => {
        const { index, start, end } = periodAt(anchor, cycle, date);
        expect(start <= date && date < end).toBe(true);
        expect(start).toBe(boundary(anchor, cycle, index));
        expect(end).toBe(boundary(anchor, cycle, index + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('covers a range without hole or overlap', () => {
    fc.assert(
      fc.property(terms, day, fc.integer({ min: 1, max: 1500 }), ({ cycle, anchor }, start, length) => {
        const end = addDays(start, length);
        const periods = periodsBetween(anchor, cycle, { start, end });
        expect((periods[0]?.start ?? end) <= start && (periods.at(-1)?.end ?? start) >= end).toBe(true);
        periods.slice(1).forEach((one, index) => expect(one.start).toBe(periods[index]?.end));
        periods.forEach((one) => expect(one.start < end && one.end > start).toBe(true));
      }),
    );
  });
});

describe('proration and change', () => {
  /** The price of a part of the monthly period that begins on the first, in cents. */
  function monthly(amount: Decimal, covered: Period, method: ProrationMethod = 'actual'): bigint {
    const enclosing = periodAt(on('2020-01-01'), 'monthly', covered.start);
    return prorate(amount, prorationShare(method, covered, enclosing, 'monthly'));
  }
  const usd = (amount: string) => majorToMinor(amount, 'USD');

  it('charges 847.00 from the 13th: 508.20 in a month of 30 days, 491.81 for the same 18 days of 31', () => {
    expect(monthly(usd('847.00'), { start: '2025-04-13', end: '2025-05-01' })).toBe(50820n);
    expect(monthly(usd('847.00'), { start: '2025-05-14', end: '2025-06-01' })).toBe(49181n);
  });

  it('encloses by the anchor even when the contract began inside', () => {
    const contract = { start: '2025-04-13', end: '2026-01-01' };
    const enclosing = periodAt(on('2025-04-01'), 'monthly', contract.start);
    expect(prorationShare('actual', contract, enclosing, 'monthly')).toEqual({ coveredDays: 18, wholeDays: 30 });
  });

  it('knows the real length of a year', () => {
    const days60 = (start: string) => {
      const enclosing = periodAt(on(start), 'annual', start);
      return prorate(usd('7300.00'), prorationShare('actual', { start, end: addDays(start, 60) }, enclosing, 'annual'));
    };
    expect(days60('2024-01-01')).toBe(119672n);
    expect(days60('2025-01-01')).toBe(120000n);
  });

  it('charges 12 days of February 338.80 by months of 30 days and 363.00 by actual days', () => {
    const covered = { start: '2025-02-17', end: '2025-03-01' };
    expect(monthly(usd('847.00'), covered, 'fixed_30')).toBe(33880n);
    expect(monthly(usd('847.00'), covered, 'actual')).toBe(36300n);
    expect(monthly(usd('847.00'), covered, 'none')).toBe(84700n);
  });

  it('multiplies first and rounds once: 40 x 12.55 x 17/30', () => {
    expect(monthly(usd('12.55').times(40), { start: '2025-04-14', end: '2025-05-01' })).toBe(28447n);
  });

  it('makes a negative line of five seats removed and a positive one of three added', () => {
    expect(monthly(usd('18.90').times(-5), { start: '2025-04-22', end: '2025-05-01' })).toBe(-2835n);
    expect(monthly(usd('18.90').times(3), { start: '2025-05-21', end: '2025-06-01' })).toBe(2012n);
  });

  it('gives the change day to the new state, and pays the last day of service', () => {
    const changeDay = '2025-04-16';
    const enclosing = periodAt(on('2025-04-01'), 'monthly', changeDay);
    const share = (start: string, end: string) =>
      prorationShare('actual', { start, end }, enclosing, 'monthly').coveredDays;
    expect([share('2025-04-01', changeDay), share(changeDay, '2025-05-01')]).toEqual([15, 15]);
    const lastDayOfService = '2025-04-20';
    expect(share('2025-04-01', addDays(lastDayOfService, 1))).toBe(20);
  });

  it('charges a whole period its price and no days nothing, by every method', () => {
    const february = { start: '2025-02-01', end: '2025-03-01' };
    const may = { start: '2025-05-01', end: '2025-06-01' };
    for (const method of ['actual', 'fixed_30', 'none'] as const) {
      expect(monthly(usd('847.00'), february, method)).toBe(84700n);
      expect(monthly(usd('847.00'), may, method)).toBe(84700n);
      const outside = prorationShare(method, { start: '2025-05-01', end: '2025-05-01' }, may, 'monthly');
      expect(prorate(usd('847.00'), outside)).toBe(0n);
    }
    expect(monthly(usd('847.00'), { start: '2025-05-01', end: '2025-05-31' }, 'fixed_30')).toBe(84700n);
    expect(
      prorationShare(
        'fixed_30',
        { start: '2025-01-01', end: '2025-01-11' },
        { start: '2025-01-01', end: '2025-04-01' },
        'quarterly',
      ),
    ).toEqual({ coveredDays: 10, wholeDays: 90 });
  });

  it('refuses months of 30 days for a cycle of weeks', () => {
    const week = { start: '2025-01-06', end: '2025-01-13' };
    expect(() => prorationShare('fixed_30', week, week, 'weekly')).toThrow(invalidError);
  });

  it('mirrors credits, and two parts of a period differ from its price by a minor unit at most', () => {
    const enclosing = { start: '2025-03-01', end: '2025-04-01' };
    const cut = fc.integer({ min: 0, max: periodDays(enclosing) }).map((days) => addDays(enclosing.start, days));
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), cut, (amount, change) => {
        const price = (start: string, end: string, value: bigint) =>
          prorate(value, prorationShare('actual', { start, end }, enclosing, 'monthly'));
        const old = price(enclosing.start, change, amount);
        const remaining = price(change, enclosing.end, amount);
        const miss = old + remaining - amount;
        expect(miss >= -1n && miss <= 1n).toBe(true);
        expect(price(change, enclosing.end, -amount)).toBe(-remaining);
      }),
    );
  });
});
