import { Decimal, minorDigits, minorToDecimalString, toDecimal } from '@kelp/std';
import type { DecimalText } from './invoice-input';

/** A price in minor units as a text in major units with all its digits and the currency: `12000` USD is `120.00 USD`. */
export function priceText(price: DecimalText, currency: string): string {
  const digits = minorDigits(currency);
  const major = toDecimal(price).div(new Decimal(10).pow(digits));
  return `${major.toFixed(Math.max(digits, major.decimalPlaces()))} ${currency}`;
}

/** An amount in minor units as a text in major units with the currency, free of any locale. */
export const amountText = (amount: bigint, currency: string): string =>
  `${minorToDecimalString(amount, currency)} ${currency}`;

/** Parts per million as a percentage: 82500 is `8.25 %`. */
export const percentText = (ratePpm: number): string => `${toDecimal(String(ratePpm)).div(10_000).toFixed()} %`;
