import fc from 'fast-check';
import { Decimal } from './decimal';
import { allocate, majorToMinor, roundHalfAway, roundQuotient } from './money';
import { formatMoney, formatQuantity, isCurrency, minorDigits, minorToDecimalString, parseMoney } from './money-text';

const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

describe('minor units', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['HUF', 2],
    ['IQD', 3],
    ['CLF', 4],
  ])('%s has %i digits', (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it.each(['usd', 'XYZ', '', 'US', 'toString'])('refuses %p', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => minorDigits(code)).toThrow(expect.objectContaining({ id: 'invalid' }));
  });

  it('prices parts of a month in yen and dinar', () => {
    expect(roundQuotient(29800n * 9n, 30n)).toBe(8940n);
    expect(roundQuotient(majorToMinor('45.500', 'KWD').times(9), 28n)).toBe(14625n);
  });
});

describe('roundHalfAway', () => {
  it.each([
    ['1237.5', 1238n],
    ['-1237.5', -1238n],
    ['1237.4999999999999999999999999999', 1237n],
    ['0.5', 1n],
    ['-0.5', -1n],
    ['0', 0n],
    ['-0.4', 0n],
    ['9007199254740993.5', 9007199254740994n],
  ])('%s is %s', (value, rounded) => expect(roundHalfAway(value)).toBe(rounded));

  it('takes a Decimal of a price below the minor unit', () => {
    const price = majorToMinor('0.000000000125', 'USD');
    expect(roundHalfAway(price.times('1000000000000'))).toBe(12500n);
  });

  it.each(['', 'abc', '0x10', '1e3', 'NaN', 'Infinity', '1,000', ' 1'])('refuses %p', (text) => {
    expect(() => roundHalfAway(text)).toThrow(RangeError);
  });

  it('refuses what is not finite', () => {
    expect(() => roundHalfAway(new Decimal(Infinity))).toThrow(RangeError);
    expect(() => roundHalfAway(new Decimal(NaN))).toThrow(RangeError);
  });

  it('is symmetric and never farther than a half', () => {
    const cents = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 12 }), (units, places) => {
        const value = new Decimal(units.toString()).div(new Decimal(10).pow(places));
        const rounded = roundHalfAway(value);
        expect(roundHalfAway(value.negated())).toBe(-rounded);
        expect(value.minus(rounded.toString()).abs().lessThanOrEqualTo('0.5')).toBe(true);
      }),
    );
  });
});

describe('roundQuotient', () => {
  it('bills minutes exactly: 18 and 24 minutes at 135.00', () => {
    expect(roundQuotient(18n * 13500n, 60n)).toBe(4050n);
    expect(roundQuotient(24n * 13500n, 60n)).toBe(5400n);
  });

  it('takes the tax out of a gross price: 250.00 with 21%', () => {
    expect(roundQuotient(25000n * 21n, '121')).toBe(4339n);
  });

  it('sees an exact half behind a repeating decimal', () => {
    expect(roundQuotient('45', '30')).toBe(2n);
    expect(roundQuotient('-45', '30')).toBe(-2n);
    expect(roundQuotient('0.25', '-0.5')).toBe(-1n);
  });

  it('agrees with exact fractions: twice the distance is at most the divisor', () => {
    const part = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
    fc.assert(
      fc.property(
        part,
        part.filter((value) => value !== 0n),
        (top, bottom) => {
          const rounded = roundQuotient(top, bottom);
          const miss = 2n * (top - rounded * bottom);
          const size = bottom < 0n ? -bottom : bottom;
          expect(miss <= size && miss >= -size).toBe(true);
          expect(roundQuotient(-top, bottom)).toBe(-rounded);
        },
      ),
    );
  });

  it('refuses zero', () => expect(() => roundQuotient(1n, 0n)).toThrow(RangeError));
});

describe('allocate', () => {
  it('shares 250.00 over 7, ties to the earlier row', () => {
    expect(allocate(25000n, Array<bigint>(7).fill(1n))).toEqual([3572n, 3572n, 3572n, 3571n, 3571n, 3571n, 3571n]);
  });

  it('shares a discount of 25.00 over lines of 200.00, 99.90 and 50.10', () => {
    expect(allocate(2500n, ['200.00', '99.90', '50.10'])).toEqual([1429n, 713n, 358n]);
  });

  it('mixes bigint, Decimal and text weights', () => {
    expect(allocate(100n, [1n, new Decimal('1.5'), '2.5'])).toEqual([20n, 30n, 50n]);
  });

  it('gives a reduction among the lines its negative share', () => {
    expect(allocate(660n, [10000n, -2000n])).toEqual([825n, -165n]);
    expect(allocate(-660n, [-10000n, 2000n])).toEqual([-825n, 165n]);
  });

  it('shares nothing as nothing and refuses to share an amount by nothing', () => {
    expect(allocate(0n, [])).toEqual([]);
    expect(allocate(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(() => allocate(1n, [])).toThrow(RangeError);
    expect(() => allocate(1n, [0n, '0.00'])).toThrow(RangeError);
    expect(() => allocate(1n, [5n, -5n])).toThrow(RangeError);
  });

  const total = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 });

  it('keeps the sum, mirrors negatives and stays within one unit of the exact share', () => {
    fc.assert(
      fc.property(total, weights, (amount, parts) => {
        fc.pre(sum(parts) !== 0n);
        const shares = allocate(amount, parts);
        const whole = sum(parts);
        expect(sum(shares)).toBe(amount);
        expect(allocate(-amount, parts)).toEqual(shares.map((share) => -share));
        shares.forEach((share, row) => {
          const miss = amount * (parts[row] ?? 0n) - share * whole;
          expect(miss < whole && miss > -whole).toBe(true);
        });
      }),
    );
  });

  it('never gives a larger weight less, nor a later equal weight more', () => {
    fc.assert(
      fc.property(total, weights, (amount, parts) => {
        fc.pre(sum(parts) !== 0n);
        const size = amount < 0n ? -amount : amount;
        const ranked = allocate(size, parts)
          .map((share, row) => ({ share, row, weight: parts[row] ?? 0n }))
          .sort((a, b) => (a.weight === b.weight ? a.row - b.row : a.weight > b.weight ? -1 : 1));
        ranked.slice(1).forEach(({ share }, index) => expect(share <= (ranked[index]?.share ?? 0n)).toBe(true));
      }),
    );
  });

  it('keeps the sum with weights of both signs and depends on proportions only', () => {
    const signed = fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(total, signed, fc.bigInt({ min: 1n, max: 99n }), (amount, parts, factor) => {
        fc.pre(sum(parts) !== 0n);
        const shares = allocate(amount, parts);
        expect(sum(shares)).toBe(amount);
        expect(
          allocate(
            amount,
            parts.map((part) => -part * factor),
          ),
        ).toEqual(shares);
      }),
    );
  });
});

describe('texts', () => {
  it.each([
    [1238n, 'USD', '12.38'],
    [-5n, 'USD', '-0.05'],
    [8940n, 'JPY', '8940'],
    [14625n, 'KWD', '14.625'],
    [0n, 'EUR', '0.00'],
  ])('%s %s is %s', (minor, currency, text) => expect(minorToDecimalString(minor, currency)).toBe(text));

  it('formats for the locale', () => {
    expect(formatMoney(123456789n, 'USD', 'en-US')).toBe('$1,234,567.89');
    expect(plainSpaces(formatMoney(-1238n, 'EUR', 'de-DE'))).toBe('-12,38 €');
    expect(formatMoney(8940n, 'JPY', 'en-US')).toBe('¥8,940');
    expect(plainSpaces(formatMoney(1250050n, 'HUF', 'en-US'))).toBe('HUF 12,500.50');
    expect(formatMoney(9007199254740993n * 100n + 1n, 'USD', 'en-US')).toBe('$9,007,199,254,740,993.01');
    expect(formatQuantity('1200.5', 'en-US')).toBe('1,200.5');
    expect(formatQuantity('-1200.000001', 'de-DE')).toBe('-1.200,000001');
    expect(formatQuantity('123456789012345678.9', 'en-US')).toBe('123,456,789,012,345,678.9');
  });

  it.each([
    ['1234.5', 'USD', 123450n],
    [' 1,234.50 ', 'USD', 123450n],
    ['-0.05', 'USD', -5n],
    ['+7', 'USD', 700n],
    ['1,234', 'KWD', 1234000n],
    ['0.001', 'KWD', 1n],
    ['29,800', 'JPY', 29800n],
  ])('reads %p %s', (text, currency, minor) => expect(parseMoney(text, currency)).toBe(minor));

  it.each([
    ['12,50', 'USD', '"12,50" is not an amount of money. Write it like 1234.50.'],
    ['1.234,50', 'EUR', '"1.234,50" is not an amount of money. Write it like 1234.50.'],
    ['', 'USD', '"" is not an amount of money. Write it like 1234.50.'],
    ['.5', 'USD', '".5" is not an amount of money. Write it like 1234.50.'],
    ['12.345', 'USD', 'USD has at most 2 decimals. Write the amount like 1234.50.'],
    ['12.5', 'JPY', 'JPY has no decimals. Write the amount like 1234.'],
    ['90071992547409.92', 'USD', 'This amount is too large. Check the number of digits.'],
  ])('refuses %p %s', (text, currency, message) => {
    expect(() => parseMoney(text, currency)).toThrow(expect.objectContaining({ id: 'invalid', message }));
  });

  it('reads back what it writes', () => {
    const limit = BigInt(Number.MAX_SAFE_INTEGER);
    fc.assert(
      fc.property(
        fc.bigInt({ min: -limit, max: limit }),
        fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'),
        (minor, currency) => {
          const text = minorToDecimalString(minor, currency);
          expect(parseMoney(text, currency)).toBe(minor);
          expect(roundHalfAway(majorToMinor(text, currency))).toBe(minor);
        },
      ),
    );
  });
});
