import fc from 'fast-check';
import { createClient } from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { inUnit, systemActor } from '@kelp/kernel';
import { testHouse, type TestHouse } from '@kelp/testing';
import {
  applyCreditTo,
  billingInvariants,
  createCreditNote,
  createDraft,
  finaliseInvoice,
  getInvoice,
  giveCredit,
  listCredits,
  listPayments,
  listTransactions,
  recordPayment,
  refundCredit,
  takeBackCredit,
  transferCredit,
  unapplyPayment,
  undoWriteOff,
  updateBillingSettings,
  voidInvoice,
  writeOffInvoice,
} from './contract';
import { expireCredits } from './jobs/expire-credits';
import { billingModule } from './module';
import { openMonthEnd, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let standard: string;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  standard = scene.standard;
});

const page = { limit: 50 };
const read = (id: string) => test.as(scene.fin, getInvoice, { id });
const violations = async () => (await test.as(scene.fin, billingInvariants, {})).violations;
const balance = async (clientId = scene.acme) =>
  (await test.as(scene.fin, listCredits, { clientId, ...page })).balances[0]?.remaining ?? 0n;
const lots = async (clientId = scene.acme) => (await test.as(scene.fin, listCredits, { clientId, ...page })).rows;
const give = (amount: bigint, more: object = {}) =>
  test.as(scene.fin, giveCredit, {
    clientId: scene.acme,
    amount,
    currency: 'USD',
    reason: 'Sorry',
    serviceIds: [],
    ...more,
  });
const pay = (amount: bigint, more: object = {}) =>
  test.as(scene.fin, recordPayment, {
    ...{ clientId: scene.acme, amount, currency: 'USD', method: 'bank_transfer' as const, provider: 'manual' },
    ...{ note: '', purpose: 'payment' as const, ...more },
  });

/** A final invoice over this many minor units, tax of 10 % included. */
async function invoiceOver(total: bigint, clientId = scene.acme): Promise<string> {
  const unitPrice = String((total * 10n) / 11n);
  const { id } = await test.as(scene.fin, createDraft, {
    clientId,
    lines: [{ description: 'Work', quantity: '1', unitPrice, taxCategoryId: standard }],
  });
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

/** Runs the expiry as it would run at this instant. */
const expireAt = (at: string) =>
  inUnit(
    test.house,
    { tenant: scene.tenant, actor: systemActor('test'), door: 'operator', requestId: 'test', at: new Date(at) },
    'test',
    async (ctx) => expireCredits.run?.(ctx, { at }),
  );

const accountOf = async (account: string) =>
  (
    await test.rows<{ sum: bigint }>(
      scene.tenant,
      sql`select coalesce(sum(amount), 0)::bigint as sum from postings where tenant_id = ${scene.tenant} and account = ${account}`,
    )
  )[0]?.sum;

describe('credit', () => {
  it('is used when an invoice is finalised, what expires first before the rest: 22.00 and 18.00 of 33.00 against 40.00', async () => {
    await give(3300n, { expiresOn: '2027-06-01' });
    await give(2200n, { expiresOn: '2027-05-01' });
    const id = await invoiceOver(4000n);
    const invoice = await read(id);
    expect(invoice).toMatchObject({ paymentState: 'paid', amountDue: 0n });
    expect(invoice.creditUses.map(({ amount }) => amount)).toEqual([2200n, invoice.total - 2200n]);
    expect(await balance()).toBe(5500n - invoice.total);
    expect(await violations()).toEqual([]);
  });

  it('comes back once, and the invoice is owed again', async () => {
    await give(1000n);
    const id = await invoiceOver(5500n);
    const useId = (await read(id)).creditUses[0]?.id ?? '';
    const tries = await Promise.allSettled([1, 2].map(() => test.as(scene.fin, takeBackCredit, { useId })));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read(id)).toMatchObject({ amountDue: 5500n, availableCredit: 1000n });
    await test.as(scene.fin, applyCreditTo, { invoiceId: id, amount: 400n });
    expect(await read(id)).toMatchObject({ amountDue: 5100n, availableCredit: 600n });
    expect(await violations()).toEqual([]);
  });

  it('of one lot goes to one of two invoices at once, never to both', async () => {
    const [first, second] = [await invoiceOver(5500n), await invoiceOver(5500n)];
    await give(5500n);
    const tries = await Promise.allSettled(
      [first, second].map((invoiceId) => test.as(scene.fin, applyCreditTo, { invoiceId })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await balance()).toBe(0n);
    expect(await violations()).toEqual([]);
  });

  it('for certain services pays lines of those only; other currencies and profiles have none of it', async () => {
    await give(1000n, { serviceIds: [scene.server] });
    await give(1000n, { currency: 'EUR' });
    const id = await invoiceOver(5500n);
    expect(await read(id)).toMatchObject({ amountDue: 5500n });
    await expect(test.as(scene.fin, applyCreditTo, { invoiceId: id })).rejects.toThrow(/No credit of Acme Dental fits/);
  });

  it('expires at the beginning of its day: as income, or as a debt by the setting', async () => {
    await expect(give(100n, { expiresOn: '2026-11-02' })).rejects.toThrow(/expired already/);
    await give(700n, { expiresOn: '2026-11-03' });
    const lateInChicago = '2026-11-03T05:59:00Z';
    const dayInChicago = '2026-11-03T06:00:00Z';
    await expireAt(lateInChicago);
    expect(await balance()).toBe(700n);
    await expireAt(dayInChicago);
    await expireAt(dayInChicago);
    expect([await balance(), await accountOf('expired_credit')]).toEqual([0n, -700n]);
    await test.as(scene.fin, updateBillingSettings, { expiredCredit: 'liability' });
    await give(300n, { expiresOn: '2026-11-04' });
    await expireAt('2026-11-04T12:00:00Z');
    expect(await accountOf('unclaimed_credit')).toBe(-300n);
    expect((await lots()).map(({ isExpired, uses }) => [isExpired, uses[0]?.kind])).toEqual([
      [false, 'expiry'],
      [false, 'expiry'],
    ]);
    expect(await violations()).toEqual([]);
  });

  it('moves within a family only, keeps its expiry, and leaves nothing between the two', async () => {
    const { id: branch } = await test.as(scene.fin, createClient, { name: 'Acme West', domains: [] });
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(sql`update clients set parent_id = ${scene.acme} where tenant_id = ${ctx.tenant} and id = ${branch}`),
    );
    const { id: stranger } = await test.as(scene.fin, createClient, { name: 'Bluefin', domains: [] });
    const { id } = await give(900n, { expiresOn: '2027-01-01' });
    const move = (toClientId: string, amount?: bigint) =>
      test.as(scene.fin, transferCredit, { id, toClientId, reason: 'Belongs there', ...(amount ? { amount } : {}) });
    await expect(move(stranger)).rejects.toThrow(/one family/);
    await expect(move(scene.acme)).rejects.toThrow(/there already/);
    await expect(move(branch, 901n)).rejects.toThrow(/Only \$9\.00 is left/);
    await move(branch, 400n);
    expect([await balance(), await balance(branch)]).toEqual([500n, 400n]);
    expect((await lots(branch))[0]).toMatchObject({ source: 'transfer', expiresOn: '2027-01-01' });
    expect(await accountOf('credit_clearing')).toBe(0n);
    expect(await violations()).toEqual([]);
  });

  it('is paid back once, and never more than is left', async () => {
    await pay(2000n);
    const [lot] = await lots();
    expect(lot).toMatchObject({ source: 'overpayment', remaining: 2000n });
    const refund = (amount: bigint) =>
      test.as(scene.fin, refundCredit, { id: lot?.id ?? '', amount, method: 'bank_transfer', reference: '', note: '' });
    const tries = await Promise.allSettled([refund(1500n), refund(1500n)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await balance()).toBe(500n);
    expect(await accountOf('bank')).toBe(500n);
    expect(await violations()).toEqual([]);
  });
});

describe('payments', () => {
  it('in advance are a liability once paid, and pay the next invoice, not the open one', async () => {
    const open = await invoiceOver(5500n);
    await pay(6000n, { purpose: 'prepayment', creditExpiresOn: '2027-11-01' });
    expect(await read(open)).toMatchObject({ amountDue: 5500n });
    expect((await lots())[0]).toMatchObject({ source: 'prepayment', remaining: 6000n, expiresOn: '2027-11-01' });
    expect(await accountOf('credit_liability')).toBe(-6000n);
    expect(await read(await invoiceOver(3300n))).toMatchObject({ amountDue: 0n, creditUsed: 3300n });
    expect(await violations()).toEqual([]);
  });

  it('partial, over and taken off again: the money stays with the client and pays elsewhere', async () => {
    const [first, second] = [await invoiceOver(5500n), await invoiceOver(3300n)];
    const part = await pay(2000n, { invoices: [{ invoiceId: first, amount: 2000n }] });
    expect(await read(first)).toMatchObject({ amountDue: 3500n, paymentState: 'partly_paid' });
    const over = await pay(8000n);
    expect(over).toMatchObject({ credit: 1200n });
    await expect(test.as(scene.fin, voidInvoice, { id: first, reason: 'x' })).rejects.toThrow(/attached/);
    const tries = await Promise.allSettled(
      [1, 2].map(() => test.as(scene.fin, unapplyPayment, { paymentId: part.id, invoiceId: first })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read(first)).toMatchObject({ amountDue: 2000n, availableCredit: 3200n });
    expect(await balance()).toBe(3200n);
    const { rows } = await test.as(scene.fin, listPayments, { clientId: scene.acme, ...page });
    expect(rows.map(({ unapplied, uses }) => [unapplied, uses.length])).toEqual([
      [1200n, 2],
      [2000n, 0],
    ]);
    await test.as(scene.fin, applyCreditTo, { invoiceId: first });
    expect(await read(first)).toMatchObject({ amountDue: 0n, paid: 3500n, creditUsed: 2000n });
    expect(await read(second)).toMatchObject({ amountDue: 0n });
    expect(await violations()).toEqual([]);
  });

  it('are not written off twice: a loss in the books with its reason, and taken back whole', async () => {
    const id = await invoiceOver(5500n);
    await pay(1500n);
    await expect(test.as(scene.fin, writeOffInvoice, { id, amount: 4001n, reason: 'Insolvent' })).rejects.toThrow(
      /Lower the amount/,
    );
    await test.as(scene.fin, writeOffInvoice, { id, amount: 1000n, reason: 'Insolvent' });
    await test.as(scene.fin, writeOffInvoice, { id, reason: 'Insolvent' });
    expect(await read(id)).toMatchObject({
      ...{ amountDue: 0n, writtenOff: 4000n, total: 5500n, paymentState: 'written_off' },
    });
    expect(await accountOf('bad_debt')).toBe(4000n);
    await expect(test.as(scene.fin, writeOffInvoice, { id, reason: 'Again' })).rejects.toThrow(/Nothing is owed/);
    await test.as(scene.fin, undoWriteOff, { id });
    expect(await read(id)).toMatchObject({ amountDue: 4000n, writtenOff: 0n, paymentState: 'partly_paid' });
    expect(await violations()).toEqual([]);
  });
});

it('lists every movement with what it did to debt and credit, and a balance that adds up', async () => {
  const id = await invoiceOver(5500n);
  const { id: paymentId } = await pay(6000n);
  await test.as(scene.fin, unapplyPayment, { paymentId, invoiceId: id });
  await test.as(scene.fin, createCreditNote, { id, reason: 'Half', lines: [{ position: 1, amount: 2500n }] });
  const { rows } = await test.as(scene.fin, listTransactions, { clientId: scene.acme, ...page });
  const oldestFirst = [...rows].reverse();
  expect(oldestFirst.map(({ type, owed, credit, amount }) => [type, owed, credit, amount])).toEqual([
    ['invoice', 5500n, 0n, 5500n],
    ['payment', -5500n, 500n, -6000n],
    ['unapply', 5500n, 5500n, 0n],
    ['credit_note', 0n, 2750n, -2750n],
    ['credit', -2750n, -2750n, 0n],
  ]);
  expect(rows[0]?.balance).toBe(5500n - 6000n - 2750n);
});

type Step = 'invoice' | 'pay' | 'give' | 'apply' | 'takeBack' | 'unapply' | 'refund' | 'writeOff' | 'note';

it('stays true whatever is done in whatever order: the books agree with themselves after every walk', async () => {
  const steps = fc.array(
    fc.record({
      step: fc.constantFrom<Step>(
        'invoice',
        'pay',
        'give',
        'apply',
        'takeBack',
        'unapply',
        'refund',
        'writeOff',
        'note',
      ),
      amount: fc.bigInt({ min: 1n, max: 9000n }),
      pick: fc.nat(20),
    }),
    { minLength: 6, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const invoices: string[] = [await invoiceOver(4400n)];
      const payments: string[] = [];
      for (const { step, amount, pick } of walk) {
        const id = invoices[pick % invoices.length] ?? '';
        const paymentId = payments[pick % Math.max(1, payments.length)];
        const lot = (await lots())[0];
        const use = (await read(id)).creditUses[0];
        const done: Record<Step, () => Promise<unknown>> = {
          invoice: async () => invoices.push(await invoiceOver(amount + 11n)),
          pay: async () => payments.push((await pay(amount)).id),
          give: () => give(amount),
          apply: () => test.as(scene.fin, applyCreditTo, { invoiceId: id, amount }),
          takeBack: async () => use && test.as(scene.fin, takeBackCredit, { useId: use.id }),
          unapply: async () => paymentId && test.as(scene.fin, unapplyPayment, { paymentId, invoiceId: id }),
          refund: async () =>
            lot && test.as(scene.fin, refundCredit, { id: lot.id, amount, method: 'other', reference: '', note: '' }),
          writeOff: () => test.as(scene.fin, writeOffInvoice, { id, amount, reason: 'x' }),
          note: () => test.as(scene.fin, createCreditNote, { id, reason: 'x', lines: [{ position: 1, amount }] }),
        };
        // What is refused changes nothing; anything else but a refusal is a fault.
        await done[step]().catch((error: { status?: number }) => expect(error.status).toBeLessThan(500));
      }
      expect(await violations()).toEqual([]);
    }),
    { numRuns: 6 },
  );
});
