import { roles, writeUser } from '@kelp/identity';
import { systemActor, type Caller } from '@kelp/kernel';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDraftLine,
  approveInvoices,
  createDraft,
  finaliseInvoice,
  finaliseInvoices,
  listAwaitedApprovals,
  listInvoices,
  saveBillingRules,
  startBillingRun,
} from './contract';
import { billingModule } from './module';
import { cutOff, openMonthEnd, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let taxCategoryId: string;
let ada: Caller;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());

async function person(name: string): Promise<Caller> {
  return test.inside(scene.tenant, async (ctx) => {
    const role = await ctx.db.find(roles, { name: 'Finance', msp: true });
    const user = await writeUser(ctx, { name, email: `${name}@northstar.test`, roleIds: [role?.id ?? ''] });
    return { ...callerWith(scene.tenant, 'all', { id: user.id, name }), at: new Date('2026-11-02T15:00:00Z') };
  });
}

const rules = { minimums: [], lateFee: null, defersRevenue: false, exemptClientIds: [] };
const threshold = (amount: bigint) =>
  test.as(ada, saveBillingRules, { ...rules, approvals: [{ currency: 'USD', amount }] });

beforeEach(async () => {
  scene = await openMonthEnd(test);
  taxCategoryId = scene.standard;
  ada = await person('ada');
  await threshold(10_000n);
});

const line = (unitPrice: string) => ({ description: 'Work', quantity: '1', unitPrice, taxCategoryId });
const draft = async (unitPrice: string) =>
  (await test.as(ada, createDraft, { clientId: scene.acme, lines: [line(unitPrice)] })).id;
const finalise = (id: string, as = ada) => test.as(as, finaliseInvoice, { id });
const awaited = async (as: Caller) => (await test.as(as, listAwaitedApprovals, {})).rows;

it('lets a draft at the threshold pass and holds one above it, at every door', async () => {
  await finalise(await draft('9090'));
  const id = await draft('9092');
  await expect(finalise(id)).rejects.toMatchObject({ message: expect.stringContaining('second person') });
  const many = await test.as(ada, finaliseInvoices, { ids: [id] });
  expect(many).toMatchObject({ finalised: [], skipped: [{ id }] });
  const robot = { ...ada, actor: systemActor('job') };
  await expect(finalise(id, robot)).rejects.toMatchObject({ message: expect.stringContaining('second person') });
});

it('is given by somebody else, never by whoever made it', async () => {
  const bea = await person('bea');
  const id = await draft('20000');
  expect(await awaited(ada)).toMatchObject([{ id, mayApprove: false, madeBy: 'ada', threshold: 10_000n }]);
  await expect(test.as(ada, approveInvoices, { ids: [id] })).rejects.toMatchObject({
    message: 'You made this draft. Somebody else has to approve it.',
  });
  expect(await awaited(bea)).toMatchObject([{ id, mayApprove: true }]);
  expect(await test.as(bea, approveInvoices, { ids: [id] })).toEqual({ approved: [id], skipped: [] });
  expect(await awaited(ada)).toEqual([]);
  expect((await finalise(id)).number).toBeTruthy();
});

it('counts no more once the draft changes, and whoever changed it made it', async () => {
  const bea = await person('bea');
  const id = await draft('20000');
  await test.as(bea, approveInvoices, { ids: [id] });
  await test.as(bea, addDraftLine, { id, line: line('100') });
  expect(await awaited(bea)).toMatchObject([{ id, mayApprove: false, madeBy: 'bea' }]);
  await expect(finalise(id, bea)).rejects.toMatchObject({ message: expect.stringContaining('second person') });
  await test.as(ada, approveInvoices, { ids: [id] });
  await finalise(id, bea);
});

it('may be given by its maker where there is nobody else', async () => {
  const id = await draft('20000');
  expect(await awaited(ada)).toMatchObject([{ id, mayApprove: true }]);
  await test.as(ada, approveInvoices, { ids: [id] });
  await finalise(id);
});

it('holds drafts of a run, made by whoever started it', async () => {
  const bea = await person('bea');
  const { id: runId } = await test.as(ada, startBillingRun, { cutOff });
  await settle(test);
  const { rows } = await test.as(ada, listInvoices, { state: 'draft', limit: 50 });
  expect(rows).toHaveLength(1);
  const skipped = await test.as(ada, finaliseInvoices, { runId: runId ?? '' });
  expect(skipped).toMatchObject({ finalised: [], skipped: [{ id: rows[0]?.id }] });
  expect(await awaited(ada)).toMatchObject([{ mayApprove: false, madeBy: 'ada' }]);
  await test.as(bea, approveInvoices, { ids: rows.map(({ id }) => id) });
  expect((await test.as(ada, finaliseInvoices, { runId: runId ?? '' })).finalised).toHaveLength(1);
});

it('leaves what is small for the next run', async () => {
  await test.as(ada, saveBillingRules, { ...rules, approvals: [], minimums: [{ currency: 'USD', amount: 44_001n }] });
  await test.as(ada, startBillingRun, { cutOff });
  await settle(test);
  expect((await test.as(ada, listInvoices, { limit: 50 })).rows).toEqual([]);
  await test.as(ada, saveBillingRules, { ...rules, approvals: [], minimums: [{ currency: 'USD', amount: 44_000n }] });
  await test.as(ada, startBillingRun, { cutOff });
  await settle(test);
  expect((await test.as(ada, listInvoices, { limit: 50 })).rows).toMatchObject([{ total: 44_000n }]);
});
