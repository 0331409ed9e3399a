import { calculateInvoice } from './calculate-invoice';
import { always, charge, fixedLine, input, rate } from './invoice-fixtures';
import type { Discount, InvoiceInput } from './invoice-input';

type Shape = { level: 'line' | 'document'; percent?: string; amount?: bigint } & Partial<
  Pick<Discount, 'id' | 'contractLineIds' | 'valid' | 'isThirdPartyFunded'>
>;

function discount({ percent, amount, ...more }: Shape): Discount {
  const base = { id: 'd', name: 'Discount', contractLineIds: null, valid: always, isThirdPartyFunded: false, ...more };
  return percent === undefined
    ? { ...base, kind: 'amount', amount: amount ?? 0n }
    : { ...base, kind: 'percent', percent };
}

const lines = (...prices: string[]) =>
  prices.map((price, n) => fixedLine(`l${n}`, [charge({ price })], { position: n }));
const bill = (prices: string[], discounts: Discount[], more: Partial<InvoiceInput> = {}) =>
  calculateInvoice(input({ contractLines: lines(...prices), discounts, ...more }));

it('takes percent before amount, before tax: 400.00 less 12.5 % less 25.00 is 325.00, tax at 8.25 % 26.81', () => {
  const both = [
    discount({ id: 'b', level: 'line', amount: 2500n }),
    discount({ id: 'a', level: 'line', percent: '12.5' }),
  ];
  expect(bill(['40000'], both, { taxRates: [rate(82_500)] })).toMatchObject({ net: 32500n, tax: 2681n });
});

it('shares a document amount by net value: 25.00 over 200.00, 99.90, 50.10 is 14.29, 7.13, 3.58', () => {
  const result = bill(['20000', '9990', '5010'], [discount({ level: 'document', amount: 2500n })]);
  expect(result.lines.map((line) => line.reductions[0]?.amount)).toEqual([1429n, 713n, 358n]);
  expect(result.discountUses).toEqual([{ discountId: 'd', amount: 2500n }]);
});

it('stops at zero', () => {
  expect(bill(['1000'], [discount({ level: 'line', amount: 2500n })])).toMatchObject({
    net: 0n,
    total: 0n,
    blockers: [],
  });
  expect(bill(['1000'], [discount({ level: 'document', percent: '250' })]).net).toBe(0n);
});

it('keeps the tax on the full price when a third party pays', () => {
  const result = bill(['10000'], [discount({ level: 'line', amount: 2000n, isThirdPartyFunded: true })]);
  expect(result).toMatchObject({ net: 8000n, tax: 1000n });
});

it('covers only its lines, and only when its days meet the service period, ends excluded', () => {
  const only = [discount({ level: 'line', percent: '50', contractLineIds: ['l1'] })];
  expect(bill(['1000', '1000'], only).lines.map(({ net }) => net)).toEqual([1000n, 500n]);
  const past = { start: '2026-09-01', end: '2026-10-01' };
  const touching = { start: '2026-10-31', end: '2026-11-01' };
  expect(bill(['1000'], [discount({ level: 'line', percent: '50', valid: past })]).net).toBe(1000n);
  expect(bill(['1000'], [discount({ level: 'line', percent: '50', valid: touching })]).net).toBe(500n);
});

it('never leaves a fraction of a minor unit', () => {
  expect(bill(['999'], [discount({ level: 'line', percent: '33.3' })]).net).toBe(666n);
});
