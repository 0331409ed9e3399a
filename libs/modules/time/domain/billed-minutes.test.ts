import { roundQuotient } from '@kelp/std';
import fc from 'fast-check';
import { billedMinutes, billedMinutesByEntry, clockText, exactMinutes, type RoundingScope } from './billed-minutes';

const amount = (minutes: number, centsPerHour: string) => roundQuotient(BigInt(minutes) * BigInt(centsPerHour), 60n);

describe('billedMinutes', () => {
  it('bills nothing for nothing, whatever the minimum', () => {
    expect(billedMinutes(0, { minimumMinutes: 15, incrementMinutes: 15 })).toBe(0);
  });

  it('takes the minimum, then the next multiple: 7 minutes become 18, at 135.00 that is 40.50', () => {
    const minutes = billedMinutes(7, { minimumMinutes: 15, incrementMinutes: 6 });
    expect(minutes).toBe(18);
    expect(amount(minutes, '13500')).toBe(4050n);
  });

  it('rounds 22 minutes to 24, which are 54.00', () => {
    const minutes = billedMinutes(22, { minimumMinutes: 0, incrementMinutes: 6 });
    expect(minutes).toBe(24);
    expect(amount(minutes, '13500')).toBe(5400n);
  });

  it('bills 2:10 as 2:15', () => {
    expect(clockText(billedMinutes(130, { minimumMinutes: 15, incrementMinutes: 15 }))).toBe('2:15');
  });

  it('leaves exact multiples and exact terms alone', () => {
    expect(billedMinutes(30, { minimumMinutes: 15, incrementMinutes: 15 })).toBe(30);
    expect(billedMinutes(7, exactMinutes)).toBe(7);
  });

  it('refuses fractions, negatives and an increment of nothing', () => {
    expect(() => billedMinutes(-1, exactMinutes)).toThrow(RangeError);
    expect(() => billedMinutes(1.5, exactMinutes)).toThrow(RangeError);
    expect(() => billedMinutes(1, { minimumMinutes: 0, incrementMinutes: 0 })).toThrow(RangeError);
  });

  it('never bills less than was worked, and less than one increment more than worked or the minimum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(240),
        fc.integer({ min: 1, max: 120 }),
        (worked, min, step) => {
          const billed = billedMinutes(worked, { minimumMinutes: min, incrementMinutes: step });
          expect(billed).toBeGreaterThanOrEqual(Math.max(worked, min));
          expect(billed).toBeLessThan(Math.max(worked, min) + step);
          expect(billed % step).toBe(0);
        },
      ),
    );
  });
});

describe('billedMinutesByEntry', () => {
  const entry = (id: string, billableMinutes: number, ticketId: string | null = 't1', workDate = '2026-07-01') => ({
    id,
    billableMinutes,
    ticketId,
    workDate,
  });
  const terms = (scope: RoundingScope) => ({ minimumMinutes: 15, incrementMinutes: 15, scope });
  const entries = [
    entry('a', 5),
    entry('b', 5),
    entry('c', 5, 't1', '2026-07-02'),
    entry('d', 5, null),
    entry('e', 5, null),
  ];

  it('rounds each entry by default', () => {
    expect([...billedMinutesByEntry(entries, terms('entry')).values()]).toEqual([15, 15, 15, 15, 15]);
  });

  it('rounds a ticket and day once; work without a ticket stays alone', () => {
    expect([...billedMinutesByEntry(entries, terms('ticket_day'))]).toEqual([
      ['a', 8],
      ['b', 7],
      ['c', 15],
      ['d', 15],
      ['e', 15],
    ]);
  });

  it('rounds the whole line once', () => {
    expect([...billedMinutesByEntry(entries, terms('line')).values()].reduce((sum, minutes) => sum + minutes, 0)).toBe(
      30,
    );
  });

  it('shares what is billed, and nothing to entries without billable minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 20 }), (minutes) => {
        const rows = minutes.map((worked, index) => entry(String(index), worked));
        const shares = billedMinutesByEntry(rows, terms('line'));
        const worked = minutes.reduce((sum, one) => sum + one, 0);
        expect([...shares.values()].reduce((sum, one) => sum + one, 0)).toBe(billedMinutes(worked, terms('line')));
        for (const row of rows) if (row.billableMinutes === 0) expect(shares.get(row.id)).toBe(0);
      }),
    );
  });
});
