import fc from 'fast-check';
import { allocatePayment, amountDue, paymentState, type OpenInvoice } from './allocate-payment';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import { dueDate } from './due-date';
import { creditPostings, invoicePostings, isBalanced, paymentPostings, refundPostings, voidRefusal } from './postings';
import type { PaymentTerms } from './invoice-input';

describe('due dates', () => {
  it.each<[string, PaymentTerms, string]>([
    ['2026-01-31', { kind: 'on_receipt' }, '2026-01-31'],
    ['2026-01-31', { kind: 'net', days: 30 }, '2026-03-02'],
    ['2026-01-10', { kind: 'end_of_month', days: 15 }, '2026-02-15'],
    ['2026-01-10', { kind: 'fixed_day', dayOfMonth: 15 }, '2026-01-15'],
    ['2026-01-15', { kind: 'fixed_day', dayOfMonth: 15 }, '2026-02-15'],
    ['2026-01-31', { kind: 'fixed_day', dayOfMonth: 31 }, '2026-02-28'],
  ])('%s %j is %s', (date, terms, due) => expect(dueDate(date, terms)).toBe(due));
});

describe('entries', () => {
  const party = { clientId: 'acme', currency: 'USD' };
  it('books 200.00 + 16.50: receivable +216.50, revenue -200.00, tax -16.50', () => {
    const taxes = [{ category: 'Standard', place: '*', ratePpm: 82_500, reason: null, base: 20000n, tax: 1650n }];
    const booked = invoicePostings('acme', { currency: 'USD', net: 20000n, total: 21650n, taxes });
    expect(booked.map(({ account, amount }) => [account, amount])).toEqual([
      ['receivable', 21650n],
      ['revenue', -20000n],
      ['tax_payable', -1650n],
    ]);
  });
  it('books credit, payments with what is left over, and refunds, each to zero', () => {
    expect(creditPostings(party, 3000n).map(({ amount }) => amount)).toEqual([3000n, -3000n]);
    expect(paymentPostings(party, 18650n, 18650n).map(({ account }) => account)).toEqual(['bank', 'receivable']);
    const over = paymentPostings(party, 20000n, 18650n);
    expect(over.map(({ amount }) => amount)).toEqual([20000n, -18650n, -1350n]);
    expect([over, refundPostings(party, 5n, 'receivable')].every(isBalanced)).toBe(true);
    expect(isBalanced(over.slice(1))).toBe(false);
  });
  it('refuses to void drafts, void invoices and paid ones', () => {
    const refusal = (state: 'draft' | 'final' | 'void', allocated = 0n) =>
      voidRefusal({ state, allocated })?.id ?? null;
    expect([refusal('draft'), refusal('void'), refusal('final', 1n), refusal('final')]).toEqual([
      'invoice.draft',
      'invoice.void',
      'invoice.paid',
      null,
    ]);
  });
});

describe('payments', () => {
  const open = (id: string, due: bigint, dueOn = '2026-01-01', currency = 'USD'): OpenInvoice => ({
    id,
    currency,
    dueDate: dueOn,
    amountDue: due,
  });
  it('pays the oldest first, in its currency only; the rest is credit', () => {
    const invoices = [open('b', 500n, '2026-02-01'), open('a', 300n), open('e', 900n, '2025-01-01', 'EUR')];
    expect(allocatePayment({ amount: 1000n, currency: 'USD' }, invoices)).toEqual({
      uses: [
        { invoiceId: 'a', amount: 300n },
        { invoiceId: 'b', amount: 500n },
      ],
      credit: 200n,
    });
  });
  it.each([
    ['nothing', 0n, undefined],
    ['an unknown invoice', 10n, [{ invoiceId: 'x', amount: 1n }]],
    ['more than is due', 900n, [{ invoiceId: 'a', amount: 301n }]],
    ['more than was paid', 10n, [{ invoiceId: 'a', amount: 11n }]],
    [
      'an invoice twice',
      10n,
      [
        { invoiceId: 'a', amount: 1n },
        { invoiceId: 'a', amount: 1n },
      ],
    ],
  ])('refuses %s', (_name, amount, chosen) => {
    expect(() => allocatePayment({ amount, currency: 'USD' }, [open('a', 300n)], chosen)).toThrow();
  });
  it('never loses or makes money, nor pays more than is due', () => {
    const dues = fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 30_000n }), dues, (amount, amounts) => {
        const invoices = amounts.map((due, n) => open(String(n), due));
        const { uses, credit } = allocatePayment({ amount, currency: 'USD' }, invoices);
        expect(uses.reduce((sum, use) => sum + use.amount, credit)).toBe(amount);
        for (const use of uses) expect(use.amount <= (amounts[Number(use.invoiceId)] ?? 0n)).toBe(true);
        if (credit > 0n) expect(uses).toHaveLength(amounts.length);
      }),
    );
  });
  it('owes total less credits and payments plus refunds; the state follows', () => {
    expect(amountDue({ total: 177650n, credits: 20000n, payments: 57650n, refunds: 0n })).toBe(100000n);
    expect([paymentState(100n, 100n), paymentState(100n, 1n), paymentState(100n, 0n)]).toEqual([
      'unpaid',
      'partly_paid',
      'paid',
    ]);
  });
});

describe('canonical text', () => {
  it('is one text for equal values and gives them back, bigints included', () => {
    const value = { b: [1n, 'x', null], a: { d: -5, c: true } };
    expect(canonicalJson(value)).toBe('{"a":{"c":true,"d":-5},"b":[{"$bigint":"1"},"x",null]}');
    expect(parseCanonicalJson(canonicalJson(value))).toEqual(value);
  });
  it('refuses what has no exact text', () => {
    for (const value of [0.1, NaN, new Date(0), () => 1, { $bigint: 'x' }, 2 ** 60]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
  it('survives any value that it takes', () => {
    const arb = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.bigInt(),
        fc.constant(null),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(tie('value'), { maxLength: 3 }),
      record: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(arb.value, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
      }),
    );
  });
});
