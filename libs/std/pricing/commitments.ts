import { toDecimal, type DecimalInput } from '../decimal';
import { allocate } from '../money';
import { prorate, type ProrationShare } from '../periods';

/** What is missing to a minimum of a period in minor units; never below 0. The minimum is prorated by `share` when it is given. */
export function minimumTopUp(minimum: DecimalInput, charged: bigint, share?: ProrationShare): bigint {
  const least = prorate(minimum, share ?? { coveredDays: 1, wholeDays: 1 });
  return least > charged ? least - charged : 0n;
}

/**
 * The shares of a bundle's fee over its members, which always add up to the fee: by weight, or in equal parts when no member
 * has one. 250.00 over seven equal ones is 35.72 for the first three and 35.71 for the rest. No member: no share.
 */
export function bundleShares(fee: bigint, weights: readonly DecimalInput[]): bigint[] {
  if (weights.length === 0) return [];
  const isWeighted = weights.some((weight) => !toDecimal(weight).isZero());
  return allocate(fee, isWeighted ? [...weights] : weights.map(() => 1n));
}
