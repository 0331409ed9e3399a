import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  changeDraftLine,
  finaliseInvoice,
  finaliseInvoices,
  getInvoice,
  listInvoices,
  missingRevenue,
  reviewDrafts,
  startBillingRun,
} from './contract';
import { billingModule } from './module';
import { cutOff, essentialContract, billableClient, openMonthEnd, work, type MonthEnd } from './testing/month-end';
import { createClient } from '@kelp/clients';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const missing = () => test.as(scene.fin, missingRevenue, { cutOff });
const review = () => test.as(scene.fin, reviewDrafts, {});

async function run(until: string): Promise<string[]> {
  await test.as(scene.fin, startBillingRun, { cutOff: until });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  return rows.map(({ id }) => id);
}

describe('missing revenue', () => {
  it('finds nothing when all is approved and covered', async () => {
    await work(test, scene, 130);
    expect(await missing()).toMatchObject({ rows: [], totals: [] });
  });

  it('counts what unapproved time would add, by the calculation of the invoice', async () => {
    await work(test, scene, 130);
    await work(test, scene, 50, { state: 'submitted' });
    const { rows, totals } = await missing();
    expect(rows).toMatchObject([
      { client: { id: scene.acme }, kind: 'unapproved', amount: 12_000n, count: 1, minutes: 50, currency: 'USD' },
    ]);
    expect(totals).toEqual([{ currency: 'USD', amount: 12_000n }]);
  });

  it('shows time that no contract covers, documents with blockers and clients without a billing profile', async () => {
    await work(test, scene, 60, { serviceId: scene.onsite });
    const { id: bare } = await test.as(scene.fin, createClient, { name: 'Bare', domains: [] });
    await work(test, scene, 60, { clientId: bare });
    const blocked = await billableClient(test, scene.fin, 'Blocked');
    await essentialContract(test, scene, blocked);
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`update billing_profiles set requires_address = true, address = '' where tenant_id = ${ctx.tenant} and client_id = ${blocked}`,
      ),
    );
    const { rows, totals } = await missing();
    expect(rows.map(({ client, kind, amount }) => [client.name, kind, amount])).toEqual([
      ['Blocked', 'blocked', 40_000n],
      ['Acme Dental', 'uncovered', 15_000n],
      ['Bare', 'no_profile', 0n],
    ]);
    expect(rows[0]?.sentences.join()).toMatch(/billing address/);
    expect(totals).toEqual([{ currency: 'USD', amount: 40_000n }]);
  });

  it('finds a fee that is in force for months and stands on no invoice', async () => {
    const late = { ...scene.fin, at: new Date('2027-02-02T15:00:00Z') };
    const never = (await test.as(late, missingRevenue, { cutOff: '2027-02-01' })).rows.filter(
      ({ kind }) => kind === 'never_billed',
    );
    expect(never).toMatchObject([{ client: { id: scene.acme }, amount: 40_000n, contractId: scene.contractId }]);
    await run(cutOff);
    const after = await test.as(late, missingRevenue, { cutOff: '2027-02-01' });
    expect(after.rows.filter(({ kind }) => kind === 'never_billed')).toEqual([]);
  });
});

describe('the review of drafts', () => {
  it('shows a first invoice as such, then only what differs from the month before; unchanged ones are finalised in one act', async () => {
    const [october = ''] = await run(cutOff);
    expect(await review()).toMatchObject({
      rows: [{ id: october, before: null, anomalies: ['first_invoice'], lines: [] }],
      unchangedIds: [],
    });
    await test.as(scene.fin, finaliseInvoice, { id: october });
    const [november = ''] = await run('2026-12-01');
    expect(await review()).toEqual({ rows: [], unchangedIds: [november] });
    const { lines } = await test.as(scene.fin, getInvoice, { id: november });
    const position = lines[0]?.position ?? 0;
    await test.as(scene.fin, changeDraftLine, { id: november, position, unitPrice: '44000' });
    expect((await review()).rows).toMatchObject([
      { id: november, before: 40_000n, difference: 4000n, lines: [{ change: 'price', difference: 4000n }] },
    ]);
    await test.as(scene.fin, changeDraftLine, { id: november, position, unitPrice: '40000' });
    const { unchangedIds } = await review();
    const done = await test.as(scene.fin, finaliseInvoices, { ids: unchangedIds });
    expect(done.finalised).toHaveLength(1);
  });
});
