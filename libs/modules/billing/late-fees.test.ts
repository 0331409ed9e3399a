import { createClient, mergeClients } from '@kelp/clients';
import { createPurchaseOrder } from '@kelp/contracts';
import { inUnit, systemActor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  createDraft,
  disputeLine,
  finaliseInvoice,
  getInvoice,
  listInvoices,
  pauseReminders,
  saveBillingRules,
  updateBillingSettings,
} from './contract';
import { chargeLateFees } from './jobs/charge-late-fees';
import { billingModule } from './module';
import { openMonthEnd, takeOver, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let taxCategoryId: string;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());

const rules = { approvals: [], minimums: [], defersRevenue: false };
const save = (lateFee: object | null, exemptClientIds: string[] = []) =>
  test.as(scene.fin, saveBillingRules, { ...rules, lateFee: lateFee as never, exemptClientIds });

beforeEach(async () => {
  scene = await openMonthEnd(test);
  taxCategoryId = scene.standard;
  await test.as(scene.fin, updateBillingSettings, {
    reminderSteps: [
      { days: 7, message: 'Please pay.' },
      { days: 21, message: 'Please pay now.' },
    ],
  });
  await save({ percent: '1.5', fixed: [], graceDays: 3, capPercent: '2', taxCategoryId });
});

/** Due on 2 December 2026. */
async function overdue(unitPrice = '100000'): Promise<string> {
  const line = { description: 'Work', quantity: '1', unitPrice, taxCategoryId };
  const { id } = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

async function chargeOn(day: string): Promise<void> {
  const at = new Date(`${day}T18:00:00Z`);
  const caller = { tenant: scene.tenant, actor: systemActor('schedule'), door: 'job' as const, requestId: 'test', at };
  const unit = {
    ...{ tenant: scene.tenant, jobId: 'test', attempt: 1, isLastAttempt: true },
    transaction: <T>(work: Parameters<typeof inUnit<T>>[3]) => inUnit(test.house, caller, 'test', work),
    moment: () => Promise.reject(new Error('Late fees read no moment.')),
    act: () => Promise.reject(new Error('not used')),
  };
  await chargeLateFees.process?.(unit, { at: day });
  await settle(test);
}

const fees = () =>
  test.rows<{ stepDays: number; amount: bigint; feeInvoiceId: string }>(
    scene.tenant,
    sql`select step_days, amount, fee_invoice_id from late_fees where tenant_id = ${scene.tenant} order by charged_at, step_days`,
  );

it('charges once a step, as a draft that says why, up to the cap', async () => {
  await overdue();
  await chargeOn('2026-12-08');
  expect(await fees()).toEqual([]);
  await chargeOn('2026-12-09');
  await chargeOn('2026-12-10');
  const [fee] = await fees();
  expect(await fees()).toMatchObject([{ stepDays: 7, amount: 1650n }]);
  const draft = await test.as(scene.fin, getInvoice, { id: fee?.feeInvoiceId ?? '' });
  expect(draft).toMatchObject({ state: 'draft', net: 1650n });
  expect(draft.lines[0]?.description).toMatch(
    /^Late fee for INV-\d+: 1\.5 % of \$1,100\.00 due Dec 2, 2026, 7 days overdue$/,
  );
  await chargeOn('2026-12-23');
  expect((await fees()).map(({ amount }) => amount)).toEqual([1650n, 550n]);
});

it('charges for what another system wrote as well', async () => {
  await takeOver(test, scene, { dueDate: '2026-12-02' });
  await chargeOn('2026-12-09');
  expect(await fees()).toMatchObject([{ stepDays: 7, amount: 600n }]);
});

it('makes one draft of several invoices, and none of its own fees', async () => {
  await overdue();
  await overdue('50000');
  await Promise.all([chargeOn('2026-12-09'), chargeOn('2026-12-09')]);
  const charged = await fees();
  expect(charged).toHaveLength(2);
  expect(new Set(charged.map(({ feeInvoiceId }) => feeInvoiceId)).size).toBe(1);
  await test.as(scene.fin, finaliseInvoice, { id: charged[0]?.feeInvoiceId ?? '' });
  await chargeOn('2027-02-20');
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  const [draft] = rows;
  expect((await test.as(scene.fin, getInvoice, { id: draft?.id ?? '' })).lines).toHaveLength(2);
});

it('leaves out what is disputed, paused invoices, exempt clients, and everybody while it is off', async () => {
  const [one, two] = [await overdue(), await overdue()];
  await test.as(scene.fin, disputeLine, { id: one, position: 1, reason: 'Nobody came' });
  await test.as(scene.fin, pauseReminders, { id: two, isPaused: true });
  await chargeOn('2026-12-09');
  expect(await fees()).toEqual([]);
  await overdue();
  await save({ percent: '1.5', fixed: [], graceDays: 3, capPercent: null, taxCategoryId }, [scene.acme]);
  await chargeOn('2026-12-09');
  expect(await fees()).toEqual([]);
  await save(null);
  await chargeOn('2026-12-09');
  expect(await fees()).toEqual([]);
  await save({
    percent: null,
    fixed: [{ currency: 'USD', amount: 2500n }],
    graceDays: 0,
    capPercent: null,
    taxCategoryId,
  });
  await chargeOn('2026-12-09');
  expect(await fees()).toMatchObject([{ amount: 2500n }]);
});

it('charges each currency of one profile in a draft of its own, and none of them to a purchase order', async () => {
  const currency = (to: string) =>
    test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`update billing_profiles set currency = ${to} where tenant_id = ${scene.tenant} and client_id = ${scene.acme}`,
      ),
    );
  await overdue();
  await currency('JPY');
  await overdue('20000');
  await currency('USD');
  const order = { clientId: scene.acme, number: 'PO-7', amount: '1', validFrom: '2026-01-01', policy: 'block' };
  await test.as(scene.fin, createPurchaseOrder, createPurchaseOrder.input.parse(order));
  await chargeOn('2026-12-09');
  await chargeOn('2026-12-10');
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  expect(rows.map((row) => [row.currency, row.net]).sort()).toEqual([
    ['JPY', 330n],
    ['USD', 1650n],
  ]);
});

it('charges the fee of a merged client to the one it was merged into', async () => {
  await overdue();
  const { id: into } = await test.as(scene.fin, createClient, { name: 'Acme Group', domains: [] });
  await test.as(scene.fin, mergeClients, { id: scene.acme, intoId: into });
  await settle(test);
  await chargeOn('2026-12-09');
  const [fee] = await fees();
  const draft = await test.as(scene.fin, getInvoice, { id: fee?.feeInvoiceId ?? '' });
  expect(draft).toMatchObject({ state: 'draft', net: 1650n, client: { id: into, name: 'Acme Group' } });
});
