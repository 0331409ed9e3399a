import { toDecimal } from '../decimal';
import { roundHalfAway, roundQuotient } from '../money';

/** What a milestone is worth: an amount in minor units, a percentage of the price, or all that the others leave. */
export interface MilestoneShare {
  kind: 'amount' | 'percent' | 'rest';
  amount: string | null;
  percent: string | null;
  /** As it stands on an invoice, in minor units; that no longer changes. */
  billed?: bigint | null;
}

export interface MilestoneAmounts {
  /** Minor units, one for each milestone in order. */
  amounts: bigint[];
  /** What of the price no milestone has; below 0 when they are more than the price. */
  unallocated: bigint;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/**
 * The amounts of milestones in minor units. Percentages are rounded cumulatively (product rule: rounded so far less what came
 * before), so that those of 100 % are the price to the cent; `rest` takes what all others leave, and never less than nothing.
 */
export function milestoneAmounts(price: string, milestones: readonly MilestoneShare[]): MilestoneAmounts {
  const whole = roundHalfAway(price);
  let [percent, given] = [toDecimal('0'), 0n];
  const shares = milestones.map(({ kind, amount, percent: own, billed }) => {
    if (kind === 'percent') {
      percent = percent.plus(toDecimal(own ?? '0'));
      const until = roundQuotient(percent.times(toDecimal(price)), 100n);
      const share = until - given;
      given = until;
      return billed ?? share;
    }
    return billed ?? (kind === 'amount' ? roundHalfAway(amount ?? '0') : null);
  });
  const others = sum(shares.map((share) => share ?? 0n));
  const left = whole > others ? whole - others : 0n;
  const amounts = shares.map((share) => share ?? left);
  return { amounts, unallocated: whole - sum(amounts) };
}
