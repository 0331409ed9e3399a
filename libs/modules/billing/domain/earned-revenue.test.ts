import fc from 'fast-check';
import { addDays } from '@kelp/std';
import { earnedBefore } from './earned-revenue';

const year = { amount: 120_000n, serviceFrom: '2026-01-01', serviceTo: '2027-01-01' };

it('earns by days, rounded cumulatively', () => {
  expect(earnedBefore(year, '2026-01-01')).toBe(0n);
  expect(earnedBefore(year, '2026-02-01')).toBe(10_192n);
  expect(earnedBefore(year, '2026-03-01')).toBe(19_397n);
  expect(earnedBefore(year, '2027-01-01')).toBe(120_000n);
  expect(earnedBefore(year, '2031-01-01')).toBe(120_000n);
});

it('mirrors a reduction', () => {
  expect(earnedBefore({ ...year, amount: -120_000n }, '2026-02-01')).toBe(-10_192n);
});

it('posts parts that add up to the whole, whatever the days on which they are posted', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 12n), 10n ** 12n),
      fc.integer({ min: 1, max: 800 }),
      fc.array(fc.integer({ min: -50, max: 900 }), { maxLength: 30 }),
      (amount, days, steps) => {
        const one = { amount, serviceFrom: '2026-03-15', serviceTo: addDays('2026-03-15', days) };
        let posted = 0n;
        for (const step of [...steps].sort((a, b) => a - b))
          posted += earnedBefore(one, addDays('2026-03-15', step)) - posted;
        posted += earnedBefore(one, addDays('2026-03-15', days)) - posted;
        expect(posted).toBe(amount);
      },
    ),
  );
});
