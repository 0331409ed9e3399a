import {
  createPurchaseOrder,
  deletePurchaseOrder,
  getContract,
  listPurchaseOrders,
  updatePurchaseOrder,
} from '@kelp/contracts';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDraftLine,
  createCreditNote,
  createDraft,
  deleteDraft,
  finaliseInvoice,
  getInvoice,
  missingRevenue,
  reviewDrafts,
  startBillingRun,
  takeBackCredit,
  voidInvoice,
} from './contract';
import { eInvoiceOf } from './domain/e-invoice';
import { ublOf } from './domain/ubl';
import { loadEInvoices } from './load/e-invoice-sources';
import { billingModule } from './module';
import { readPrinted } from './pdf/read-printed';
import { paperOf } from './domain/paper';
import { standardTemplates } from './domain/standard-templates';
import { ledgerOf } from './testing/billed';
import { openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

/** The month's fee is 400.00 before tax. */
const order = (more: object = {}) =>
  test.as(
    scene.fin,
    createPurchaseOrder,
    createPurchaseOrder.input.parse({
      ...{ clientId: scene.acme, number: 'PO-7', amount: '100000', validFrom: '2026-10-01', policy: 'block' },
      ...more,
    }),
  );
const sums = async () =>
  (await test.as(scene.fin, listPurchaseOrders, { clientId: scene.acme })).rows.map(
    ({ number, reserved, used, remaining }) => [number, reserved, used, remaining],
  );
const draft = async (clientId: string, unitPrice: string) =>
  test.as(scene.fin, createDraft, {
    clientId,
    lines: [{ description: 'Cables', quantity: '1', unitPrice, taxCategoryId: scene.standard }],
  });
const run = async (cutOff = '2026-11-01') => {
  await test.as(scene.fin, startBillingRun, { cutOff, clientIds: [scene.acme] });
  await settle(test);
};
const reached = () =>
  test.rows<{ payload: { percent: number; number: string } }>(
    scene.tenant,
    sql`select payload from outbox where tenant_id = ${scene.tenant} and type = 'purchase_order.reached' order by id`,
  );

it('is reserved by drafts, used by invoices, and given back by credit notes, voids and deleted drafts', async () => {
  await order();
  const ledger = ledgerOf(test, scene, scene.acme);
  await run();
  expect(await sums()).toEqual([['PO-7', 40000n, 0n, 60000n]]);
  const id = (await ledger.bill('2026-11-01')) ?? '';
  expect(await sums()).toEqual([['PO-7', 0n, 40000n, 60000n]]);
  const lines = [{ position: 1, amount: 10000n }];
  const note = await test.as(scene.fin, createCreditNote, { id, reason: 'Outage', lines });
  expect(await sums()).toEqual([['PO-7', 0n, 30000n, 70000n]]);
  const [use] = (await test.as(scene.fin, getInvoice, { id })).creditUses;
  await test.as(scene.fin, takeBackCredit, { useId: use?.id ?? '' });
  await test.as(scene.fin, voidInvoice, { id: note.id, reason: 'Wrong' });
  expect(await sums()).toEqual([['PO-7', 0n, 40000n, 60000n]]);
  await test.as(scene.fin, voidInvoice, { id, reason: 'Wrong' });
  expect(await sums()).toEqual([['PO-7', 0n, 0n, 100000n]]);
  const cables = await draft(scene.acme, '2500');
  expect(await sums()).toEqual([['PO-7', 2500n, 0n, 97500n]]);
  const line = { description: 'Plugs', quantity: '2', unitPrice: '100', taxCategoryId: scene.standard };
  await test.as(scene.fin, addDraftLine, { id: cables.id, line });
  expect(await sums()).toEqual([['PO-7', 2700n, 0n, 97300n]]);
  await test.as(scene.fin, deleteDraft, { id: cables.id });
  expect(await sums()).toEqual([['PO-7', 0n, 0n, 100000n]]);
  expect(await ledger.violations()).toEqual([]);
});

it('blocks what is beyond it, with the way out, in preview, run and missing revenue', async () => {
  const { id } = await order({ amount: '39999' });
  const ledger = ledgerOf(test, scene, scene.acme);
  const sentence =
    '400.00 USD before tax are for purchase order PO-7, which has 399.99 USD left. Raise its amount, enter another order, or let it warn instead of block.';
  expect(await ledger.blockers('2026-11-01')).toMatchObject([{ code: 'purchase_order_exceeded', sentence }]);
  const { rows } = await test.as(scene.fin, missingRevenue, { cutOff: '2026-11-01' });
  expect(rows).toMatchObject([{ kind: 'blocked', amount: 40000n, sentences: [sentence] }]);
  await run();
  expect(await sums()).toEqual([['PO-7', 0n, 0n, 39999n]]);
  await test.as(scene.fin, updatePurchaseOrder, { id, amount: 40000n });
  expect(await ledger.bill('2026-11-01')).toBeTruthy();
  await expect(draft(scene.acme, '1')).rejects.toMatchObject({ id: 'purchase_order.exceeded' });
  await expect(test.as(scene.fin, updatePurchaseOrder, { id, amount: 39999n })).rejects.toMatchObject({
    id: 'purchase_order.taken',
  });
});

it('warns where it is to warn: the draft is made, marked in the review, and tells once for each level', async () => {
  const { id } = await order({ amount: '45000', policy: 'warn' });
  await run();
  expect((await reached()).map(({ payload }) => [payload.number, payload.percent])).toEqual([['PO-7', 80]]);
  const cables = await draft(scene.acme, '10000');
  expect(await sums()).toEqual([['PO-7', 50000n, 0n, -5000n]]);
  await test.as(scene.fin, deleteDraft, { id: cables.id });
  await draft(scene.acme, '10000');
  expect((await reached()).map(({ payload }) => payload.percent).sort((a, b) => a - b)).toEqual([80, 100]);
  const [row] = (await test.as(scene.fin, reviewDrafts, {})).rows;
  expect(row).toMatchObject({ orders: [{ number: 'PO-7', taken: 40000n, remaining: -5000n }] });
  expect(row?.anomalies).toContain('order_exceeded');
  const blocking = test.as(scene.fin, updatePurchaseOrder, { id, policy: 'block' });
  await expect(blocking).rejects.toMatchObject({ id: 'purchase_order.taken' });
});

it('cannot be overdrawn by drafts that are made at once, nor past the actions', async () => {
  const { id } = await order({ amount: '10000' });
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => draft(scene.acme, '3000')));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await sums()).toEqual([['PO-7', 9000n, 0n, 1000n]]);
  const force = (change: string) =>
    test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`update purchase_orders set taken = taken + ${change}::bigint where tenant_id = ${scene.tenant} and id = ${id}`,
      ),
    );
  await expect(force('2000')).rejects.toMatchObject({ constraint: 'purchase_orders_within' });
  await expect(force('500')).rejects.toMatchObject({ constraint: 'purchase_orders_sum' });
});

it('of a contract pays before one of the client, the earlier before the later, each for service of its days', async () => {
  await order({ number: 'PO-ALL', amount: '100000' });
  await order({ number: 'PO-1', contractId: scene.contractId, amount: '45000', validTo: '2026-12-01' });
  await order({ number: 'PO-2', contractId: scene.contractId, amount: '45000', validFrom: '2026-11-15' });
  await work(test, scene, 60, { on: '2026-10-14' });
  // The fee of 400.00 fits PO-1; the hour of 120.00 does not any more.
  await run();
  expect(await sums()).toEqual([
    ['PO-1', 40000n, 0n, 5000n],
    ['PO-ALL', 12000n, 0n, 88000n],
    ['PO-2', 0n, 0n, 45000n],
  ]);
});

it('is named line by line in the e-invoice of a document that stands on several', async () => {
  await order({ number: 'PO-ALL', amount: '100000' });
  await order({ number: 'PO-1', contractId: scene.contractId, amount: '45000' });
  await work(test, scene, 60, { on: '2026-10-14' });
  const id = (await ledgerOf(test, scene, scene.acme).bill('2026-11-01')) ?? '';
  const [source] = await test.inside(scene.tenant, (ctx) => loadEInvoices(ctx, [id]));
  if (!source) throw new Error('The invoice is there.');
  const xml = ublOf(eInvoiceOf(source.source, source.parties));
  expect(xml.match(/<cbc:Note>[^<]*<\/cbc:Note>/g)).toEqual([
    expect.stringMatching(/Purchase orders: (PO-1, PO-ALL|PO-ALL, PO-1)/),
    '<cbc:Note>Purchase order: PO-1</cbc:Note>',
    '<cbc:Note>Purchase order: PO-ALL</cbc:Note>',
  ]);
  expect(xml).not.toContain('OrderReference');
});

it('stands on the invoice, its paper and the e-invoice, and among the sentences of the contract', async () => {
  await order();
  const id = (await ledgerOf(test, scene, scene.acme).bill('2026-11-01')) ?? '';
  const invoice = await test.as(scene.fin, getInvoice, { id });
  expect(invoice).toMatchObject({
    poNumbers: ['PO-7'],
    orders: [{ number: 'PO-7', taken: 40000n, remaining: 60000n }],
  });
  const [source, printed] = await test.inside(scene.tenant, async (ctx) => [
    (await loadEInvoices(ctx, [id]))[0],
    await readPrinted(ctx, id),
  ]);
  if (!source) throw new Error('The invoice is there.');
  expect(ublOf(eInvoiceOf(source.source, source.parties))).toContain(
    '<cac:OrderReference>\n    <cbc:ID>PO-7</cbc:ID>\n  </cac:OrderReference>',
  );
  const { design } = standardTemplates.standard;
  const parties = paperOf(printed, design).sections.find(({ kind }) => kind === 'parties');
  expect(parties).toMatchObject({ facts: expect.arrayContaining([['Your order', 'PO-7']]) });
  const { sentences } = await test.as(scene.fin, getContract, { id: scene.contractId });
  expect(sentences.at(-1)).toBe(
    'Purchase order PO-7 pays for everything up to $1,000.00 before tax, for service from Oct 1, 2026. $600.00 are left. Invoices beyond it are kept back.',
  );
});

it('is entered in the currency of its contract, and goes only while nothing stands on it', async () => {
  const foreign = order({ contractId: scene.contractId, currency: 'EUR' });
  await expect(foreign).rejects.toMatchObject({ fields: { currency: 'Not USD.' } });
  await expect(order({ validTo: '2026-10-01' })).rejects.toMatchObject({ fields: { validTo: 'Too early.' } });
  const { id } = await order();
  await expect(order()).rejects.toThrow('already has a purchase order with this number');
  const cables = await draft(scene.acme, '100');
  await expect(test.as(scene.fin, deletePurchaseOrder, { id })).rejects.toMatchObject({ id: 'purchase_order.used' });
  await test.as(scene.fin, finaliseInvoice, { id: cables.id });
  expect(await sums()).toEqual([['PO-7', 0n, 100n, 99900n]]);
  const euro = await order({ number: 'PO-EUR', currency: 'EUR' });
  await draft(scene.acme, '100');
  expect((await sums()).map(([number, reserved]) => [number, reserved])).toEqual([
    ['PO-7', 100n],
    ['PO-EUR', 0n],
  ]);
  await test.as(scene.fin, deletePurchaseOrder, { id: euro.id });
});
