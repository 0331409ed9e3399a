import { Decimal, toDecimal } from '../decimal';
import { roundHalfAway } from '../money';
import { minorDigits } from '../money-text';

/** A step of a price table: quantities above the step before, up to and including `upTo`; null = without an end. Prices count minor units. */
export interface UsageTier {
  upTo: string | null;
  unitPrice: string;
  /** Minor units, added once when the tier is entered. */
  flatFee?: string;
}

/**
 * How a quantity becomes an amount. `unit`: one price for all. `graduated`: each tier prices its own part. `volume`: the tier
 * that holds the whole quantity prices all of it. `package`: every package begun is paid whole. `percentage`: of a quantity
 * that is itself an amount of money in the major unit.
 */
export type UsagePricing = (
  | { kind: 'unit'; unitPrice: string }
  | { kind: 'graduated' | 'volume'; tiers: readonly UsageTier[] }
  | { kind: 'package'; size: string; price: string }
  | { kind: 'percentage'; percent: string }
) & {
  /** Units of a period that cost nothing. */
  included?: string;
  /** The least amount of a period in minor units. */
  minimum?: string;
  /** Whether the fee of the first tier is owed at quantity 0; not unless it is said. */
  feeAtZero?: boolean;
};

/** A part of a price: `quantity` × `unitPrice` + `flatFee`, all exact. */
export interface UsagePart {
  quantity: string;
  unitPrice: string;
  flatFee: string;
}

export interface UsagePrice {
  /** Minor units, rounded once. */
  amount: bigint;
  /** What the table gives before the minimum, exact. */
  exact: string;
  parts: UsagePart[];
  /** What the minimum adds, minor units. */
  topUp: bigint;
}

const zero = new Decimal(0);
const part = (quantity: Decimal, unitPrice: string, flatFee = '0'): UsagePart => ({
  quantity: quantity.toFixed(),
  unitPrice,
  flatFee,
});

function graduatedParts(tiers: readonly UsageTier[], quantity: Decimal): UsagePart[] {
  let lower = zero;
  const parts: UsagePart[] = [];
  for (const { upTo, unitPrice, flatFee } of tiers) {
    if (quantity.lessThanOrEqualTo(lower)) break;
    const upper = upTo === null ? quantity : Decimal.min(quantity, toDecimal(upTo));
    parts.push(part(upper.minus(lower), unitPrice, flatFee));
    lower = upper;
  }
  return parts;
}

function volumeParts(tiers: readonly UsageTier[], quantity: Decimal): UsagePart[] {
  if (quantity.isZero()) return [];
  const tier = tiers.find(({ upTo }) => upTo === null || quantity.lessThanOrEqualTo(toDecimal(upTo)));
  return tier ? [part(quantity, tier.unitPrice, tier.flatFee)] : [];
}

function partsOf(pricing: UsagePricing, quantity: Decimal, currency: string): UsagePart[] {
  switch (pricing.kind) {
    case 'unit':
      return quantity.isZero() ? [] : [part(quantity, pricing.unitPrice)];
    case 'graduated':
    case 'volume': {
      const [first] = pricing.tiers;
      if (quantity.isZero() && pricing.feeAtZero && first?.flatFee) return [part(zero, first.unitPrice, first.flatFee)];
      return pricing.kind === 'graduated'
        ? graduatedParts(pricing.tiers, quantity)
        : volumeParts(pricing.tiers, quantity);
    }
    case 'package': {
      const packages = quantity.div(toDecimal(pricing.size)).ceil();
      return packages.isZero() ? [] : [part(packages, pricing.price)];
    }
    case 'percentage': {
      const minorPerMajor = new Decimal(10).pow(minorDigits(currency));
      const unitPrice = toDecimal(pricing.percent).times(minorPerMajor).div(100).toFixed();
      return quantity.isZero() ? [] : [part(quantity, unitPrice)];
    }
  }
}

/** The exact price of the parts in minor units. */
const sumOf = (parts: readonly UsagePart[]): Decimal =>
  parts.reduce(
    (sum, one) => sum.plus(toDecimal(one.quantity).times(toDecimal(one.unitPrice))).plus(toDecimal(one.flatFee)),
    zero,
  );

/**
 * The price of a period's whole quantity in minor units of the currency, rounded once. Tiers, included units and minimum see
 * that quantity only, never its events. A quantity below 0 counts as 0. Throws RangeError when a text is no plain decimal.
 */
export function priceUsage(pricing: UsagePricing, quantity: string, currency: string): UsagePrice {
  const included = toDecimal(pricing.included ?? '0');
  const charged = Decimal.max(zero, toDecimal(quantity).minus(included));
  const parts = partsOf(pricing, charged, currency);
  const exact = sumOf(parts);
  const priced = roundHalfAway(exact);
  const least = roundHalfAway(pricing.minimum ?? '0');
  const topUp = least > priced ? least - priced : 0n;
  return { amount: priced + topUp, exact: exact.toFixed(), parts, topUp };
}

/** What is wrong with a table of tiers as a sentence, or null: bounds rise, only the last one is open, no price is negative. */
export function tiersProblem(tiers: readonly UsageTier[]): string | null {
  if (tiers.length === 0) return 'Enter at least one tier.';
  const last = tiers[tiers.length - 1];
  if (last?.upTo !== null) return 'Leave the end of the last tier open, so that every quantity has a price.';
  let lower = zero;
  for (const [index, { upTo, unitPrice, flatFee = '0' }] of tiers.entries()) {
    const row = `Tier ${index + 1}`;
    if (toDecimal(unitPrice).isNegative() || toDecimal(flatFee).isNegative()) {
      return `${row} has a negative price. Use a discount instead.`;
    }
    if (upTo === null) {
      if (index < tiers.length - 1) return `${row} has no end, so the tiers after it would never be used.`;
      continue;
    }
    if (toDecimal(upTo).lessThanOrEqualTo(lower)) return `${row} must end above ${lower.toFixed()}.`;
    lower = toDecimal(upTo);
  }
  return null;
}

/** A boundary at which one unit more costs less than the units before. Amounts in minor units. */
export interface PriceFall {
  at: string;
  amountAt: bigint;
  amountAfter: bigint;
}

/** Where more units cost less (only volume tables do that): 100 at 0.20, then 0.12, is 20.00 at 100 and 12.12 at 101. */
export function priceFalls(pricing: UsagePricing, currency: string): PriceFall[] {
  if (pricing.kind !== 'volume') return [];
  const included = toDecimal(pricing.included ?? '0');
  return pricing.tiers.flatMap(({ upTo }) => {
    if (upTo === null) return [];
    const at = toDecimal(upTo).plus(included);
    const amountAt = priceUsage(pricing, at.toFixed(), currency).amount;
    const amountAfter = priceUsage(pricing, at.plus(1).toFixed(), currency).amount;
    return amountAfter < amountAt ? [{ at: at.toFixed(), amountAt, amountAfter }] : [];
  });
}
