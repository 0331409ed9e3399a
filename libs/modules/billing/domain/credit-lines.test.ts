import fc from 'fast-check';
import { roundQuotient } from '@kelp/std';
import { calculateCredit, type CreditableLine, type CreditInput, type CreditRequest } from './credit-lines';
import { freezeCredit, replayCredit } from './freeze-invoice';

function line(net: bigint, tax: bigint, more: Partial<CreditableLine> = {}): CreditableLine {
  return {
    position: 1,
    kind: 'fixed',
    contractLineId: null,
    serviceId: 's',
    description: 'Seats',
    quantity: '5',
    unit: 'piece',
    unitPrice: '1890',
    priceBase: 1,
    net,
    taxable: net,
    tax,
    left: { net, taxable: net, tax },
    taxCategory: 'Standard',
    taxPlace: '*',
    taxRatePpm: 82_500,
    taxReason: null,
    servicePeriod: { start: '2026-10-01', end: '2026-11-01' },
    ...more,
  };
}
const input = (lines: CreditableLine[], requests: CreditRequest[]): CreditInput => ({
  currency: 'USD',
  date: '2026-11-02',
  invoice: 'INV-0001',
  reason: 'Too many seats',
  lines,
  requests,
});

it('takes back a quantity at the price and tax it was billed at, all amounts below zero', () => {
  const { lines, net, tax, total, taxes } = calculateCredit(
    input([line(9450n, 780n)], [{ position: 1, kind: 'quantity', quantity: '2' }]),
  );
  expect([net, tax, total]).toEqual([-3780n, -312n, -4092n]);
  expect(lines).toMatchObject([{ quantity: '-2', unitPrice: '1890', explanation: { rule: 'credit.line' } }]);
  expect(taxes).toEqual([
    { category: 'Standard', place: '*', ratePpm: 82_500, reason: null, base: -3780n, tax: -312n },
  ]);
});

it('rounds away from zero on both sides, so that a note mirrors its invoice', () => {
  const half = calculateCredit(input([line(25n, 0n)], [{ position: 1, kind: 'quantity', quantity: '2.5' }]));
  expect(half.net).toBe(-13n);
});

it('gives the last note the rest of the tax', () => {
  const left = { net: 3150n, taxable: 3150n, tax: 261n };
  const last = calculateCredit(input([line(9450n, 780n, { left })], [{ position: 1, kind: 'amount', amount: 3150n }]));
  expect(last.tax).toBe(-261n);
});

it('takes back a reduction only as a part of what was charged', () => {
  const reduction = line(-2000n, -165n, { position: 2, description: 'Goodwill' });
  const both = [line(9450n, 780n), reduction];
  const whole = calculateCredit(
    input(both, [
      { position: 1, kind: 'rest' },
      { position: 2, kind: 'rest' },
    ]),
  );
  expect([whole.net, whole.tax]).toEqual([-7450n, -615n]);
  expect(() => calculateCredit(input(both, [{ position: 2, kind: 'rest' }]))).toThrow(/a charge, not a credit/);
});

it.each<[string, CreditRequest[], RegExp]>([
  ['nothing', [], /at least one line/],
  [
    'a line twice',
    [
      { position: 1, kind: 'rest' },
      { position: 1, kind: 'amount', amount: 1n },
    ],
    /once/,
  ],
  ['a line that is not there', [{ position: 9, kind: 'rest' }], /no line 9 on INV-0001/],
  ['more than the line', [{ position: 1, kind: 'quantity', quantity: '6' }], /At most 94\.50 USD is left of “Seats”/],
  ['zero', [{ position: 1, kind: 'quantity', quantity: '0' }], /more than zero/],
])('refuses %s', (_what, requests, sentence) => {
  expect(() => calculateCredit(input([line(9450n, 780n)], requests))).toThrow(sentence);
});

it('says that a line is credited in full already', () => {
  const gone = line(9450n, 780n, { left: { net: 0n, taxable: 0n, tax: 0n } });
  expect(() => calculateCredit(input([gone], [{ position: 1, kind: 'amount', amount: 1n }]))).toThrow(
    /credited in full already/,
  );
});

it('adds up: notes of any sizes over a line end at exactly the line and its tax, and replay to the same bytes', () => {
  const sizes = fc.array(fc.bigInt({ min: 1n, max: 4000n }), { maxLength: 8 });
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 20_000n }),
      fc.integer({ min: 0, max: 300_000 }),
      sizes,
      (net, ppm, parts) => {
        const tax = roundQuotient(net * BigInt(ppm), 1_000_000n);
        let left = { net, taxable: net, tax };
        let credited = { net: 0n, tax: 0n };
        for (const wanted of [...parts, net]) {
          if (left.net === 0n) break;
          const amount = wanted > left.net ? left.net : wanted;
          const given = input([line(net, tax, { left })], [{ position: 1, kind: 'amount', amount }]);
          const note = calculateCredit(given);
          expect(replayCredit(freezeCredit(given, note)).isEqual).toBe(true);
          left = { net: left.net + note.net, taxable: left.taxable + note.net, tax: left.tax + note.tax };
          credited = { net: credited.net - note.net, tax: credited.tax - note.tax };
          expect(left.tax >= 0n).toBe(true);
        }
        expect(credited).toEqual({ net, tax });
      },
    ),
  );
});
