import fc from 'fast-check';
import { parseCanonicalJson, canonicalJson } from './canonical-json';
import { freezeWritten, replayWritten } from './freeze-invoice';
import { always } from './invoice-fixtures';
import { lineAmount } from './line-amount';
import { calculateWritten, type WrittenInput, type WrittenLine } from './written-lines';

const rate = (category: string, ratePpm: number) => ({
  id: category,
  place: '*',
  category,
  valid: always,
  ratePpm,
  reason: null,
});
const line = (more: Partial<WrittenLine> = {}): WrittenLine => ({
  position: 1,
  kind: 'manual',
  contractLineId: null,
  serviceId: null,
  description: 'Cable',
  quantity: '1',
  unit: 'piece',
  unitPrice: '199',
  priceBase: 1,
  gross: null,
  reductions: [],
  servicePeriod: { start: '2026-10-14', end: '2026-10-15' },
  taxCategory: 'Standard',
  explanation: null,
  by: 'Fin',
  ...more,
});
const input = (lines: WrittenLine[], more: Partial<WrittenInput> = {}): WrittenInput => ({
  invoiceDate: '2026-11-02',
  currency: 'USD',
  terms: { kind: 'net', days: 30 },
  profile: { taxPlace: '*', taxPoint: 'service_end', taxRounding: 'document' },
  lines: lines.map((one, index) => ({ ...one, position: one.position * 1000 + index })),
  taxRates: [rate('Standard', 82_500), rate('Reduced', 50_000)],
  ...more,
});

it('rounds tax once per rate: five lines of 1.99 at 8.25 % carry 0.82 of tax, line by line 0.80', () => {
  const five = Array.from({ length: 5 }, () => line());
  expect(calculateWritten(input(five)).tax).toBe(82n);
  const byLine = { taxPlace: '*', taxPoint: 'service_end', taxRounding: 'line' } as const;
  expect(calculateWritten(input(five, { profile: byLine })).tax).toBe(80n);
});

it('multiplies first and rounds once, half away from zero on both sides', () => {
  expect(lineAmount('40', '1255', 1)).toBe(50_200n);
  expect(lineAmount('2.5', '495', 1)).toBe(1238n);
  expect(lineAmount('-2.5', '495', 1)).toBe(-1238n);
  expect(lineAmount('18', '13500', 60)).toBe(4050n);
});

it('lets a line of a negative price lower the base of its own rate, and says how it was counted', () => {
  const { lines, taxes, total } = calculateWritten(
    input([
      line({ quantity: '2', unitPrice: '10000' }),
      line({ unitPrice: '-2500', description: 'Goodwill' }),
      line({ unitPrice: '1000', taxCategory: 'Reduced' }),
    ]),
  );
  expect(taxes.map(({ base, tax }) => [base, tax])).toEqual([
    [17_500n, 1444n],
    [1000n, 50n],
  ]);
  expect(total).toBe(17_500n + 1000n + 1494n);
  expect(lines[0]?.explanation).toMatchObject({
    rule: 'written.line',
    inputs: { writtenBy: 'Fin' },
    steps: ['2 × 100.00 USD = 200.00 USD'],
  });
});

it('keeps the amount and the reasons of a line that nobody changed, and never reduces a line below zero', () => {
  const explanation = {
    rule: 'fixed.proration_actual',
    version: '1',
    inputs: {},
    steps: ['18 of 30 days'],
    evidence: [],
  };
  const reductions = [{ discountId: 'd', name: 'Loyalty', amount: 5000n, isThirdPartyFunded: false }];
  const kept = line({ kind: 'fixed', unitPrice: '84700', gross: 50_820n, explanation });
  const lowered = line({ kind: 'fixed', unitPrice: '3000', reductions, explanation });
  const [first, second] = calculateWritten(input([kept, lowered])).lines;
  expect(first).toMatchObject({ gross: 50_820n, explanation });
  expect(second).toMatchObject({ gross: 3000n, net: 0n, taxable: 0n });
  expect(second?.explanation).toMatchObject({ rule: 'written.changed', inputs: { ruleBefore: explanation.rule } });
});

it('has no rate: a blocker, never a tax of nothing', () => {
  const { blockers } = calculateWritten(input([line({ taxCategory: 'Unknown' })]));
  expect(blockers).toMatchObject([{ code: 'tax_rate_missing' }]);
});

const anyLine = fc.record({
  quantity: fc.integer({ min: -9_000, max: 9_000 }).map((n) => (n / 100).toFixed(2)),
  unitPrice: fc.integer({ min: -500_000, max: 500_000 }).map(String),
  taxCategory: fc.constantFrom('Standard', 'Reduced'),
});

it('adds up for any lines: lines to net, shares to the tax of their group, and replays to the same bytes', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 40 }), fc.constantFrom('document', 'line'), (drawn, taxRounding) => {
      const given = input(
        drawn.map((one) => line(one)),
        { profile: { taxPlace: '*', taxPoint: 'invoice_date', taxRounding } },
      );
      const result = calculateWritten(given);
      const sum = (amounts: bigint[]) => amounts.reduce((a, b) => a + b, 0n);
      expect(sum(result.lines.map(({ net }) => net))).toBe(result.net);
      for (const group of result.taxes) {
        const own = result.lines.filter(({ taxCategory }) => taxCategory === group.category);
        expect(sum(own.map(({ tax }) => tax))).toBe(group.tax);
        expect(sum(own.map(({ taxable }) => taxable))).toBe(group.base);
      }
      const frozen = freezeWritten(given, result);
      expect(parseCanonicalJson(canonicalJson(given))).toEqual(given);
      expect(replayWritten(frozen).isEqual).toBe(true);
    }),
    { numRuns: 100 },
  );
});
