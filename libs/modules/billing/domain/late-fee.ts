import { roundQuotient } from '@kelp/std';

export interface LateFeeRule {
  percent: string | null;
  fixed: readonly { currency: string; amount: string }[];
  graceDays: number;
  capPercent: string | null;
}

export interface Overdue {
  currency: string;
  total: bigint;
  /** What is owed and not disputed. */
  basis: bigint;
  daysOverdue: number;
  /** Fees charged for this invoice before. */
  charged: bigint;
}

/** Parts of the whole as a ratio of integers: 1.5 → 15000 of 1000000. */
function shareOf(amount: bigint, percent: string): bigint {
  const [whole = '0', fraction = ''] = percent.split('.');
  const tenThousandths = BigInt(`${whole}${fraction.padEnd(4, '0').slice(0, 4)}`);
  return roundQuotient((amount * tenThousandths).toString(), '1000000');
}

/**
 * The fee for an overdue invoice in minor units, rounded once, half away from zero: a percentage of what is overdue, or the fixed amount of
 * its currency; never more than the cap has left. 0 within the days of grace, and when nothing undisputed is owed.
 */
export function lateFee(rule: LateFeeRule, invoice: Overdue): bigint {
  if (invoice.daysOverdue <= rule.graceDays || invoice.basis <= 0n) return 0n;
  const fixed = BigInt(rule.fixed.find(({ currency }) => currency === invoice.currency)?.amount ?? '0');
  const fee = rule.percent === null ? fixed : shareOf(invoice.basis, rule.percent);
  if (rule.capPercent === null) return fee;
  const left = shareOf(invoice.total, rule.capPercent) - invoice.charged;
  const capped = fee < left ? fee : left;
  return capped > 0n ? capped : 0n;
}
