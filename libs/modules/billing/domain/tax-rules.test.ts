import fc from 'fast-check';
import { calculateInvoice } from './calculate-invoice';
import { always, charge, fixedLine, input, profile, rate } from './invoice-fixtures';
import { freezeInvoice, replayInvoice } from './freeze-invoice';
import type { InvoiceInput, TaxRate } from './invoice-input';
import { bandPieces, splitInclusive, taxOn } from './tax-on';

/** Product rules on tax, each with its example; amounts in cents. */
const fee = (id: string, price: string, more: { taxCategory?: string; pricesIncludeTax?: boolean } = {}) =>
  fixedLine(id, [charge({ price })], more);
const denver = profile({ taxPlace: 'US-CO-Denver', taxPlaces: ['US-CO-Denver', 'US-CO', 'US'] });
const state = rate(29_000, {
  id: 'state',
  place: 'US-CO',
  component: 'state',
  name: 'State tax',
  code: 'S',
  position: 0,
});
const city = rate(48_100, {
  id: 'city',
  place: 'US-CO-Denver',
  component: 'city',
  name: 'City tax',
  code: 'S',
  position: 1,
});
const bill = (more: Partial<InvoiceInput>) => calculateInvoice(input({ profile: denver, ...more }));
const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

it('1: takes the rate of the tax point, never two', () => {
  const [before, after] = [
    rate(190_000, { valid: { start: '2020-01-01', end: '2026-11-01' } }),
    rate(160_000, { valid: { start: '2026-11-01', end: null } }),
  ];
  const tax = (taxPoint: 'service_end' | 'delivery' | 'invoice_date') =>
    calculateInvoice(
      input({
        contractLines: [fee('a', '10000')],
        taxRates: [before, after],
        profile: profile({ taxPoint }),
        invoiceDate: '2026-11-02',
      }),
    ).tax;
  expect([tax('service_end'), tax('delivery'), tax('invoice_date')]).toEqual([1900n, 1900n, 1600n]);
});

it('6: each component declared on its own rounds on its own, and belongs to the place that sets it', () => {
  const { taxes, tax, lines } = bill({ contractLines: [fee('a', '1050')], taxRates: [state, city] });
  // 10.50 × 2.9 % = 0.3045, × 4.81 % = 0.50505
  expect(taxes).toMatchObject([
    { component: 'state', place: 'US-CO', ratePpm: 29_000, base: 1050n, tax: 30n, code: 'S' },
    { component: 'city', place: 'US-CO-Denver', ratePpm: 48_100, base: 1050n, tax: 51n },
  ]);
  expect(tax).toBe(81n);
  expect(lines[0]).toMatchObject({
    taxRatePpm: 77_100,
    tax: 81n,
    taxDetails: { date: '2026-10-31', point: 'service_end' },
  });
  expect(lines[0]?.taxDetails?.steps).toEqual([
    'Taxed by the rates of 2026-10-31, the last day of service.',
    'State tax 2.9 % in US-CO of 10.50 USD = 0.30 USD',
    'City tax 4.81 % in US-CO-Denver of 10.50 USD = 0.51 USD',
  ]);
});

it('3: state and local taken together round once and share what comes out', () => {
  const together = [state, city].map((one) => ({ ...one, isDeclared: false }));
  const { taxes, tax } = bill({ contractLines: [fee('a', '1050')], taxRates: together });
  // 10.50 × 7.71 % = 0.80955
  expect(tax).toBe(81n);
  expect(taxes.map((one) => one.tax)).toEqual([30n, 51n]);
  // 5.20 × 7.71 % = 0.40092 is 0.40; on their own 0.15 + 0.25
  const small = bill({ contractLines: [fee('a', '500')], taxRates: together });
  // 5.00 × 2.9 % = 0.145, × 4.81 % = 0.2405; together 0.3855 is 0.39, on their own 0.15 + 0.24
  expect(small.tax).toBe(39n);
  expect(small.taxes.map((one) => one.tax)).toEqual([15n, 24n]);
});

it('6: a compound component is charged on the base and the tax before it', () => {
  const gst = rate(50_000, { id: 'gst', component: 'gst', name: 'GST', code: 'S', position: 0 });
  const qst = rate(99_750, { id: 'qst', component: 'qst', name: 'QST', code: 'S', position: 1, isCompound: true });
  const { taxes, total } = calculateInvoice(input({ contractLines: [fee('a', '10000')], taxRates: [qst, gst] }));
  expect(taxes).toMatchObject([
    { component: 'gst', base: 10_000n, tax: 500n },
    { component: 'qst', base: 10_500n, tax: 1047n },
  ]);
  expect(total).toBe(11_547n);
});

it('the nearest place decides a component; one that is no more is a gap, one that begins later is not levied', () => {
  const free = rate(0, {
    id: 'free',
    place: 'US-CO-Denver',
    component: 'state',
    name: 'State tax',
    code: 'O',
    reason: 'Free port',
  });
  const lines = [fee('a', '10000')];
  expect(bill({ contractLines: lines, taxRates: [state, free] }).taxes).toMatchObject([
    { place: 'US-CO-Denver', code: 'O', reason: 'Free port', tax: 0n },
  ]);
  const past = { ...city, valid: { start: '2001-01-01', end: '2002-01-01' } };
  expect(bill({ contractLines: lines, taxRates: [state, past] }).blockers).toMatchObject([
    { code: 'tax_rate_missing' },
  ]);
  const later = { ...city, valid: { start: '2027-01-01', end: null } };
  expect(bill({ contractLines: lines, taxRates: [state, later] }).taxes).toHaveLength(1);
});

it('bands: each part at its rate, or the whole at the rate where it falls', () => {
  const steps = [
    { upTo: '11000', ratePpm: 0 },
    { upTo: null, ratePpm: 80_000 },
  ];
  const banded = (basis: 'document' | 'line', method: 'graduated' | 'whole'): TaxRate =>
    rate(80_000, { code: 'S', bands: { basis, method, currency: 'USD', steps } });
  const tax = (bands: TaxRate, prices = ['10000', '10000']) =>
    calculateInvoice(input({ contractLines: prices.map((price, at) => fee(String(at), price)), taxRates: [bands] }));
  expect(tax(banded('document', 'graduated')).taxes).toMatchObject([
    { ratePpm: 0, base: 11_000n, tax: 0n },
    { ratePpm: 80_000, base: 9000n, tax: 720n },
  ]);
  expect(tax(banded('document', 'whole')).tax).toBe(1600n);
  expect(tax(banded('line', 'whole')).tax).toBe(0n);
  expect(tax(banded('line', 'whole'), ['11000', '11001']).tax).toBe(880n);
  expect(tax(banded('line', 'graduated'), ['10000', '12000']).tax).toBe(80n);
  const euro = rate(80_000, { code: 'S', bands: { basis: 'line', method: 'whole', currency: 'EUR', steps } });
  expect(tax(euro).blockers).toMatchObject([{ code: 'tax_bands_currency' }]);
});

it('a holiday is a dated zero rate with its reason', () => {
  const usual = [
    rate(82_500, { code: 'S', valid: { start: '2020-01-01', end: '2026-10-30' } }),
    rate(0, { id: 'h', code: 'Z', reason: 'Tax holiday', valid: { start: '2026-10-30', end: '2026-11-03' } }),
    rate(82_500, { id: 'r', code: 'S', valid: { start: '2026-11-03', end: null } }),
  ];
  const { taxes, blockers } = calculateInvoice(input({ contractLines: [fee('a', '10000')], taxRates: usual }));
  expect({ taxes, blockers }).toMatchObject({ taxes: [{ ratePpm: 0, reason: 'Tax holiday', tax: 0n }], blockers: [] });
});

it('5: takes the tax out of inclusive prices, once a document; net is the rest', () => {
  const one = calculateInvoice(
    input({ contractLines: [fee('a', '25000', { pricesIncludeTax: true })], taxRates: [rate(210_000, { code: 'S' })] }),
  );
  expect(one).toMatchObject({ net: 20_661n, tax: 4339n, total: 25_000n });
  expect(one.lines[0]).toMatchObject({ gross: 25_000n, net: 20_661n, tax: 4339n, includesTax: true });
  const three = calculateInvoice(
    input({
      contractLines: ['a', 'b', 'c'].map((id) => fee(id, '199', { pricesIncludeTax: true })),
      taxRates: [rate(210_000, { code: 'S' })],
    }),
  );
  expect(three).toMatchObject({ total: 597n, tax: splitInclusive(597n, 210_000).tax });
});

it('5: inclusive and exclusive prices stand on one document; components are taken out in their order', () => {
  const { net, tax, total, taxes } = bill({
    contractLines: [fee('a', '10771', { pricesIncludeTax: true }), fee('b', '10000')],
    taxRates: [state, city],
  });
  expect({ net, tax, total }).toEqual({ net: 20_000n, tax: 1542n, total: 21_542n });
  expect(taxes.map((group) => [group.base, group.tax])).toEqual([
    [20_000n, 580n],
    [20_000n, 962n],
  ]);
});

it('7: reductions lower the base, what a third party pays does not', () => {
  const discount = (isThirdPartyFunded: boolean) => ({
    id: 'd',
    name: 'Vendor',
    level: 'document' as const,
    contractLineIds: null,
    valid: always,
    isThirdPartyFunded,
    kind: 'amount' as const,
    amount: 2500n,
  });
  const tax = (isThirdPartyFunded: boolean, pricesIncludeTax = false) =>
    calculateInvoice(
      input({
        contractLines: [fee('a', '10000', { pricesIncludeTax })],
        discounts: [discount(isThirdPartyFunded)],
        taxRates: [rate(82_500, { code: 'S' })],
      }),
    );
  expect(tax(false)).toMatchObject({ net: 7500n, tax: 619n });
  expect(tax(true)).toMatchObject({ net: 7500n, tax: 825n });
  // The price of 100.00 contains 7.62; the client pays 75.00, and the tax is still that of the whole.
  expect(tax(true, true)).toMatchObject({ net: 6738n, tax: 762n, total: 7500n });
});

const certificate = (end: string | null) => ({
  id: 'c',
  certificate: 'TX-99',
  reason: 'Resale',
  reasonCode: '',
  category: null,
  place: 'US',
  valid: { start: '2020-01-01', end },
});

it('8: a certificate frees while it is valid, with its number on the document; then full tax and a warning', () => {
  const given = { contractLines: [fee('a', '10000')], taxRates: [state, city], invoiceDate: '2026-11-02' };
  const free = bill({ ...given, exemptions: [certificate(null)] });
  expect(free.taxes).toMatchObject([
    { code: 'E', ratePpm: 0, reason: 'Resale', evidence: 'TX-99', base: 10_000n, tax: 0n },
  ]);
  expect(free.warnings).toEqual([]);
  const ended = bill({ ...given, exemptions: [certificate('2026-10-31')] });
  expect(ended.tax).toBe(771n);
  expect(ended.warnings).toMatchObject([{ code: 'exemption_expired' }]);
  const ending = bill({ ...given, exemptions: [certificate('2026-12-02')] });
  expect(ending).toMatchObject({ tax: 0n, warnings: [{ code: 'exemption_expiring' }] });
  expect(bill({ ...given, exemptions: [certificate('2026-12-03')] }).warnings).toEqual([]);
  const renewed = [certificate('2026-12-02'), { ...certificate(null), id: 'n', certificate: 'TX-100' }];
  expect(bill({ ...given, exemptions: renewed }).warnings).toEqual([]);
  const elsewhere = bill({ ...given, exemptions: [{ ...certificate(null), place: 'CA' }] });
  expect(elsewhere.tax).toBe(771n);
});

it('8: reverse charge gives zero with the code of the law and the VAT number', () => {
  const reverseCharge = {
    id: 'v',
    vatNumber: 'ATU12345678',
    check: 'format',
    valid: { start: '2026-01-01', end: null },
  };
  const { taxes, tax } = bill({ contractLines: [fee('a', '10000')], taxRates: [], reverseCharge });
  expect(tax).toBe(0n);
  expect(taxes).toMatchObject([{ code: 'AE', reasonCode: 'VATEX-EU-AE', evidence: 'ATU12345678', base: 10_000n }]);
});

it('9: no rate is a blocker, a zero rate is a rate', () => {
  expect(bill({ contractLines: [fee('a', '1')], taxRates: [] }).blockers).toMatchObject([{ code: 'tax_rate_missing' }]);
});

it('10: an external tax is awaited without a guess, and taken as it was answered', () => {
  const asked = bill({ contractLines: [fee('a', '10000')], taxRates: [], externalTax: null });
  expect(asked).toMatchObject({ isTaxPending: true, tax: 0n, blockers: [], taxes: [] });
  const answer = {
    component: '',
    name: 'Sales tax',
    place: 'US-CO',
    ratePpm: 77_100,
    code: 'S' as const,
    reason: null,
  };
  const externalTax = {
    provider: 'practice',
    requestId: 'r',
    lines: [{ position: 1, taxes: [{ ...answer, reasonCode: '', evidence: '', base: 10_000n, tax: 771n }] }],
  };
  const answered = bill({ contractLines: [fee('a', '10000')], taxRates: [], externalTax });
  expect(answered).toMatchObject({ tax: 771n, taxes: [{ category: 'Standard', tax: 771n }], total: 10_771n });
  expect(answered.isTaxPending).toBeUndefined();
});

const ppm = fc.integer({ min: 0, max: 400_000 });
const price = fc.bigInt({ min: -500_000n, max: 5_000_000n });
const rounding = fc.constantFrom('document' as const, 'line' as const);

it('lines, groups and document always agree, whatever the components, bands and prices', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ price, included: fc.boolean() }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.record({ ppm, isCompound: fc.boolean(), isDeclared: fc.boolean() }), { minLength: 1, maxLength: 4 }),
      rounding,
      (prices, components, taxRounding) => {
        const taxRates = components.map((one, position) =>
          rate(one.ppm, {
            id: String(position),
            component: `c${position}`,
            position,
            code: one.ppm > 0 ? 'S' : 'Z',
            isCompound: one.isDeclared && one.isCompound,
            isDeclared: one.isDeclared,
          }),
        );
        const given = input({
          profile: profile({ taxRounding }),
          contractLines: prices.map((one, at) =>
            fee(String(at), String(one.price), { pricesIncludeTax: one.included }),
          ),
          taxRates,
        });
        const result = calculateInvoice(given);
        expect(sum(result.lines.map((line) => line.tax))).toBe(result.tax);
        expect(sum(result.taxes.map((group) => group.tax))).toBe(result.tax);
        expect(sum(result.lines.map((line) => line.net))).toBe(result.net);
        for (const [at, line] of result.lines.entries()) {
          const own = prices[Number(at)];
          expect(sum((line.taxDetails?.taxes ?? []).map((one) => one.tax))).toBe(line.tax);
          if (line.includesTax) expect(line.net + line.tax).toBe(line.gross);
          else expect(line.net).toBe(line.gross);
          expect(own).toBeDefined();
        }
        expect(replayInvoice(freezeInvoice(given, result)).isEqual).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

it('the pieces of a banded amount add up to it, and a credit mirrors its invoice', () => {
  const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.bigInt({ min: -2_000_000n, max: 2_000_000n }), bounds, fc.boolean(), (amount, ends, isWhole) => {
      const steps = [...ends]
        .sort((a, b) => a - b)
        .map((upTo, at) => ({ upTo: String(upTo) as string | null, ratePpm: at * 10_000 }))
        .concat({ upTo: null, ratePpm: 99_000 });
      const bands = { method: isWhole ? ('whole' as const) : ('graduated' as const), steps };
      const pieces = bandPieces(amount, bands);
      expect(sum(pieces.map(({ base }) => base))).toBe(amount);
      expect(bandPieces(-amount, bands)).toEqual(pieces.map(({ ratePpm, base }) => ({ ratePpm, base: -base })));
      expect(taxOn(-amount, 99_000)).toBe(-taxOn(amount, 99_000));
    }),
  );
});
