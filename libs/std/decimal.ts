import { Decimal as BaseDecimal } from 'decimal.js';

/**
 * The one decimal class for rates, quantities and percentages. decimal.js keeps only 20 digits by default, which is too
 * few for a price with 12 digits below the minor unit times a large quantity; 100 digits keep every product of the trade
 * exact. Divisions are not exact at any precision: divide last, with `roundQuotient`.
 */
export const Decimal = BaseDecimal.clone({ precision: 100, rounding: BaseDecimal.ROUND_HALF_UP });
export type Decimal = BaseDecimal;

/** What the money functions take as an exact number: never a JavaScript number, which is a binary fraction. */
export type DecimalInput = Decimal | bigint | string;

const decimalPattern = /^[+-]?\d+(\.\d+)?$/;

/** The exact decimal of a plain text such as `-12.375`, of a bigint or of a Decimal. Throws RangeError for anything else. */
export function toDecimal(value: DecimalInput): Decimal {
  if (typeof value === 'bigint') return new Decimal(value.toString());
  if (typeof value === 'string' && !decimalPattern.test(value)) {
    throw new RangeError(`"${value}" is not a decimal number such as 12.375.`);
  }
  const decimal = new Decimal(value);
  if (!decimal.isFinite()) throw new RangeError(`${decimal.toString()} is not a finite number.`);
  return decimal;
}

/** A decimal as a whole number over a power of ten, so that bigint arithmetic can go on without losing a digit. */
export function toRatio(value: DecimalInput): { numerator: bigint; denominator: bigint } {
  const decimal = toDecimal(value);
  const places = decimal.decimalPlaces();
  return { numerator: BigInt(decimal.toFixed(places).replace('.', '')), denominator: 10n ** BigInt(places) };
}
