import { invalid, minorDigits, parsePrice, priceToDecimalString, toDecimal } from '@kelp/std';
import { tiersProblem } from '@kelp/std/pricing';
import type { UsagePricingTerms } from '../contract';
import { t } from './strings';

/** A tier as it is typed: prices in major units; an empty end is without one. */
export interface TierDraft {
  upTo: string;
  unitPrice: string;
  flatFee: string;
}

/** The price of usage as it is typed. */
export interface UsageDraft {
  kind: UsagePricingTerms['kind'];
  unitPrice: string;
  tiers: TierDraft[];
  size: string;
  packagePrice: string;
  percent: string;
  included: string;
  minimum: string;
  proratesIncluded: boolean;
}

const emptyTier: TierDraft = { upTo: '', unitPrice: '', flatFee: '' };

export const noUsage: UsageDraft = {
  kind: 'unit',
  unitPrice: '',
  tiers: [{ ...emptyTier, upTo: '100' }, emptyTier],
  size: '',
  packagePrice: '',
  percent: '',
  included: '',
  minimum: '',
  proratesIncluded: false,
};

/** Terms that hold already, to be changed. */
export function draftOfPricing(pricing: UsagePricingTerms, proratesIncluded: boolean, currency: string): UsageDraft {
  const major = (price: string) => (toDecimal(price).isZero() ? '' : priceToDecimalString(price, currency));
  const plain = (units: string) => (toDecimal(units).isZero() ? '' : units);
  const base = {
    ...noUsage,
    kind: pricing.kind,
    included: plain(pricing.included),
    minimum: major(pricing.minimum),
    proratesIncluded,
  };
  if (pricing.kind === 'unit') return { ...base, unitPrice: priceToDecimalString(pricing.unitPrice, currency) };
  if (pricing.kind === 'package') {
    return { ...base, size: pricing.size, packagePrice: priceToDecimalString(pricing.price, currency) };
  }
  if (pricing.kind === 'percentage') return { ...base, percent: pricing.percent };
  const tiers = pricing.tiers.map(({ upTo, unitPrice, flatFee }) => ({
    upTo: upTo ?? '',
    unitPrice: priceToDecimalString(unitPrice, currency),
    flatFee: major(flatFee),
  }));
  return { ...base, tiers };
}

const number = /^\d{1,15}(\.\d{1,12})?$/;

/** Units as plain text. Throws the sentence for anything else. */
function unitsOf(text: string, field: string, whenEmpty?: string): string {
  const plain = text.trim();
  if (plain === '' && whenEmpty !== undefined) return whenEmpty;
  if (!number.test(plain)) throw invalid(t('usage.noNumber', { typed: plain }), { [field]: t('usage.numberHint') });
  return plain;
}

const priceOf = (text: string, currency: string): string => (text.trim() === '' ? '0' : parsePrice(text, currency));

function tiersOf(drafts: readonly TierDraft[], currency: string) {
  const tiers = drafts.map(({ upTo, unitPrice, flatFee }, index) => ({
    upTo: index === drafts.length - 1 && upTo.trim() === '' ? null : unitsOf(upTo, 'tiers'),
    unitPrice: parsePrice(unitPrice, currency),
    flatFee: priceOf(flatFee, currency),
  }));
  const problem = tiersProblem(tiers);
  if (problem) throw invalid(problem, { tiers: problem });
  return tiers;
}

/** The price of usage for the wire, in exact minor units. Throws the sentence for what is no price or no number. */
export function pricingOf(draft: UsageDraft, currency: string): UsagePricingTerms {
  const always = { included: unitsOf(draft.included, 'included', '0'), minimum: priceOf(draft.minimum, currency) };
  switch (draft.kind) {
    case 'unit':
      return { kind: 'unit', unitPrice: parsePrice(draft.unitPrice, currency), ...always };
    case 'package': {
      const price = parsePrice(draft.packagePrice, currency);
      return { kind: 'package', size: unitsOf(draft.size, 'size'), price, ...always };
    }
    case 'percentage':
      return { kind: 'percentage', percent: unitsOf(draft.percent, 'percent'), ...always };
    default:
      return { kind: draft.kind, tiers: tiersOf(draft.tiers, currency), feeAtZero: false, ...always };
  }
}

/** The same while it is typed: null until it is a price. */
export function pricingWhileTyped(draft: UsageDraft, currency: string): UsagePricingTerms | null {
  try {
    return pricingOf(draft, currency);
  } catch {
    return null;
  }
}

/** How a price is written in the currency: `0.20`, `20`. */
export const exampleOf = (currency: string): string => (minorDigits(currency) === 0 ? '20' : '0.20');
