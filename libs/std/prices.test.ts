import fc from 'fast-check';
import { parsePrice, priceToDecimalString } from './money';

it.each([
  ['120', 'USD', '12000', '120.00'],
  ['0.004', 'USD', '0.4', '0.004'],
  ['1,234.5', 'USD', '123450', '1234.50'],
  ['-12.345', 'USD', '-1234.5', '-12.345'],
  ['29800', 'JPY', '29800', '29800'],
  ['45.5', 'KWD', '45500', '45.500'],
])('a price of %s %s is %s minor units and reads %s', (typed, currency, minor, shown) => {
  expect(parsePrice(typed, currency)).toBe(minor);
  expect(priceToDecimalString(minor, currency)).toBe(shown);
});

it.each(['', 'abc', '1.2.3', '1e3', '0.123456789012345', '99999999999999999'])('refuses %s', (typed) => {
  expect(() => parsePrice(typed, 'USD')).toThrow(expect.objectContaining({ id: 'invalid' }));
});

it('reads back exactly what it wrote', () => {
  const price = fc.tuple(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.nat({ max: 12 }));
  fc.assert(
    fc.property(price, fc.constantFrom('USD', 'JPY', 'KWD'), ([digits, places], currency) => {
      const text = digits
        .toString()
        .replace('-', '')
        .padStart(places + 1, '0');
      const point = text.length - places;
      const minor = `${digits < 0n ? '-' : ''}${text.slice(0, point)}${places ? `.${text.slice(point)}` : ''}`;
      const back = parsePrice(priceToDecimalString(minor, currency), currency);
      expect(Number(back)).toBe(Number(minor));
      expect(priceToDecimalString(back, currency)).toBe(priceToDecimalString(minor, currency));
    }),
  );
});
