import { priceToDecimalString, toDecimal } from '@kelp/std';
import { priceFalls } from '@kelp/std/pricing';
import type { UsagePricingTerms } from '../contract/usage';
import type { Aggregate } from '../tables/usage';

const money = (price: string, currency: string): string => `${priceToDecimalString(price, currency)} ${currency}`;
const isSome = (text: string): boolean => !toDecimal(text).isZero();

const aggregateWords: Record<Aggregate, string> = {
  sum: 'the sum',
  max: 'the largest value',
  last: 'the last value',
  unique: 'how many different ones',
};

type Tiers = Extract<UsagePricingTerms, { kind: 'graduated' | 'volume' }>['tiers'];

/** `0.20 USD up to 100, then 0.12 USD`. */
function tierWords(tiers: Tiers, currency: string): string {
  return tiers
    .map(({ upTo, unitPrice, flatFee }, index) => {
      const fee = isSome(flatFee) ? ` plus ${money(flatFee, currency)} once` : '';
      const price = `${index === 0 ? '' : 'then '}${money(unitPrice, currency)}${fee}`;
      return upTo === null ? price : `${price} up to ${upTo}`;
    })
    .join(', ');
}

function priceWords(pricing: UsagePricingTerms, unit: string, currency: string): string {
  switch (pricing.kind) {
    case 'unit':
      return `${money(pricing.unitPrice, currency)} for each ${unit}`;
    case 'graduated':
      return `each ${unit} at the price of its tier: ${tierWords(pricing.tiers, currency)}`;
    case 'volume':
      return `all ${unit} at the price of the tier that the whole quantity reaches: ${tierWords(pricing.tiers, currency)}`;
    case 'package':
      return `${money(pricing.price, currency)} for every ${pricing.size} ${unit} begun`;
    case 'percentage':
      return `${pricing.percent} % of the amount`;
  }
}

/** `0.20 USD for each GB; 10 GB are included; at least 50.00 USD`, without a full stop. */
export function usageWords(pricing: UsagePricingTerms, unit: string, currency: string): string {
  const included = isSome(pricing.included) ? `; ${pricing.included} ${unit} are included` : '';
  const least = isSome(pricing.minimum) ? `; at least ${money(pricing.minimum, currency)}` : '';
  return `${priceWords(pricing, unit, currency)}${included}${least}`;
}

/** What is counted and what a part of a period has. */
export function meterSentences(
  meter: { name: string; unit: string; aggregate: Aggregate },
  hasIncluded: boolean,
  proratesIncluded: boolean,
  period: string,
): string[] {
  const counted = `${meter.name} counts ${aggregateWords[meter.aggregate]} of a whole ${period}; what arrives late is billed as the difference.`;
  if (!hasIncluded) return [counted];
  const part = proratesIncluded ? 'has its part of the included units' : 'has all included units';
  return [counted, `A part of a ${period} ${part}.`];
}

/** Where more units cost less, as sentences; only volume tables do that. */
export const fallWarnings = (pricing: UsagePricingTerms, currency: string): string[] =>
  priceFalls(pricing, currency).map(({ at, amountAt, amountAfter }) => {
    const price = (amount: bigint) => money(amount.toString(), currency);
    return `The price falls after ${at}: ${at} cost ${price(amountAt)}, one more costs ${price(amountAfter)}.`;
  });
