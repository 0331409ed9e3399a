import fc from 'fast-check';
import { toDecimal } from '../decimal';
import { priceFalls, priceUsage, tiersProblem, type UsagePricing, type UsageTier } from './usage-price';

const tiers: UsageTier[] = [
  { upTo: '100', unitPrice: '20' },
  { upTo: null, unitPrice: '12' },
];
const amount = (pricing: UsagePricing, quantity: string, currency = 'USD') =>
  priceUsage(pricing, quantity, currency).amount;

it('prices 240 units at 0.20 up to 100 and 0.12 beyond: graduated 36.80, volume 28.80', () => {
  expect(amount({ kind: 'graduated', tiers }, '240')).toBe(3680n);
  expect(amount({ kind: 'volume', tiers }, '240')).toBe(2880n);
});

it('prices packages of 50 at 9.00: 240 units are five packages, 45.00', () => {
  expect(amount({ kind: 'package', size: '50', price: '900' }, '240')).toBe(4500n);
  expect(amount({ kind: 'package', size: '50', price: '900' }, '250.5')).toBe(5400n);
});

it('takes a tier as (lower, upper] on the decimal line', () => {
  expect(amount({ kind: 'graduated', tiers }, '100')).toBe(2000n);
  expect(amount({ kind: 'graduated', tiers }, '100.5')).toBe(2006n);
  expect(amount({ kind: 'volume', tiers }, '100')).toBe(2000n);
  expect(amount({ kind: 'volume', tiers }, '101')).toBe(1212n);
});

it('warns where more units cost less: 100 are 20.00, 101 are 12.12', () => {
  expect(priceFalls({ kind: 'volume', tiers }, 'USD')).toEqual([{ at: '100', amountAt: 2000n, amountAfter: 1212n }]);
  expect(priceFalls({ kind: 'graduated', tiers }, 'USD')).toEqual([]);
});

it('adds the flat fee of each tier that is entered; at quantity 0 only when the plan says so', () => {
  const withFees: UsageTier[] = [
    { upTo: '10', unitPrice: '100', flatFee: '500' },
    { upTo: null, unitPrice: '50', flatFee: '300' },
  ];
  expect(amount({ kind: 'graduated', tiers: withFees }, '10')).toBe(1500n);
  expect(amount({ kind: 'graduated', tiers: withFees }, '12')).toBe(1900n);
  expect(amount({ kind: 'volume', tiers: withFees }, '12')).toBe(900n);
  expect(amount({ kind: 'graduated', tiers: withFees }, '0')).toBe(0n);
  expect(amount({ kind: 'graduated', tiers: withFees, feeAtZero: true }, '0')).toBe(500n);
});

it('takes percentages of an amount in the major unit of the currency', () => {
  expect(amount({ kind: 'percentage', percent: '12.5' }, '400.10')).toBe(5001n);
  expect(amount({ kind: 'percentage', percent: '12.5' }, '1000', 'JPY')).toBe(125n);
  expect(amount({ kind: 'percentage', percent: '12.5' }, '1', 'KWD')).toBe(125n);
});

it('frees the included units and lifts the whole period to the minimum', () => {
  expect(amount({ kind: 'unit', unitPrice: '0.4', included: '1000' }, '3500')).toBe(1000n);
  expect(priceUsage({ kind: 'unit', unitPrice: '20', minimum: '5000' }, '100', 'USD')).toMatchObject({
    amount: 5000n,
    topUp: 3000n,
  });
});

it.each([
  [[], 'Enter at least one tier.'],
  [[{ upTo: '5', unitPrice: '1' }], 'Leave the end of the last tier open, so that every quantity has a price.'],
  [[{ upTo: '0', unitPrice: '1' }, ...tiers.slice(1)], 'Tier 1 must end above 0.'],
  [[tiers[0], { upTo: '100', unitPrice: '1' }, tiers[1]], 'Tier 2 must end above 100.'],
  [[{ upTo: null, unitPrice: '-1' }], 'Tier 1 has a negative price. Use a discount instead.'],
])('names what is wrong with a table of tiers (%#)', (rows, sentence) => {
  expect(tiersProblem(rows as UsageTier[])).toBe(sentence);
  expect(tiersProblem(tiers)).toBeNull();
});

const quantity = fc.bigInt(0n, 10n ** 9n).map((value) => toDecimal(value).div(100).toFixed());
const table = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 500 }), unitPrice: fc.nat(500), flatFee: fc.nat(500) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((rows) =>
    rows.map(({ unitPrice, flatFee }, index): UsageTier => ({
      upTo:
        index === rows.length - 1 ? null : String(rows.slice(0, index + 1).reduce((sum, row) => sum + row.width, 0)),
      unitPrice: String(unitPrice),
      flatFee: String(flatFee),
    })),
  );

it('never charges less for more units of a graduated table, and its parts are the whole quantity', () => {
  fc.assert(
    fc.property(table, quantity, quantity, (rows, a, b) => {
      const [less, more] = toDecimal(a).lessThan(toDecimal(b)) ? [a, b] : [b, a];
      const pricing: UsagePricing = { kind: 'graduated', tiers: rows };
      expect(tiersProblem(rows)).toBeNull();
      expect(amount(pricing, more) >= amount(pricing, less)).toBe(true);
      const sum = priceUsage(pricing, more, 'USD').parts.reduce(
        (all, part) => all.plus(toDecimal(part.quantity)),
        toDecimal('0'),
      );
      expect(sum.toFixed()).toBe(toDecimal(more).toFixed());
    }),
  );
});
