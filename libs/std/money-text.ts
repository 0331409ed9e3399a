// Amounts as text, without the decimal arithmetic of `money.ts`: pages show sums far more often than they calculate.
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

/** A quantity of exact decimal text as people of the locale write it: `1200.5` in en-US is `1,200.5`. */
export const formatQuantity = (quantity: string, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(quantity as `${number}`);

/** What a person may type: 2^53 - 1 minor units, and a number with commas between thousands only. */
export const largestTypedAmount = BigInt(Number.MAX_SAFE_INTEGER);
export const typedPattern = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

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
