import { Decimal, toDecimal, toRatio, type DecimalInput } from './decimal';
import { invalid } from './errors';
import { largestTypedAmount, minorDigits, typedPattern } from './money-text';

/** The whole number nearest to dividend / divisor, halves away from zero. All in bigint, so nothing is lost before. */
function divideHalfAway(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const top = dividend < 0n ? -dividend : dividend;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = (2n * top + bottom) / (2n * bottom);
  return negative ? -rounded : rounded;
}

/**
 * The whole number nearest to an exact decimal, halves away from zero: 1237.5 is 1238 and -1237.5 is -1238, so that a
 * credit note mirrors its invoice. The only rounding of money; throws RangeError when the text is no plain decimal.
 */
export function roundHalfAway(value: DecimalInput): bigint {
  return BigInt(toDecimal(value).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0));
}

/**
 * `roundHalfAway(dividend / divisor)` without rounding the quotient first: minutes x rate / 60, gross x r / (100 + r).
 * A third is not a decimal, so a quotient kept in any number of digits could fall on the wrong side of a half.
 */
export function roundQuotient(dividend: DecimalInput, divisor: DecimalInput): bigint {
  const top = toRatio(dividend);
  const bottom = toRatio(divisor);
  if (bottom.numerator === 0n) throw new RangeError('An amount cannot be divided by zero.');
  return divideHalfAway(top.numerator * bottom.denominator, top.denominator * bottom.numerator);
}

const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** The weights as whole numbers in the same proportion, turned so that their sum is positive. */
function wholeWeights(weights: DecimalInput[]): bigint[] {
  const ratios = weights.map(toRatio);
  const scale = ratios.reduce((largest, { denominator }) => (denominator > largest ? denominator : largest), 1n);
  const whole = ratios.map(({ numerator, denominator }) => numerator * (scale / denominator));
  return sum(whole) < 0n ? whole.map((weight) => -weight) : whole;
}

/** Shares of a total that is not negative: each gets the floor, what is left goes to the largest remainders. */
function largestRemainder(total: bigint, weights: bigint[]): bigint[] {
  const whole = sum(weights);
  const rows = weights.map((weight, row) => {
    const remainder = (((total * weight) % whole) + whole) % whole;
    return { row, remainder, share: (total * weight - remainder) / whole };
  });
  const left = Number(total - sum(rows.map(({ share }) => share)));
  const order = [...rows].sort((a, b) =>
    a.remainder === b.remainder ? a.row - b.row : a.remainder < b.remainder ? 1 : -1,
  );
  for (const row of order.slice(0, left)) row.share += 1n;
  return rows.map(({ share }) => share);
}

/**
 * Shares of `total` (minor units) in proportion to the weights, which add up to it exactly: largest remainder, ties to the
 * earlier row, and the shares of -total are the negated shares of total. A weight may be negative (a reduction among the
 * lines that share a tax); a row of weight 0 gets 0. Throws RangeError when an amount meets weights that sum to zero.
 */
export function allocate(total: bigint, weights: DecimalInput[]): bigint[] {
  const whole = wholeWeights(weights);
  if (total === 0n) return whole.map(() => 0n);
  if (sum(whole) === 0n) throw new RangeError('An amount cannot be shared by weights that sum to zero.');
  return total < 0n ? largestRemainder(-total, whole).map((share) => -share) : largestRemainder(total, whole);
}

/** A price in the currency's major unit (12.375 dollars) as an exact decimal of minor units (1237.5 cents), unrounded. */
export function majorToMinor(amount: DecimalInput, currency: string): Decimal {
  return toDecimal(amount).times(new Decimal(10).pow(minorDigits(currency)));
}

/** Digits that a unit price may have below the minor unit (0.4 cents a gigabyte). */
const priceDigitsBelowMinor = 12;

/**
 * Minor units, exact, of a unit price that a person typed in major units: `120` USD is `12000`, `0.004` USD is `0.4`. Throws
 * `invalid` for other text, for more than 12 digits below the minor unit and for prices beyond 2^53 - 1.
 */
export function parsePrice(text: string, currency: string): string {
  const match = typedPattern.exec(text.trim());
  if (!match) throw invalid(`"${text}" is not a price. Write it like ${priceToDecimalString('12000', currency)}.`);
  const [, sign, whole = '', fraction = ''] = match;
  const plain = `${sign === '-' ? '-' : ''}${whole.replaceAll(',', '')}${fraction ? `.${fraction}` : ''}`;
  const price = majorToMinor(plain, currency);
  if (price.decimalPlaces() > priceDigitsBelowMinor) {
    throw invalid(`A price has at most ${minorDigits(currency) + priceDigitsBelowMinor} decimals in ${currency}.`);
  }
  if (price.abs().greaterThan(largestTypedAmount.toString())) {
    throw invalid('This price is too large. Check the number of digits.');
  }
  return price.toFixed();
}

/** A unit price in minor units as a plain text in major units, with all its digits: `12000` USD is `120.00`, `0.4` is `0.004`. */
export function priceToDecimalString(price: DecimalInput, currency: string): string {
  const digits = minorDigits(currency);
  const major = toDecimal(price).div(new Decimal(10).pow(digits));
  return major.toFixed(Math.max(digits, major.decimalPlaces()));
}
