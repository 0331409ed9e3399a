import { priceToDecimalString } from '@kelp/std';
import type { DatedPrice } from '../contract';

/** A unit price in minor units as people read it: `120.00 USD / hour`. */
export const unitPriceText = (price: string, currency: string, unit: string): string =>
  `${priceToDecimalString(price, currency)} ${currency} / ${unit}`;

/** The prices in force today, one a currency; with none today the next one to come. */
export function shownPrices(prices: readonly DatedPrice[]): DatedPrice[] {
  const current = prices.filter((price) => price.isCurrent);
  if (current.length > 0) return current;
  return prices.slice(-1);
}
