import { calculateInvoice } from './calculate-invoice';
import { charge, fixedLine, input, profile, rate } from './invoice-fixtures';
import type { InvoiceInput, TaxRate } from './invoice-input';
import { splitInclusive, taxOn } from './tax-on';

const five = ['a', 'b', 'c', 'd', 'e'].map((id) => fixedLine(id, [charge({ price: '199' })]));
const taxed = (more: Partial<InvoiceInput>) => calculateInvoice(input({ contractLines: five, ...more }));

it('rounds once per group: five lines of 1.99 at 8.25 % are 0.82; per line 0.80', () => {
  expect(taxed({ taxRates: [rate(82_500)] }).tax).toBe(82n);
  expect(taxed({ taxRates: [rate(82_500)], profile: profile({ taxRounding: 'line' }) }).tax).toBe(80n);
});

it('shares the tax back to the lines by largest remainder', () => {
  const { lines, tax } = taxed({ taxRates: [rate(82_500)] });
  expect(lines.map((line) => line.tax)).toEqual([17n, 17n, 16n, 16n, 16n]);
  expect(lines.reduce((sum, line) => sum + line.tax, 0n)).toBe(tax);
});

it('rounds half away from zero and never up by habit: 15.00 at 9.8 % is 1.47', () => {
  expect(taxOn(1500n, 98_000)).toBe(147n);
  expect([taxOn(50n, 10_000), taxOn(-50n, 10_000)]).toEqual([1n, -1n]);
});

it('takes the tax out of an inclusive price: 250.00 with 21 % is 43.39 and 206.61', () => {
  expect(splitInclusive(25000n, 210_000)).toEqual({ net: 20661n, tax: 4339n });
});

it('takes the rate of the place; `*` only where the place has none of its own', () => {
  const texas = profile({ taxPlace: 'TX' });
  const tax = (taxRates: TaxRate[]) => taxed({ profile: texas, taxRates });
  expect(tax([rate(100_000), rate(50_000, { place: 'TX' })]).taxes).toMatchObject([{ place: 'TX', ratePpm: 50_000 }]);
  expect(tax([rate(100_000), rate(50_000, { place: 'NY' })]).taxes).toMatchObject([{ place: 'TX', ratePpm: 100_000 }]);
  const past = rate(50_000, { place: 'TX', valid: { start: '2000-01-01', end: '2001-01-01' } });
  expect(tax([rate(100_000), past]).blockers).toMatchObject([{ code: 'tax_rate_missing' }]);
});

it('blocks once for lines without a rate, and for two rates at once; a rate of 0 is a rate', () => {
  const missing = taxed({ taxRates: [] });
  expect(missing.blockers).toHaveLength(1);
  expect(missing.blockers[0]?.evidence).toHaveLength(5);
  expect(taxed({ taxRates: [rate(1), rate(2)] }).blockers).toMatchObject([{ code: 'tax_rate_ambiguous' }]);
  const exempt = taxed({ taxRates: [rate(0, { reason: 'Exempt from tax' })] });
  expect(exempt).toMatchObject({ tax: 0n, blockers: [], taxes: [{ reason: 'Exempt from tax', base: 995n, tax: 0n }] });
});
