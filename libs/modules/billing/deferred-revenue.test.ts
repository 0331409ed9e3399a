import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  createCreditNote,
  createDraft,
  finaliseInvoice,
  readDeferredRevenue,
  saveBillingRules,
  voidInvoice,
} from './contract';
import { recognise } from './write/revenue-schedules';
import { billingModule } from './module';
import { openMonthEnd, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let taxCategoryId: string;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  taxCategoryId = scene.standard;
  await test.as(scene.fin, saveBillingRules, {
    ...{ approvals: [], minimums: [], lateFee: null, defersRevenue: true, exemptClientIds: [] },
  });
});

/** A year of service from 1 November 2026, billed ahead. */
async function yearAhead(unitPrice = '120000'): Promise<string> {
  const { id } = await test.as(scene.fin, createDraft, {
    clientId: scene.acme,
    lines: [
      {
        ...{ description: 'Backup, a year', quantity: '1', unitPrice, taxCategoryId },
        ...{ serviceFrom: '2026-11-01', serviceTo: '2027-11-01' },
      },
    ],
  });
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

const earn = (asOf: string) => test.inside(scene.tenant, (ctx) => recognise(ctx, asOf));
const balances = async () => {
  const rows = await test.rows<{ account: string; amount: bigint }>(
    scene.tenant,
    sql`select account, sum(amount)::bigint as amount from postings where tenant_id = ${scene.tenant} and account in ('revenue', 'deferred_revenue')
        group by account`,
  );
  const of = (account: string) => rows.find((row) => row.account === account)?.amount ?? 0n;
  return [of('revenue'), of('deferred_revenue')];
};
const isSound = async () => expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);

it('waits until it is earned, by days, and ends exactly', async () => {
  await yearAhead();
  expect(await balances()).toEqual([0n, -120_000n]);
  expect(await earn('2026-12-01')).toBe(1);
  expect(await balances()).toEqual([-9_863n, -110_137n]);
  expect(await earn('2026-12-01')).toBe(0);
  await earn('2027-02-01');
  await earn('2028-01-01');
  expect(await balances()).toEqual([-120_000n, 0n]);
  await isSound();
});

it('unwinds a credit note and its void exactly, before and after something was earned', async () => {
  const id = await yearAhead();
  await earn('2027-05-01');
  const [, before] = await balances();
  expect(before).toBe(-120_000n + 59_507n);
  const note = await test.as(scene.fin, createCreditNote, {
    ...{ id, reason: 'Half of it', lines: [{ position: 1, amount: 60_000n }] },
  });
  expect(await balances()).toEqual([-29_753n, -30_247n]);
  await isSound();
  await test.as(scene.fin, voidInvoice, { id: note.id, reason: 'Not so' }).catch(async () => undefined);
  await earn('2027-11-01');
  const [revenue = 0n, deferred] = await balances();
  expect(deferred).toBe(0n);
  expect([-60_000n, -120_000n]).toContain(revenue);
  await isSound();
});

it('is nothing after a void, whatever was earned', async () => {
  const id = await yearAhead();
  await earn('2027-01-01');
  await test.as(scene.fin, voidInvoice, { id, reason: 'Wrong' });
  expect(await balances()).toEqual([0n, 0n]);
  expect(await earn('2028-01-01')).toBe(0);
  await isSound();
});

it('is told month by month, each number by its lines', async () => {
  const id = await yearAhead();
  await yearAhead('36500');
  await earn('2026-12-01');
  const report = await test.as(scene.fin, readDeferredRevenue, {});
  const [usd] = report.currencies;
  expect(usd?.months[0]?.month).toBe('2026-12-01');
  expect(usd?.months).toHaveLength(11);
  expect(usd?.months.reduce((sum, { amount }) => sum + amount, 0n)).toBe(usd?.deferred);
  const [, deferred = 0n] = await balances();
  expect(usd?.deferred).toBe(-deferred);
  const december = await test.as(scene.fin, readDeferredRevenue, { month: '2026-12-01' });
  expect(december.items.map(({ invoice }) => invoice.id)).toContain(id);
  expect(december.items.reduce((sum, { inMonth }) => sum + (inMonth ?? 0n), 0n)).toBe(usd?.months[0]?.amount);
});

it('leaves the revenue of the month alone, and everything while it is off', async () => {
  const line = { description: 'Cable', quantity: '1', unitPrice: '1000', taxCategoryId };
  const { id } = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
  await test.as(scene.fin, finaliseInvoice, { id });
  expect(await balances()).toEqual([-1_000n, 0n]);
  await test.as(scene.fin, saveBillingRules, {
    ...{ approvals: [], minimums: [], lateFee: null, defersRevenue: false, exemptClientIds: [] },
  });
  await yearAhead();
  expect(await balances()).toEqual([-121_000n, 0n]);
  await settle(test);
});
