import fc from 'fast-check';
import { lateFee, type LateFeeRule, type Overdue } from './late-fee';

const rule: LateFeeRule = { percent: '1.5', fixed: [], graceDays: 5, capPercent: '10' };
const overdue: Overdue = { currency: 'USD', total: 50_000n, basis: 50_000n, daysOverdue: 14, charged: 0n };

it('is a percentage of what is overdue, rounded once', () => {
  expect(lateFee(rule, overdue)).toBe(750n);
  expect(lateFee(rule, { ...overdue, basis: 33n })).toBe(0n);
  expect(lateFee(rule, { ...overdue, basis: 100n })).toBe(2n);
});

it('is nothing within the days of grace, or when all of it is disputed', () => {
  expect(lateFee(rule, { ...overdue, daysOverdue: 5 })).toBe(0n);
  expect(lateFee(rule, { ...overdue, daysOverdue: 6 })).toBe(750n);
  expect(lateFee(rule, { ...overdue, basis: 0n })).toBe(0n);
});

it('is fixed by currency, and nothing in a currency without an amount', () => {
  const fixed = { ...rule, percent: null, fixed: [{ currency: 'USD', amount: '2500' }], capPercent: null };
  expect(lateFee(fixed, overdue)).toBe(2500n);
  expect(lateFee(fixed, { ...overdue, currency: 'EUR' })).toBe(0n);
});

it('ends at the cap', () => {
  expect(lateFee(rule, { ...overdue, charged: 4_500n })).toBe(500n);
  expect(lateFee(rule, { ...overdue, charged: 5_000n })).toBe(0n);
});

it('is never below zero, and all fees together never more than the cap', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 12n),
      fc.array(fc.bigInt(-(10n ** 12n), 10n ** 12n), { maxLength: 12 }),
      fc.integer({ min: 1, max: 1000 }),
      (total, bases, percent) => {
        const one = { ...rule, percent: `${percent / 40}`.slice(0, 6) };
        let charged = 0n;
        for (const basis of bases) {
          const fee = lateFee(one, { ...overdue, total, basis, charged });
          expect(fee >= 0n).toBe(true);
          charged += fee;
        }
        expect(charged * 10n <= total + 5n).toBe(true);
      },
    ),
  );
});
