import { allocate, rangesOverlap, roundQuotient, toDecimal } from '@kelp/std';
import type { Discount } from './invoice-input';
import { isOnAccount, type ChargeLine, type DiscountedLine } from './invoice-result';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Product rule: line percent, line amount, document percent, document amount; each rounds to a minor unit. */
const order: Record<`${Discount['level']} ${Discount['kind']}`, number> = {
  'line percent': 0,
  'line amount': 1,
  'document percent': 2,
  'document amount': 3,
};

const covers = (discount: Discount, line: DiscountedLine): boolean =>
  !isOnAccount(line) &&
  (discount.contractLineIds === null ||
    (line.contractLineId !== null && discount.contractLineIds.includes(line.contractLineId))) &&
  rangesOverlap(discount.valid, line.servicePeriod);

/**
 * The reduction of a net amount; it never takes more than there is. What is given back is given back at the price that was paid:
 * a percentage of a negative amount is negative too.
 */
function reductionOf(discount: Discount, net: bigint): bigint {
  if (discount.kind === 'percent') {
    const wanted = roundQuotient(toDecimal(net).times(toDecimal(discount.percent)), 100n);
    return (net < 0n ? wanted < net : wanted > net) ? net : wanted;
  }
  if (net <= 0n) return 0n;
  return discount.amount < net ? discount.amount : net;
}

function reduceLine(line: DiscountedLine, discount: Discount, amount: bigint): void {
  if (amount === 0n) return;
  line.reductions.push({
    discountId: discount.id,
    name: discount.name,
    amount,
    isThirdPartyFunded: discount.isThirdPartyFunded,
  });
  line.net -= amount;
  if (!discount.isThirdPartyFunded) line.taxable -= amount;
}

function apply(discount: Discount, lines: DiscountedLine[]): void {
  const covered = lines.filter((line) => covers(discount, line));
  const nets = covered.map((line) => line.net);
  const wanted = discount.level === 'line' ? nets.map((net) => reductionOf(discount, net)) : null;
  const whole = wanted ? sum(wanted) : reductionOf(discount, sum(nets));
  const amount = discount.cap !== undefined && whole > discount.cap ? discount.cap : whole;
  if (amount === 0n && whole !== 0n) return;
  const isWhole = wanted !== null && amount === whole;
  const shares = isWhole ? wanted : amount === 0n ? [] : allocate(amount, wanted ?? nets);
  covered.forEach((line, index) => reduceLine(line, discount, shares[index] ?? 0n));
}

/**
 * The lines with their reductions (product rule: discounts come before tax; document discounts are shared over the lines
 * they cover by net value; none goes below zero; a third party's reduction leaves the taxable amount alone).
 */
export function applyDiscounts(lines: readonly ChargeLine[], discounts: readonly Discount[]): DiscountedLine[] {
  const reduced = lines.map((line) => ({ ...line, reductions: [], net: line.gross, taxable: line.gross }));
  const ordered = [...discounts].sort(
    (a, b) => order[`${a.level} ${a.kind}`] - order[`${b.level} ${b.kind}`] || (a.id < b.id ? -1 : 1),
  );
  for (const discount of ordered) apply(discount, reduced);
  return reduced;
}
