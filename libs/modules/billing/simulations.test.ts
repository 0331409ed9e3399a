import { addDiscount, completeMilestone, createContract, getContract } from '@kelp/contracts';
import { asSuperuser, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { finaliseInvoices, simulateNext, simulateReplay, startBillingRun, type SimulatedChange } from './contract';
import { billingModule } from './module';
import { billableClient, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const next = (...changes: SimulatedChange[]) => test.as(scene.fin, simulateNext, { clientId: scene.acme, changes });
const later = (): Caller => ({ ...scene.fin, at: new Date('2027-02-03T15:00:00Z') });
const replay = (...changes: SimulatedChange[]) => test.as(later(), simulateReplay, { changes });

/** Everything that the database holds, as one hash a table. */
async function everything(): Promise<Record<string, string>> {
  const tables = await asSuperuser<{ name: string }>(
    test.superUrl,
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await asSuperuser<{ hash: string }>(
      test.superUrl,
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${name}" t`,
    );
    hashes[name] = row?.hash ?? '';
  }
  return hashes;
}

it('shows the next three invoices as they are and as they would be', async () => {
  const { client, invoices, problems } = await next({ kind: 'line_terms', lineId: scene.fixedLine, price: '50000' });
  expect(client.name).toBe('Acme Dental');
  expect(problems).toEqual([]);
  expect(invoices.map(({ on, asIs, wouldBe }) => [on, asIs?.net, wouldBe?.net])).toEqual([
    ['2026-11-02', 40_000n, 50_000n],
    ['2026-12-01', 40_000n, 50_000n],
    ['2027-01-01', 40_000n, 50_000n],
  ]);
  expect(invoices[0]?.wouldBe).toMatchObject({ tax: 5_000n, total: 55_000n });
});

it('counts work that waits with the first invoice, by a new rate and a new policy', async () => {
  await work(test, scene, 50);
  const { invoices } = await next({
    kind: 'line_terms',
    lineId: scene.hourlyLine,
    hourlyRate: '15000',
    incrementMinutes: 30,
  });
  expect([invoices[0]?.asIs?.net, invoices[0]?.wouldBe?.net]).toEqual([52_000n, 55_000n]);
});

it('adds a line, ends one, and keeps one-time discounts to one invoice', async () => {
  await test.as(scene.fin, addDiscount, {
    ...{ target: { kind: 'client', id: scene.acme }, name: 'Welcome', reduction: { kind: 'amount', amount: 10_000n } },
    ...{
      currency: 'USD',
      level: 'document',
      repeats: 'once',
      isThirdPartyFunded: false,
      validFrom: '2026-10-01',
      validTo: null,
    },
  });
  const { invoices } = await next(
    {
      kind: 'line_add',
      contractId: scene.contractId,
      lineKind: 'seats',
      serviceId: scene.onsite,
      price: '1000',
      quantity: '5',
    },
    { kind: 'line_end', lineId: scene.fixedLine, on: '2026-12-01' },
  );
  const nets = invoices.map(({ asIs, wouldBe }) => [asIs?.net, wouldBe?.net]);
  // seats from 2 November on: 29 of 30 days of 50.00
  expect(nets).toEqual([
    [30_000n, 30_000n],
    [40_000n, 44_833n],
    [40_000n, 5_000n],
  ]);
});

it('tops up a least amount by what the invoices before it would charge', async () => {
  const { id } = await test.as(scene.fin, createContract, {
    ...{
      clientId: scene.acme,
      name: 'Quarter',
      currency: 'USD',
      startsOn: '2026-10-01',
      endsOn: null,
      cycle: 'monthly',
    },
    ...{ anchor: { kind: 'day' }, leadDays: 0, poNumber: '', isDraft: false },
    lines: [
      {
        ...{ kind: 'fixed', serviceId: scene.server, price: '3000', quantity: '1' },
        ...{ timing: 'advance', proration: 'actual', includedServiceIds: [] },
      },
      { kind: 'minimum', serviceId: scene.onsite, price: '5000', prorates: false },
    ],
  });
  expect(id).toBeTruthy();
  const { invoices } = await next({ kind: 'line_terms', lineId: scene.fixedLine, price: '40000' });
  const december = invoices.find(({ on }) => on === '2026-12-01')?.asIs;
  // the fee of December in advance, November's 400.00, and 20.00 up to the least amount of November, whose fee was charged before
  expect(december?.lines.map(({ net }) => net).sort()).toEqual([2_000n, 3_000n, 40_000n]);
});

it('replays twelve months from what really happened, whoever is billed already, with winners and losers', async () => {
  const bluefin = await billableClient(test, scene.fin, 'Bluefin');
  await work(test, scene, 120, { on: '2026-10-14' });
  await work(test, scene, 60, { on: '2026-11-02', clientId: bluefin, serviceId: scene.remote });
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff: '2026-11-01' });
  await settle(test);
  await test.as(scene.fin, finaliseInvoices, { runId: id ?? '' });
  const price = { kind: 'service_price' as const, serviceId: scene.remote, currency: 'USD', price: '10000' };
  const only = await replay({ ...price, changesContracts: false });
  expect([only.from, only.to]).toEqual(['2026-02-01', '2027-02-01']);
  expect(only.rows).toEqual([
    { client: { id: bluefin, name: 'Bluefin' }, currency: 'USD', asIs: 13_500n, wouldBe: 10_000n },
  ]);
  const all = await replay({ ...price, changesContracts: true });
  const acme = all.rows.find(({ client }) => client.id === scene.acme);
  // four months of 400.00 and two hours at 120.00, then at 100.00
  expect(acme).toMatchObject({ asIs: 184_000n, wouldBe: 180_000n });
  expect(all.looked).toBe(2);
  expect(all.next).toBeNull();
  const added = await replay({ kind: 'line_terms', lineId: scene.fixedLine, quantity: '2' });
  expect(added.rows).toMatchObject([{ client: { name: 'Acme Dental' }, asIs: 184_000n, wouldBe: 344_000n }]);
});

it('sees no difference where nothing differs', async () => {
  await work(test, scene, 75);
  const same = await replay({ kind: 'line_terms', lineId: scene.hourlyLine, hourlyRate: '12000' });
  expect(same.rows).toEqual([]);
});

it('writes nothing at all: every table is the same before and after', async () => {
  await work(test, scene, 60);
  await settle(test);
  const before = await everything();
  expect(Object.keys(before).length).toBeGreaterThan(80);
  await next({ kind: 'line_terms', lineId: scene.fixedLine, price: '1' });
  await replay({ kind: 'line_end', lineId: scene.fixedLine });
  expect(await everything()).toEqual(before);
});

it('is for those who see invoices', async () => {
  const stranger = callerWith(scene.tenant, ['contract.read']);
  const changes: SimulatedChange[] = [{ kind: 'line_end', lineId: scene.fixedLine }];
  await expect(test.as(stranger, simulateNext, { clientId: scene.acme, changes })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await expect(test.as(stranger, simulateReplay, { changes })).rejects.toMatchObject({ id: 'forbidden' });
});

it('works out milestones and a most amount as they would be', async () => {
  const line = {
    ...{ kind: 'project', serviceId: scene.onsite, name: 'Office move', billing: 'milestones', price: '1000000' },
    milestones: [{ name: 'Plan', share: { kind: 'percent', percent: '30' } }],
  };
  const input = { clientId: scene.acme, name: 'Projects', startsOn: '2026-10-01', lines: [line] };
  const { id, lineIds } = await test.as(scene.fin, createContract, createContract.input.parse(input));
  const [shown] = (await test.as(scene.fin, getContract, { id })).lines;
  const milestone = shown?.project?.milestones[0]?.id ?? '';
  await test.as(scene.fin, completeMilestone, { id: milestone, completedOn: '2026-11-01' });
  const { invoices } = await next({ kind: 'line_terms', lineId: lineIds[0] ?? '', price: '2000000' });
  expect(invoices.map(({ asIs, wouldBe }) => [asIs?.net, wouldBe?.net])).toEqual([
    [340_000n, 640_000n],
    [40_000n, 40_000n],
    [40_000n, 40_000n],
  ]);
});
