import { minorDigits, refused } from '@kelp/std';

/** Digits below the unit in which Stripe counts a currency: 2, but for these (its documentation on zero- and three-decimal currencies). */
const digits: Record<string, number> = {
  ...Object.fromEntries(
    ['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
      (currency) => [currency, 0],
    ),
  ),
  ...Object.fromEntries(['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((currency) => [currency, 3])),
};

const shiftOf = (currency: string): number => (digits[currency] ?? 2) - minorDigits(currency);

/** Our minor units as Stripe counts them. Throws when Stripe cannot express the amount. */
export function toStripeAmount(amount: bigint, currency: string): number {
  const shift = shiftOf(currency);
  const scaled = shift >= 0 ? amount * 10n ** BigInt(shift) : amount / 10n ** BigInt(-shift);
  if (fromStripeAmount(Number(scaled), currency) !== amount || scaled > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw refused('payment_provider.refused', `Stripe cannot take this amount in ${currency}. Choose another amount.`);
  }
  return Number(scaled);
}

/** Stripe's amount in our minor units. */
export function fromStripeAmount(amount: number, currency: string): bigint {
  const shift = shiftOf(currency);
  return shift >= 0 ? BigInt(amount) / 10n ** BigInt(shift) : BigInt(amount) * 10n ** BigInt(-shift);
}
