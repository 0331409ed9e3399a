import { createService } from '@kelp/catalog';
import { addLine, createContract, endContract, setQuantity } from '@kelp/contracts';
import type { Caller, z } from '@kelp/kernel';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { sql } from '@kelp/platform/db';
import {
  createCreditNote,
  createDraft,
  exportMargin,
  exportRecurringRevenue,
  exportUnbilled,
  finaliseInvoice,
  finaliseInvoices,
  listCostRates,
  listMarginLines,
  listRecurringLines,
  listUnbilled,
  readMargin,
  readRecurringRevenue,
  readUnbilled,
  removeCostRate,
  setCostRate,
  startBillingRun,
} from './contract';
import { billingModule } from './module';
import { billableClient, cutOff, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const november = { from: '2026-11-01', to: '2026-12-01', by: 'client' as const };
const idOf = ({ actor }: Caller): string => actor.id ?? '';

/** The month of October billed and final. */
async function billed(): Promise<void> {
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  await test.as(scene.fin, finaliseInvoices, { runId: id ?? '' });
}

const fee = (price: string, quantity = '1') => ({
  ...{ kind: 'fixed' as const, serviceId: scene.server, price, quantity },
  ...{ timing: 'arrears' as const, proration: 'actual' as const, includedServiceIds: [] },
});
const contractOf = (clientId: string, more: Partial<z.output<typeof createContract.input>>) =>
  test.as(scene.fin, createContract, {
    ...{ clientId, name: 'Other', currency: 'USD', endsOn: null, anchor: { kind: 'day' }, leadDays: 0, poNumber: '' },
    ...{ startsOn: '2026-10-10', cycle: 'monthly', isDraft: false, lines: [] },
    ...more,
  });

describe('recurring revenue', () => {
  it('counts every cycle as a month, counted lines by their count, least amounts by what is missing', async () => {
    const bluefin = await billableClient(test, scene.fin, 'Bluefin');
    const { lineIds } = await contractOf(bluefin, {
      cycle: 'quarterly',
      lines: [
        fee('30000'),
        { ...fee('1000', '4'), kind: 'seats', names: [], countMethod: 'daily' },
        { kind: 'minimum', serviceId: scene.server, price: '60000', prorates: false },
      ],
    });
    await test.as(scene.fin, setQuantity, {
      lineId: lineIds[1] ?? '',
      ...{ quantity: '7', from: '2026-11-05', source: 'typed', names: [], note: '' },
    });
    const ask = (to: string) => test.as(scene.fin, listRecurringLines, { clientId: bluefin, from: '2026-10-01', to });
    expect((await ask('2026-10-10')).lines.map(({ after }) => after)).toEqual([10_000n, 1_333n, 8_667n]);
    expect((await ask('2026-11-05')).lines.map(({ after }) => after)).toEqual([10_000n, 2_333n, 7_667n]);
    expect((await ask('2026-10-09')).lines).toEqual([]);
  });

  it('tells what is new, grown, shrunk and gone between two days, and its numbers add up', async () => {
    const [bluefin = '', gone = ''] = await Promise.all(
      ['Bluefin', 'Gone'].map((name) => billableClient(test, scene.fin, name)),
    );
    await contractOf(bluefin, { startsOn: '2026-10-01', lines: [fee('10000', '3')] });
    const old = await contractOf(gone, { startsOn: '2026-09-01', lines: [fee('5000')] });
    await test.as(scene.fin, endContract, { id: old.id, endsOn: '2026-10-31' });
    await test.as(scene.fin, addLine, {
      contractId: scene.contractId,
      line: fee('2500'),
      startsOn: '2026-10-20',
    });
    const report = await test.as(scene.fin, readRecurringRevenue, { from: '2026-10-15', to: '2026-11-15' });
    const usd = report.currencies.find(({ currency }) => currency === 'USD');
    expect(usd).toMatchObject({
      ...{ start: 75_000n, new: 0n, expansion: 2_500n, contraction: 0n, churn: -5_000n, end: 72_500n },
    });
    expect(report.clients.map(({ client, movement }) => [client.name, movement])).toEqual([
      ['Acme Dental', 'expansion'],
      ['Bluefin', 'none'],
      ['Gone', 'churn'],
    ]);
    expect(usd?.months.slice(-3)).toEqual([
      { on: '2026-10-01', amount: 75_000n },
      { on: '2026-11-01', amount: 72_500n },
      { on: '2026-11-15', amount: 72_500n },
    ]);
    expect(report.uncounted).toBe(1);
    const { csv } = await test.as(scene.fin, exportRecurringRevenue, { from: '2026-10-15', to: '2026-11-15' });
    expect(csv).toContain('Gone,USD,50.00,0.00,-50.00,churn');
  });
});

describe('cost rates', () => {
  it('hold from a day on, a person before a role before everybody', async () => {
    const set = (target: object, cost: string, validFrom: string) =>
      test.as(scene.fin, setCostRate, { target: target as { kind: 'default' }, cost, validFrom });
    await set({ kind: 'default' }, '3000', '2026-01-01');
    await set({ kind: 'person', userId: idOf(scene.tess) }, '4000', '2026-01-01');
    const { id } = await set({ kind: 'person', userId: idOf(scene.tess) }, '6000', '2026-10-15');
    await work(test, scene, 60, { on: '2026-10-14' });
    await work(test, scene, 60, { on: '2026-10-15' });
    await billed();
    const costOf = async () => (await test.as(scene.fin, readMargin, november)).totals[0]?.cost;
    expect(await costOf()).toBe(10_000n);
    await test.as(scene.fin, removeCostRate, { id });
    expect(await costOf()).toBe(8_000n);
    const { rows, currency } = await test.as(scene.fin, listCostRates, {});
    expect(rows.map(({ target, cost, validTo }) => [target.name, cost, validTo])).toEqual([
      ['', '3000', null],
      ['Tess', '4000', null],
    ]);
    expect(currency).toBe('USD');
  });

  it('are kept from those who may not see them, in the audit trail as well', async () => {
    await test.as(scene.fin, setCostRate, { target: { kind: 'default' }, cost: '31415', validFrom: '2026-01-01' });
    const without = callerWith(scene.tenant, ['billing.view_margin', 'invoice.read', 'billing.set_cost']);
    await expect(test.as(without, listCostRates, {})).rejects.toMatchObject({ id: 'forbidden' });
    await expect(test.as(without, readMargin, november)).rejects.toMatchObject({ id: 'forbidden' });
    await expect(test.as(without, exportMargin, november)).rejects.toMatchObject({ id: 'forbidden' });
    const lines = { ...november, clientId: scene.acme, currency: 'USD' };
    await expect(test.as(without, listMarginLines, lines)).rejects.toMatchObject({ id: 'forbidden' });
    const audit = await test.rows<{ text: string }>(
      scene.tenant,
      sql`select a::text as text from audit_log a where tenant_id = ${scene.tenant}`,
    );
    expect(audit.some(({ text }) => text.includes('cost_rate'))).toBe(true);
    expect(audit.some(({ text }) => text.includes('31415'))).toBe(false);
  });
});

describe('margin', () => {
  it('sets the time that lines bill against them, and says where nothing is known', async () => {
    await test.as(scene.fin, setCostRate, { target: { kind: 'default' }, cost: '5000', validFrom: '2026-01-01' });
    await work(test, scene, 60);
    await work(test, scene, 30, { serviceId: scene.onsite });
    await billed();
    const { rows, totals, costCurrency } = await test.as(scene.fin, readMargin, {
      ...november,
      by: 'contract' as const,
    });
    // 400.00 of the fee has no time; 60 minutes at 120.00 cost 50.00; 30 minutes at 150.00 outside contracts cost 25.00
    expect(rows).toMatchObject([
      { contract: null, revenue: 7_500n, cost: 2_500n, margin: 5_000n, revenueWithoutCost: 0n },
      {
        contract: { id: scene.contractId },
        revenue: 52_000n,
        cost: 5_000n,
        margin: 47_000n,
        revenueWithoutCost: 40_000n,
      },
    ]);
    expect(totals).toMatchObject([{ currency: 'USD', revenue: 59_500n, cost: 7_500n, margin: 52_000n }]);
    expect(costCurrency).toBe('USD');
    const { lines } = await test.as(scene.fin, listMarginLines, {
      ...{ ...november, clientId: scene.acme, currency: 'USD', by: 'contract' as const, contractId: scene.contractId },
    });
    expect(lines.map(({ net, cost }) => [net, cost])).toEqual([
      [40_000n, null],
      [12_000n, 5_000n],
    ]);
    const { csv } = await test.as(scene.fin, exportMargin, november);
    expect(csv).toContain('Acme Dental,,USD,595.00,75.00,0.00,520.00,400.00,90,0');
  });

  it('counts work that nobody pays for on its day, time without a rate apart, and credit notes below zero', async () => {
    const id = await work(test, scene, 60, { on: '2026-11-01' });
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(sql`update time_entries set billable_minutes = 0 where tenant_id = ${scene.tenant} and id = ${id}`),
    );
    const line = { description: 'Setup', quantity: '1', unitPrice: '20000', taxCategoryId: scene.standard };
    const draft = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
    await test.as(scene.fin, finaliseInvoice, { id: draft.id });
    await test.as(scene.fin, createCreditNote, {
      ...{ id: draft.id, reason: 'Half', lines: [{ position: 1, amount: 5_000n }] },
    });
    const ask = async () => (await test.as(scene.fin, readMargin, november)).rows[0];
    expect(await ask()).toMatchObject({ revenue: 15_000n, unpaidCost: 0n, margin: null, minutesWithoutRate: 60 });
    await test.as(scene.fin, setCostRate, { target: { kind: 'default' }, cost: '5000', validFrom: '2026-01-01' });
    expect(await ask()).toMatchObject({ revenue: 15_000n, unpaidCost: 5_000n, margin: 10_000n, minutesWithoutRate: 0 });
    const { unpaid } = await test.as(scene.fin, listMarginLines, {
      ...november,
      clientId: scene.acme,
      currency: 'USD',
    });
    expect(unpaid).toMatchObject([{ person: 'Tess', minutes: 60, cost: 5_000n }]);
  });
});

describe('unbilled', () => {
  it('values approved and unapproved time, also of the month that runs, and fees that are due, by age', async () => {
    await work(test, scene, 60, { on: '2026-09-15', serviceId: scene.onsite });
    await work(test, scene, 60);
    await work(test, scene, 30, { on: '2026-11-02', state: 'submitted' });
    const { rows, totals, on, zone } = await test.as(scene.fin, readUnbilled, {});
    expect(rows).toMatchObject([
      {
        client: { name: 'Acme Dental' },
        ...{ approved: 27_000n, unapproved: 6_000n, fees: 40_000n, usage: 0n, products: 0n, total: 73_000n },
        ...{ days30: 58_000n, days60: 15_000n, days90: 0n, older: 0n, unpricedMinutes: 0 },
      },
    ]);
    expect(totals).toMatchObject([{ currency: 'USD', total: 73_000n }]);
    expect(on).toBe('2026-11-02');
    expect(zone).not.toBe('');
    const { items } = await test.as(scene.fin, listUnbilled, { clientId: scene.acme, kind: 'unapproved' });
    expect(items).toMatchObject([{ person: 'Tess', minutes: 30, amount: 6_000n, date: '2026-11-02', age: 'days30' }]);
    const all = (await test.as(scene.fin, listUnbilled, { clientId: scene.acme })).items;
    expect(all.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)).toBe(73_000n);
    expect((await test.as(scene.fin, exportUnbilled, {})).csv).toContain(
      'Acme Dental,USD,270.00,60.00,0.00,0.00,400.00,730.00',
    );
  });

  it('says which work has no price, and forgets what is billed', async () => {
    const taxCategoryId = scene.standard;
    const odd = await test.as(scene.fin, createService, {
      name: 'Odd job',
      billingMethod: 'hourly',
      taxCategoryId,
      prices: [],
    });
    await work(test, scene, 45, { serviceId: odd.id });
    await work(test, scene, 60, { on: '2026-10-20' });
    const before = (await test.as(scene.fin, readUnbilled, {})).rows[0];
    expect(before).toMatchObject({ unpricedMinutes: 45, approved: 12_000n });
    const price = { serviceId: odd.id, currency: 'USD', unitPrice: '10000', validFrom: '2024-01-01', validTo: null };
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`insert into service_prices (tenant_id, id, service_id, currency, unit_price, valid_from)
            values (${scene.tenant}, ${ctx.newId()}, ${price.serviceId}, ${price.currency}, ${price.unitPrice}, ${price.validFrom})`,
      ),
    );
    await billed();
    expect((await test.as(scene.fin, readUnbilled, {})).rows).toEqual([]);
  });
});
