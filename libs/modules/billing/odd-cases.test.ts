import { addDiscount, createContract, endContract, saveBillingProfile } from '@kelp/contracts';
import { sql } from '@kelp/platform/db';
import { testHouse, type TestHouse } from '@kelp/testing';
import { approveTime, createTimeEntry } from '@kelp/time';
import {
  addDraftLine,
  createDraft,
  finaliseInvoice,
  getInvoice,
  previewBilling,
  updateBillingSettings,
} from './contract';
import { paperOf } from './domain/paper';
import { standardTemplates } from './domain/standard-templates';
import { billingModule } from './module';
import { readPrinted } from './pdf/read-printed';
import { ledgerOf } from './testing/billed';
import { billableClient, openMonthEnd, work, type MonthEnd } from './testing/month-end';

/** Odd cases that are decided in writing, and faults that others have: each as what it means for a bill. */
let test: TestHouse;
let scene: MonthEnd;
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const contract = (clientId: string, lines: object[], more: object = {}) =>
  test.as(
    scene.fin,
    createContract,
    createContract.input.parse({ clientId, name: 'Odd', currency: 'USD', startsOn: '2026-10-01', ...more, lines }),
  );
const fee = (price: string, more: object = {}) => ({
  ...{ kind: 'fixed', serviceId: scene.server, price, timing: 'arrears' },
  ...more,
});
const newClient = () => billableClient(test, scene.fin, 'Bluefin Legal');
const nets = async (clientId: string, cutOff = '2026-11-01') =>
  (await ledgerOf(test, scene, clientId).rows(cutOff)).map(([, , net]) => net).sort();

it('a line with a negative price is a reduction, with its tax', async () => {
  const clientId = await newClient();
  await contract(clientId, [fee('40000'), fee('-5000', { name: 'Loyalty' })]);
  const id = (await ledgerOf(test, scene, clientId).bill('2026-11-01')) ?? '';
  expect(await test.as(scene.fin, getInvoice, { id })).toMatchObject({
    ...{ net: 35_000n, tax: 3500n, total: 38_500n },
    taxes: [{ base: 35_000n, tax: 3500n }],
  });
});

it('two profiles of one client are two documents', async () => {
  const second = { clientId: scene.acme, name: 'Clinic', currency: 'USD', address: 'Desk 4' };
  const { id: billingProfileId } = await test.as(scene.fin, saveBillingProfile, second);
  await contract(scene.acme, [fee('9000')], { billingProfileId });
  const { documents } = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff: '2026-11-01' });
  expect(documents.map(({ profile, net }) => [profile?.name, net])).toEqual([
    ['Standard', 40_000n],
    ['Clinic', 9000n],
  ]);
});

it('a contract that starts and ends on one day bills nothing, one that starts on a boundary nothing before', async () => {
  const clientId = await newClient();
  const { id } = await contract(clientId, [fee('40000')], { startsOn: '2026-10-15' });
  await test.as(scene.fin, endContract, { id, endsOn: '2026-10-15' });
  await contract(clientId, [fee('7000')], { startsOn: '2026-11-01' });
  expect(await nets(clientId)).toEqual([]);
  expect(await nets(clientId, '2026-12-01')).toEqual([7000n]);
});

it('lines of nothing are printed only where they are asked for, and make no invoice alone', async () => {
  const lines = [
    { description: 'Cables', quantity: '1', unitPrice: '1000', taxCategoryId: scene.standard },
    { description: 'Gift', quantity: '1', unitPrice: '0', taxCategoryId: scene.standard },
  ];
  const { id } = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines });
  const printed = await test.inside(scene.tenant, (ctx) => readPrinted(ctx, id));
  const { design } = standardTemplates.standard;
  const words = (showsZeroLines: boolean) => JSON.stringify(paperOf(printed, { ...design, showsZeroLines }));
  expect([words(false).includes('Gift'), words(true).includes('Gift')]).toEqual([false, true]);

  const clientId = await newClient();
  await contract(clientId, [fee('0', { includedServiceIds: [scene.onsite] })]);
  await test.as(scene.fin, updateBillingSettings, { zeroInvoices: 'skip' });
  await work(test, scene, 30, { clientId, serviceId: scene.onsite });
  expect(await ledgerOf(test, scene, clientId).bill('2026-11-01')).toBeNull();
});

it('work belongs to the month of its start on the wall of the person: evenings, and over midnight at a month’s end', async () => {
  // 20:00 to 21:00 on 31 October in Chicago is November in UTC; 23:30 to 00:30 ends in November.
  for (const [from, to] of [
    ['2026-11-01T01:00:00Z', '2026-11-01T02:00:00Z'],
    ['2026-11-01T04:30:00Z', '2026-11-01T05:30:00Z'],
  ] as const) {
    const span = { startedAt: new Date(from), endedAt: new Date(to) };
    const entry = { clientId: scene.acme, serviceId: scene.remote, ...span, notes: '', submit: true };
    const { id } = await test.as(scene.tess, createTimeEntry, entry);
    await test.as(scene.mona, approveTime, { ids: [id] });
  }
  const ledger = ledgerOf(test, scene, scene.acme);
  expect((await ledger.preview('2026-11-01')).find(({ kind }) => kind === 'time')?.net).toBe(24_000n);
  await ledger.bill('2026-11-01');
  expect((await ledger.preview('2026-12-01')).filter(({ kind }) => kind === 'time')).toEqual([]);
});

it('a discount that begins on the day after a period takes nothing from it', async () => {
  const discount = (validFrom: string) =>
    test.as(
      scene.fin,
      addDiscount,
      addDiscount.input.parse({
        target: { kind: 'contract', id: scene.contractId },
        name: `From ${validFrom}`,
        reduction: { kind: 'percent', percent: '12.5' },
        validFrom,
      }),
    );
  await discount('2026-11-01');
  expect(await nets(scene.acme)).toEqual([40_000n]);
  await discount('2026-10-31');
  expect(await nets(scene.acme)).toEqual([35_000n]);
});

it('drafts and their changes are in no books; finalising writes the total once', async () => {
  const booked = () =>
    test.rows<{ amount: bigint }>(
      scene.tenant,
      sql`select amount from postings where tenant_id = ${scene.tenant} and account = 'receivable' order by amount`,
    );
  const line = { description: 'Cables', quantity: '1', unitPrice: '1000', taxCategoryId: scene.standard };
  const { id } = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
  await test.as(scene.fin, addDraftLine, { id, line });
  await test.as(scene.fin, addDraftLine, { id, line });
  expect(await booked()).toEqual([]);
  await test.as(scene.fin, finaliseInvoice, { id });
  expect(await booked()).toEqual([{ amount: 3300n }]);
});
