import fc from 'fast-check';
import { applyCredit, type CreditLot, type CreditableInvoice } from './apply-credit';

const lot = (id: string, remaining: bigint, more: Partial<CreditLot> = {}): CreditLot => ({
  id,
  currency: 'USD',
  remaining,
  expiresOn: null,
  grantedAt: new Date('2026-01-01T00:00:00Z'),
  billingProfileId: null,
  serviceIds: [],
  ...more,
});
const invoice = (amountDue: bigint, more: Partial<CreditableInvoice> = {}): CreditableInvoice => ({
  currency: 'USD',
  billingProfileId: 'main',
  amountDue,
  byService: new Map(),
  ...more,
});
const on = '2026-04-01';
const used = (lots: CreditLot[], target: CreditableInvoice, day = on, most?: bigint) =>
  applyCredit(lots, target, day, most).map(({ lotId, amount }) => [lotId, amount]);

it('uses what expires first: 22.00 and 33.00 against 40.00 are 22.00 and 18.00', () => {
  const lots = [lot('later', 3300n, { expiresOn: '2026-06-01' }), lot('first', 2200n, { expiresOn: '2026-05-01' })];
  expect(used(lots, invoice(4000n))).toEqual([
    ['first', 2200n],
    ['later', 1800n],
  ]);
});

it('then what is oldest, then by id; what never expires comes last', () => {
  const day = (date: string) => new Date(`${date}T12:00:00Z`);
  const lots = [
    lot('d', 1n, { grantedAt: day('2025-01-01') }),
    lot('c', 1n, { expiresOn: '2026-05-01', grantedAt: day('2026-02-01') }),
    lot('b', 1n, { expiresOn: '2026-05-01', grantedAt: day('2026-02-02') }),
    lot('a', 1n, { expiresOn: '2026-05-01', grantedAt: day('2026-02-02') }),
  ];
  expect(used(lots, invoice(10n)).map(([id]) => id)).toEqual(['c', 'a', 'b', 'd']);
});

it('cannot be used on the day it expires, only before', () => {
  const lots = [lot('a', 500n, { expiresOn: '2026-05-01' })];
  expect(used(lots, invoice(500n), '2026-04-30')).toEqual([['a', 500n]]);
  expect(used(lots, invoice(500n), '2026-05-01')).toEqual([]);
});

it('stays in its currency and under its billing profile', () => {
  const lots = [lot('eur', 500n, { currency: 'EUR' }), lot('other', 500n, { billingProfileId: 'other' })];
  expect(used(lots, invoice(500n))).toEqual([]);
  expect(used(lots, invoice(500n, { billingProfileId: 'other' }))).toEqual([['other', 500n]]);
});

it('pays no more than the lines of its services cost, also when two lots name the same service', () => {
  const byService = new Map([
    ['backup', 300n],
    ['mail', 100n],
  ]);
  const lots = [
    lot('a', 200n, { serviceIds: ['backup'] }),
    lot('b', 900n, { serviceIds: ['backup', 'mail'] }),
    lot('c', 900n, { serviceIds: ['phone'] }),
  ];
  expect(used(lots, invoice(1000n, { byService }))).toEqual([
    ['a', 200n],
    ['b', 200n],
  ]);
});

it('stops at the amount that was asked for', () => {
  expect(used([lot('a', 900n)], invoice(1000n), on, 250n)).toEqual([['a', 250n]]);
});

const anyLot = fc.record({
  remaining: fc.bigInt({ min: 0n, max: 10_000n }),
  currency: fc.constantFrom('USD', 'EUR'),
  expiresOn: fc.constantFrom(null, '2026-03-01', '2026-04-01', '2026-04-02', '2026-09-01'),
  serviceIds: fc.constantFrom<string[][]>([], ['x'], ['y'], ['x', 'y']),
});

it('never uses more than a lot has, than is owed, or than is eligible, whatever the lots', () => {
  fc.assert(
    fc.property(fc.array(anyLot, { maxLength: 12 }), fc.bigInt({ min: 0n, max: 50_000n }), (drawn, amountDue) => {
      const lots = drawn.map((one, index) => lot(`lot-${index}`, one.remaining, one));
      const byService = new Map([
        ['x', 4000n],
        ['y', 1500n],
      ]);
      const uses = applyCredit(lots, invoice(amountDue, { byService }), on);
      const total = uses.reduce((sum, { amount }) => sum + amount, 0n);
      expect(total <= amountDue).toBe(true);
      let scoped = 0n;
      for (const { lotId, amount } of uses) {
        const own = lots.find(({ id }) => id === lotId);
        expect(amount > 0n && amount <= (own?.remaining ?? 0n)).toBe(true);
        expect(own?.currency === 'USD' && (own.expiresOn === null || own.expiresOn > on)).toBe(true);
        if (own?.serviceIds.length) scoped += amount;
      }
      expect(scoped <= 5500n).toBe(true);
      const free = lots
        .filter((one) => one.currency === 'USD' && one.serviceIds.length === 0)
        .filter(({ expiresOn }) => expiresOn === null || expiresOn > on)
        .reduce((sum, { remaining }) => sum + remaining, 0n);
      if (total < amountDue) expect(total >= free).toBe(true);
    }),
  );
});
