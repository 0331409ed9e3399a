import fc from 'fast-check';
import { bundleShares, minimumTopUp } from './commitments';

it('tops a period up to its minimum, prorated only when that is said', () => {
  expect(minimumTopUp('50000', 32000n)).toBe(18000n);
  expect(minimumTopUp('50000', 50000n)).toBe(0n);
  expect(minimumTopUp('50000', 60000n)).toBe(0n);
  expect(minimumTopUp('50000', 10000n, { coveredDays: 15, wholeDays: 30 })).toBe(15000n);
});

it('shares 250.00 over seven equal members to the cent', () => {
  expect(bundleShares(25000n, Array<bigint>(7).fill(1n))).toEqual([3572n, 3572n, 3572n, 3571n, 3571n, 3571n, 3571n]);
});

it('shares in equal parts when no member has a price, so that the fee never disappears', () => {
  expect(bundleShares(1000n, ['0', '0', '0'])).toEqual([334n, 333n, 333n]);
  expect(bundleShares(1000n, [])).toEqual([]);
});

it('always adds up to the fee', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 12n), 10n ** 12n),
      fc.array(fc.nat(100_000).map(String), { minLength: 1, maxLength: 20 }),
      (fee, weights) => {
        expect(bundleShares(fee, weights).reduce((sum, share) => sum + share, 0n)).toBe(fee);
      },
    ),
  );
});
