import { formatMoney, priceToDecimalString, toDecimal } from '@kelp/std';

/** A price in minor units with all its digits; whole minor units are written as money. */
export function priceText(price: string, currency: string, locale: string): string {
  const exact = toDecimal(price);
  return exact.isInteger()
    ? formatMoney(BigInt(exact.toFixed()), currency, locale)
    : `${priceToDecimalString(price, currency)} ${currency}`;
}
