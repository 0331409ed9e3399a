import { Decimal, toDecimal, toRatio, type DecimalInput } from './decimal';
import { invalid } from './errors';

/**
 * ISO 4217 minor units that are not 2. A table and not Intl: the runtime follows CLDR's habits (HUF, IDR and COP without
 * decimals) and changes with each version, while stored amounts and payment providers follow ISO.
 */
const unusualMinorDigits: Record<string, number> = Object.fromEntries(
  [
    { digits: 0, codes: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF' },
    { digits: 3, codes: 'BHD IQD JOD KWD LYD OMR TND' },
    { digits: 4, codes: 'CLF UYW' },
  ].flatMap(({ digits, codes }) => codes.split(' ').map((code) => [code, digits])),
);

const knownCurrencies = new Set([...Intl.supportedValuesOf('currency'), ...Object.keys(unusualMinorDigits)]);

/** Whether the text is an ISO 4217 currency code in capitals. */
export const isCurrency = (code: string): boolean => knownCurrencies.has(code);

/** Digits of the currency's minor unit by ISO 4217: USD 2, JPY 0, KWD 3. Throws `invalid` for an unknown code. */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) {
    throw invalid(`"${currency}" is not a currency. Use an ISO code of three capitals such as USD.`);
  }
  return unusualMinorDigits[currency] ?? 2;
}

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

/** The amount as a plain decimal text in major units, all digits of the currency shown: 123800 USD is `1238.00`. */
export function minorToDecimalString(minor: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  const fraction = digits === 0 ? '' : `.${text.slice(point)}`;
  return `${minor < 0n ? '-' : ''}${text.slice(0, point)}${fraction}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

function moneyFormatter(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const digits = minorDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(key, made);
  return made;
}

/** The amount as people of the locale write it, exact at any size: 123800 USD in en-US is `$1,238.00`. */
export function formatMoney(minor: bigint, currency: string, locale: string): string {
  // Intl takes decimal texts exactly; a JavaScript number would lose cents beyond 2^53.
  return moneyFormatter(currency, locale).format(minorToDecimalString(minor, currency) as `${number}`);
}

const largestTypedAmount = BigInt(Number.MAX_SAFE_INTEGER);
const typedPattern = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * Minor units of an amount that a person typed in major units: `1234.5`, `-12.00`, `1,234.50`; a point before the decimals,
 * commas only between thousands. Throws `invalid` for other text, for too many decimals and for amounts beyond 2^53 - 1.
 */
export function parseMoney(text: string, currency: string): bigint {
  const digits = minorDigits(currency);
  const example = minorToDecimalString((123450n * 10n ** BigInt(digits)) / 100n, currency);
  const match = typedPattern.exec(text.trim());
  if (!match) throw invalid(`"${text}" is not an amount of money. Write it like ${example}.`);
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > digits) {
    const allowed = digits === 0 ? 'no decimals' : `at most ${digits} decimals`;
    throw invalid(`${currency} has ${allowed}. Write the amount like ${example}.`);
  }
  const minor = BigInt(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  if (minor > largestTypedAmount) throw invalid('This amount is too large. Check the number of digits.');
  return sign === '-' ? -minor : minor;
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
