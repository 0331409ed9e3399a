import {
  addLine,
  billUsageAtCatalogue,
  changeLine,
  createContract,
  createMeter,
  endContract,
  getContract,
  listMeterEvents,
  recordUsage,
  removeUsage,
} from '@kelp/contracts';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, openMonthEnd, type MonthEnd } from '../testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let client: string;
let meter: string;
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  client = await billableClient(test, scene.fin, 'Bluefin');
  meter = await newMeter('sum');
});

const newMeter = async (aggregate: 'sum' | 'max' | 'last' | 'unique', name = 'Storage') =>
  (await test.as(scene.fin, createMeter, { name, unit: 'GB', aggregate, serviceId: scene.server })).id;
const tiers = [
  { upTo: '100', unitPrice: '20' },
  { upTo: null, unitPrice: '12' },
];

/** A contract from 1 April 2026, by month, with one line of usage. */
async function contractWith(pricing: object, more: object = {}, facts: object = {}) {
  const line = { kind: 'usage', serviceId: scene.server, name: 'Backup', meterId: meter, pricing, ...more };
  const contract = { clientId: client, name: 'Backup', startsOn: '2026-04-01', ...facts, lines: [line] };
  return test.as(scene.fin, createContract, createContract.input.parse(contract));
}
let sent = 0;
const row = (quantity: string, on: string, more: object = {}) => {
  sent += 1;
  return { client, eventId: `e${sent}`, on, quantity, ...more };
};
const record = (rows: object[], source: 'api' | 'paste' | 'hand' = 'api') =>
  test.as(scene.fin, recordUsage, recordUsage.input.parse({ id: meter, source, rows }));
const ledger = () => ledgerOf(test, scene, client);
const nets = async (cutOff: string) => (await ledger().rows(cutOff)).map(([, , net]) => net);

it.each([
  [{ kind: 'graduated', tiers }, 3680n],
  [{ kind: 'volume', tiers }, 2880n],
  [{ kind: 'package', size: '50', price: '900' }, 4500n],
  [{ kind: 'unit', unitPrice: '20', included: '10', minimum: '5000' }, 5000n],
] as const)('prices 240 units of a month once, however many events: %j', async (pricing, net) => {
  await contractWith(pricing);
  await record(['60', '60', '60', '60'].map((quantity, day) => row(quantity, `2026-04-0${day + 1}`)));
  expect(await nets('2026-05-01')).toEqual([net]);
});

it.each([
  ['sum', '9', 900n],
  ['max', '5', 500n],
  ['last', '1', 100n],
  ['unique', '2', 200n],
] as const)('aggregates a whole period by %s', async (aggregate, quantity, net) => {
  meter = await newMeter(aggregate, `Meter ${aggregate}`);
  await contractWith({ kind: 'unit', unitPrice: '100' });
  await record([
    row('3', '2026-04-02', { subject: 'srv-1' }),
    row('5', '2026-04-20', { subject: 'srv-2' }),
    row('1', '2026-04-30', { subject: 'srv-1' }),
  ]);
  expect(await ledger().rows('2026-05-01')).toEqual([['Backup', quantity, net]]);
});

it('ignores and counts what is sent twice, tells bad rows one by one, and writes the others', async () => {
  await contractWith({ kind: 'unit', unitPrice: '100' });
  const good = row('10', '2026-04-02');
  expect(await record([good, good, { ...good, quantity: '11' }])).toMatchObject({ written: 1, repeated: 2 });
  const answer = await record([
    good,
    row('ten', '2026-04-03'),
    row('1', '2026-02-31'),
    { ...row('1', '2026-04-03'), client: 'Nobody' },
    { client, eventId: 'named', at: '2026-05-01T03:00:00Z', quantity: '7' },
    { ...row('2', '2026-04-04'), client: 'bluefin' },
  ]);
  expect(answer).toMatchObject({ written: 2, repeated: 1, bad: [{ row: 2 }, { row: 3 }, { row: 4 }] });
  // 03:00 UTC on 1 May is still 30 April in Chicago.
  expect(await nets('2026-05-01')).toEqual([1900n]);
});

it('writes the same pasted rows once, and counts equal rows of one paste each', async () => {
  const paste = [
    { client: 'Bluefin', on: '2026-04-02', quantity: '5' },
    { client: 'Bluefin', on: '2026-04-02', quantity: '5' },
  ];
  expect(await record(paste, 'paste')).toMatchObject({ written: 2, repeated: 0 });
  expect(await record(paste, 'paste')).toMatchObject({ written: 0, repeated: 2 });
  expect(await record(paste.slice(0, 1), 'hand')).toMatchObject({ written: 1 });
});

it('takes a huge batch at once and two senders of the same batch at the same time', async () => {
  await contractWith({ kind: 'unit', unitPrice: '1' });
  const rows = Array.from({ length: 5000 }, () => row('1', '2026-04-02'));
  const answers = await Promise.all([record(rows), record([...rows].reverse())]);
  expect(answers.reduce((sum, { written }) => sum + written, 0)).toBe(5000);
  expect(await nets('2026-05-01')).toEqual([5000n]);
});

it('bills the difference once when usage arrives late, and the whole again after a void', async () => {
  await contractWith({ kind: 'graduated', tiers });
  await record([row('90', '2026-04-02')]);
  const first = await ledger().bill('2026-05-01');
  await record([row('150', '2026-04-30')]);
  expect(await nets('2026-05-01')).toEqual([1880n]);
  const [late] = await ledger().preview('2026-05-01');
  expect(late).toMatchObject({ explanation: { rule: 'usage.late' } });
  await ledger().bill('2026-05-01');
  expect(await nets('2026-05-01')).toEqual([]);
  await ledger().undo(first ?? '');
  expect(await nets('2026-05-01')).toEqual([1800n]);
  await ledger().bill('2026-05-01');
  expect(await ledger().violations()).toEqual([]);
});

it('has one of two runs at the same time bill late usage', async () => {
  await contractWith({ kind: 'unit', unitPrice: '100' });
  await record([row('10', '2026-04-02')]);
  await ledger().bill('2026-05-01');
  await record([row('5', '2026-04-03')]);
  const attempt = () =>
    ledger()
      .bill('2026-05-01')
      .catch(() => null);
  await Promise.all([attempt(), attempt()]);
  expect(await nets('2026-05-01')).toEqual([]);
  expect(await ledger().violations()).toEqual([]);
});

it('gives a part of a period its part of the included units only where the line says so', async () => {
  const pricing = { kind: 'unit', unitPrice: '100', included: '30' };
  const { id } = await contractWith(
    pricing,
    { proratesIncluded: true },
    { startsOn: '2026-04-16', anchor: { kind: 'day', dayOfMonth: 1 } },
  );
  await record([row('20', '2026-04-20')]);
  expect(await nets('2026-05-01')).toEqual([500n]);
  const { sentences } = await test.as(scene.fin, getContract, { id });
  expect(sentences.join(' ')).toContain('1.00 USD for each GB; 30 GB are included');
});

it('keeps the price of a period that has begun, and warns where more units cost less', async () => {
  const { lineIds } = await contractWith({ kind: 'unit', unitPrice: '20' });
  await record([row('10', '2026-04-02'), row('10', '2026-05-02')]);
  const change = { lineId: lineIds[0], from: '2026-04-15', pricing: { kind: 'volume', tiers } };
  const { warnings } = await test.as(scene.fin, changeLine, changeLine.input.parse(change));
  expect(warnings).toEqual(['The price falls after 100: 100 cost 20.00 USD, one more costs 12.12 USD.']);
  expect(await nets('2026-06-01')).toEqual([200n, 200n]);
});

it('holds an invoice back for usage after the end of the contract until it is billed at the price of the service', async () => {
  const { id } = await contractWith({ kind: 'unit', unitPrice: '20' });
  await test.as(scene.fin, endContract, { id, endsOn: '2026-05-11' });
  await record([row('10', '2026-05-02'), row('3', '2026-05-11')]);
  expect(await ledger().blockers('2026-06-01')).toMatchObject([{ code: 'usage_uncovered' }]);
  await test.as(scene.fin, billUsageAtCatalogue, { meterId: meter, clientId: client, until: '2026-06-01' });
  expect(await ledger().blockers('2026-06-01')).toEqual([]);
  expect(await ledger().rows('2026-06-01')).toEqual([
    ['Backup', '10', 200n],
    ['Managed server', '3', 120000n],
  ]);
  const bill = await ledger().bill('2026-06-01');
  expect(await nets('2026-06-01')).toEqual([]);
  await ledger().undo(bill ?? '');
  expect(await nets('2026-06-01')).toEqual([200n, 120000n]);
});

it('takes back what is on no invoice, and refuses what is', async () => {
  await contractWith({ kind: 'unit', unitPrice: '100' });
  await record([row('10', '2026-04-02'), row('1', '2026-04-03')]);
  const events = async () => (await test.as(scene.fin, listMeterEvents, { meterId: meter, limit: 50 })).rows;
  const [latest] = await events();
  await test.as(scene.fin, removeUsage, { id: latest?.id ?? '' });
  expect(await nets('2026-05-01')).toEqual([1000n]);
  await ledger().bill('2026-05-01');
  const [billed] = await events();
  expect(billed?.isBilled).toBe(true);
  await expect(test.as(scene.fin, removeUsage, { id: billed?.id ?? '' })).rejects.toMatchObject({ id: 'meter.billed' });
  await record([row('-4', '2026-04-03')]);
  expect(await nets('2026-05-01')).toEqual([-400n]);
});

it('refuses a second line of a meter at the same time, and a table with a hole', async () => {
  const { id } = await contractWith({ kind: 'unit', unitPrice: '100' });
  const line = { kind: 'usage', serviceId: scene.server, meterId: meter };
  const add = (pricing: object) =>
    test.as(scene.fin, addLine, addLine.input.parse({ contractId: id, line: { ...line, pricing } }));
  await expect(add({ kind: 'unit', unitPrice: '1' })).rejects.toMatchObject({ id: 'invalid' });
  await expect(add({ kind: 'graduated', tiers: tiers.slice(0, 1) })).rejects.toMatchObject({ id: 'invalid' });
});
