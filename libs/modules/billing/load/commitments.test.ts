import { addLine, addPrepaidLot, changeLine, createContract, getContract, removePrepaidLot } from '@kelp/contracts';
import { createService } from '@kelp/catalog';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, openMonthEnd, work, type MonthEnd } from '../testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let client: string;
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  client = await billableClient(test, scene.fin, 'Bluefin');
});

const hourly = () => ({ kind: 'hourly', serviceId: scene.remote, hourlyRate: '12000' });
const minimum = (more: object = {}) => ({
  kind: 'minimum',
  serviceId: scene.server,
  name: 'Retainer',
  price: '50000',
  ...more,
});
const fee = (more: object = {}) => ({ kind: 'fixed', serviceId: scene.server, name: 'Care', price: '25000', ...more });
async function contractOf(lines: object[], more: object = {}) {
  const contract = { clientId: client, name: 'Care', startsOn: '2026-09-01', lines, ...more };
  return test.as(scene.fin, createContract, createContract.input.parse(contract));
}
const ledger = () => ledgerOf(test, scene, client);
const rows = async (cutOff: string) => (await ledger().rows(cutOff)).map(([name, , net]) => [name, net]);

it('tops a month up to its least amount, with the reason, and not at all once it is reached', async () => {
  await contractOf([hourly(), minimum()]);
  await work(test, scene, 160, { clientId: client, on: '2026-09-03' });
  expect(await rows('2026-10-01')).toEqual([
    ['Remote support', 32000n],
    ['Retainer', 18000n],
  ]);
  const [, topUp] = await ledger().preview('2026-10-01');
  expect(topUp).toMatchObject({ explanation: { rule: 'minimum.top_up' } });
  expect(topUp?.explanation.steps.join(' ')).toContain('180.00 USD up to the least amount');
  await work(test, scene, 120, { clientId: client, on: '2026-09-04' });
  expect(await rows('2026-10-01')).toEqual([
    ['Remote support', 56000n],
    ['Retainer', 0n],
  ]);
});

it('counts what an earlier invoice charged ahead, and takes off what is charged late', async () => {
  await contractOf([hourly(), fee({ timing: 'advance', price: '10000' }), minimum()]);
  await ledger().bill('2026-09-01');
  await ledger().bill('2026-10-01');
  expect(await ledger().rows('2026-10-01')).toEqual([]);
  await work(test, scene, 60, { clientId: client, on: '2026-09-20' });
  expect(await rows('2026-10-01')).toEqual([
    ['Remote support', 12000n],
    ['Retainer', -12000n],
  ]);
  const [, again] = await ledger().preview('2026-10-01');
  expect(again).toMatchObject({ explanation: { rule: 'minimum.again' } });
  expect(await ledger().violations()).toEqual([]);
});

it('makes no invoice out of nothing and no second one out of a reached minimum', async () => {
  await contractOf([fee({ timing: 'advance', price: '60000' }), minimum()], { endsOn: '2026-10-01' });
  await ledger().bill('2026-09-01');
  expect(await ledger().bill('2026-10-01')).toBeNull();
});

it.each([
  [true, 25000n],
  [false, 50000n],
])('prorates the least amount by its flag: %s', async (prorates, net) => {
  await contractOf([minimum({ prorates })], { startsOn: '2026-09-16', anchor: { kind: 'day', dayOfMonth: 1 } });
  expect(await rows('2026-10-01')).toEqual([['Retainer', net]]);
});

it('refuses a second least amount and a negative one', async () => {
  const { id, lineIds } = await contractOf([minimum()]);
  const again = addLine.input.parse({ contractId: id, line: minimum() });
  await expect(test.as(scene.fin, addLine, again)).rejects.toMatchObject({ id: 'invalid' });
  const change = changeLine.input.parse({ lineId: lineIds[0], from: '2026-09-15', price: '-1' });
  await expect(test.as(scene.fin, changeLine, change)).rejects.toMatchObject({ id: 'invalid' });
});

async function sevenServices(prices: object[] = []) {
  const taxCategoryId = scene.standard;
  const ids: string[] = [];
  for (let n = 1; n <= 7; n += 1) {
    const service = { name: `Part ${n}`, billingMethod: 'fixed', taxCategoryId, prices };
    ids.push((await test.as(scene.fin, createService, createService.input.parse(service))).id);
  }
  return ids;
}

it('shares 250.00 over seven services without a price to the cent', async () => {
  const members = (await sevenServices()).map((serviceId) => ({ serviceId }));
  const { id } = await contractOf([fee({ members })]);
  const shares = (await rows('2026-10-01')).map(([, net]) => net);
  expect(shares).toEqual([3572n, 3572n, 3572n, 3571n, 3571n, 3571n, 3571n]);
  const bill = await ledger().bill('2026-10-01');
  expect(await ledger().lines(bill ?? '')).toHaveLength(7);
  expect(await ledger().rows('2026-10-01')).toEqual([]);
  await ledger().undo(bill ?? '');
  expect((await rows('2026-10-01')).map(([, net]) => net)).toEqual(shares);
  expect(await ledger().violations()).toEqual([]);
  const { sentences } = await test.as(scene.fin, getContract, { id });
  expect(sentences.join(' ')).toContain('the parts always add up to the fee');
});

it('shares by weight where it is agreed, and else by the prices of the catalogue', async () => {
  await contractOf([
    fee({
      members: [
        { serviceId: scene.server, weight: '3' },
        { serviceId: scene.remote, weight: '1' },
      ],
    }),
    fee({ name: 'Plus', price: '53500', members: [{ serviceId: scene.server }, { serviceId: scene.remote }] }),
  ]);
  expect(await rows('2026-10-01')).toEqual([
    ['Care: Managed server', 18750n],
    ['Care: Remote support', 6250n],
    ['Plus: Managed server', 40000n],
    ['Plus: Remote support', 13500n],
  ]);
  const mixed = [{ serviceId: scene.server, weight: '3' }, { serviceId: scene.remote }];
  await expect(contractOf([fee({ members: mixed })])).rejects.toMatchObject({ id: 'invalid' });
});

const bucket = () => ({
  kind: 'bucket',
  serviceId: scene.server,
  name: 'Hours',
  price: '100000',
  includedMinutes: 600,
  hourlyRate: '12000',
  coveredServices: [{ serviceId: scene.remote }, { serviceId: scene.onsite }],
  timing: 'arrears',
});

it('changes weights and what becomes of unused hours from a date on', async () => {
  const { lineIds } = await contractOf([bucket()]);
  await work(test, scene, 300, { clientId: client, on: '2026-09-03' });
  await work(test, scene, 300, { clientId: client, on: '2026-10-03' });
  const change = {
    lineId: lineIds[0],
    from: '2026-10-01',
    weights: { [scene.remote]: '2.5' },
    rollover: 'carried_first',
    rolloverPeriods: 1,
  };
  await test.as(scene.fin, changeLine, changeLine.input.parse(change));
  expect(await rows('2026-11-01')).toEqual([
    ['Hours: hours', 0n],
    ['Hours', 100000n],
    ['Hours: hours', 0n],
    ['Hours', 100000n],
    // 300 minutes at 2.5 are 750: 150 beyond the 600 of October.
    ['Hours: beyond the hours', 30000n],
  ]);
  const foreign = changeLine.input.parse({ lineId: lineIds[0], from: '2026-10-01', weights: { [scene.server]: '2' } });
  await expect(test.as(scene.fin, changeLine, foreign)).rejects.toMatchObject({ id: 'invalid' });
});

it('takes back a prepaid block that was typed wrong, but none that is billed', async () => {
  const line = {
    kind: 'prepaid',
    serviceId: scene.server,
    name: 'Prepaid',
    hourlyRate: '12000',
    coveredServices: [{ serviceId: scene.remote }],
  };
  const { lineIds } = await contractOf([line]);
  const lot = (minutes: number) =>
    test.as(
      scene.fin,
      addPrepaidLot,
      addPrepaidLot.input.parse({ lineId: lineIds[0], minutes, price: '100000', boughtOn: '2026-09-01' }),
    );
  const wrong = await lot(6000);
  await test.as(scene.fin, removePrepaidLot, { id: wrong.id });
  const right = await lot(600);
  expect(await rows('2026-09-01')).toHaveLength(1);
  const bill = await ledger().bill('2026-09-01');
  await expect(test.as(scene.fin, removePrepaidLot, { id: right.id })).rejects.toMatchObject({ id: 'lot.billed' });
  await ledger().undo(bill ?? '');
  await test.as(scene.fin, removePrepaidLot, { id: right.id });
  expect(await rows('2026-09-01')).toEqual([]);
});
