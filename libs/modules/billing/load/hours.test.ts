import { addPrepaidLot, createContract, getContract } from '@kelp/contracts';
import { testHouse, type TestHouse } from '@kelp/testing';
import { payingLinePreview } from '@kelp/time';
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

/** A contract from 1 July 2026, by month, with one line. */
async function contractWith(line: object, more: object = {}): Promise<{ id: string; line: string }> {
  const input = { clientId: client, name: 'Retainer', startsOn: '2026-07-01', lines: [line], ...more };
  const { id, lineIds } = await test.as(scene.fin, createContract, createContract.input.parse(input));
  return { id, line: lineIds[0] ?? '' };
}
/** 15 hours for 1,500.00 a month in arrears; 120.00 an hour beyond them. */
const bucket = (more: object = {}) => ({
  kind: 'bucket',
  serviceId: scene.server,
  name: 'Retainer',
  price: '150000',
  includedMinutes: 900,
  hourlyRate: '12000',
  timing: 'arrears',
  coveredServices: [{ serviceId: scene.remote }],
  ...more,
});
const worked = (minutes: number, on: string, more: object = {}) =>
  work(test, scene, minutes, { clientId: client, on, ...more });
const ledger = () => ledgerOf(test, scene, client);
const card = async (id: string) => {
  const { lines, sentences } = await test.as(scene.fin, getContract, { id });
  return { line: lines[0], sentences };
};

it.each([
  ['carried_first', ['0', '200', '100'], ['0', '0', '150'], 30000n],
  ['base_first', ['0', '200', '0'], ['0', '0', '250'], 50000n],
] as const)(
  'carries hours by the rule %s and bills what is beyond them',
  async (rollover, rolledIn, overage, beyond) => {
    const { id } = await contractWith(bucket({ rollover }));
    await worked(700, '2026-07-10');
    await ledger().bill('2026-08-01');
    await worked(1000, '2026-08-10');
    await ledger().bill('2026-09-01');
    await worked(1150, '2026-09-10');
    const last = await ledger().bill('2026-10-01');
    const { line } = await card(id);
    expect(line?.bucketStates.map((state) => state.rolledIn).reverse()).toEqual(rolledIn);
    expect(line?.bucketStates.map((state) => state.overage).reverse()).toEqual(overage);
    expect((await ledger().lines(last ?? '')).map(({ kind, net }) => [kind, net])).toEqual([
      ['bucket_hours', 0n],
      ['fixed', 150000n],
      ['overage', beyond],
    ]);
    expect(await ledger().violations()).toEqual([]);
  },
);

it('closes several months at once in their order, and prints the recap', async () => {
  await contractWith(bucket({ rollover: 'carried_first' }));
  await worked(700, '2026-07-10');
  await worked(1150, '2026-08-10');
  const recaps = (await ledger().preview('2026-09-01')).filter(({ kind }) => kind === 'bucket_hours');
  expect(recaps.map(({ explanation }) => explanation.steps)).toEqual([
    ['Starting: 0:00 h', 'Added: 15:00 h', 'Used: 11:40 h', 'Remaining: 3:20 h carried on', 'Beyond: 0:00 h'],
    ['Starting: 3:20 h', 'Added: 15:00 h', 'Used: 19:10 h', 'Remaining: 0:00 h carried on', 'Beyond: 0:50 h'],
  ]);
});

it('burns late work from the next period, and opens a closed one only from the last', async () => {
  await contractWith(bucket({ rollover: 'carried_first' }));
  const july = await ledger().bill('2026-08-01');
  await worked(60, '2026-07-20');
  expect(await ledger().rows('2026-08-01')).toEqual([]);
  const august = await ledger().bill('2026-09-01');
  expect(await ledger().lines(august ?? '')).toMatchObject([
    { kind: 'bucket_hours', quantity: '60' },
    { kind: 'fixed' },
  ]);
  await expect(ledger().undo(july ?? '')).rejects.toMatchObject({ id: 'billing.hours_taken_over' });
  await ledger().undo(august ?? '');
  await ledger().undo(july ?? '');
  expect((await ledger().rows('2026-08-01'))[0]).toEqual(['Retainer: hours', '60', 0n]);
  expect(await ledger().violations()).toEqual([]);
});

it('counts each minute by the weight of its service and shares what is beyond over the services', async () => {
  const coveredServices = [{ serviceId: scene.remote }, { serviceId: scene.onsite, weight: '1.5' }];
  await contractWith(bucket({ coveredServices }));
  await worked(600, '2026-07-10');
  await worked(400, '2026-07-11', { serviceId: scene.onsite });
  const rows = await ledger().rows('2026-08-01');
  expect(rows).toEqual([
    ['Retainer: hours', '1200', 0n],
    ['Retainer', '1', 150000n],
    ['Retainer: beyond the hours, Onsite visit', '150', 30000n],
    ['Retainer: beyond the hours, Remote support', '150', 30000n],
  ]);
});

it('gives a part of a period all hours, unless the line says that they shrink', async () => {
  const startsOn = '2026-07-17';
  const anchor = { kind: 'day', date: '2026-07-01' };
  await contractWith(bucket({ proratesIncluded: true }), { startsOn, anchor });
  const [recap] = await ledger().preview('2026-08-01');
  expect(recap?.explanation.inputs['included']).toBe('7:15 h');
});

it('tells the technician what is left before work is saved', async () => {
  const { id } = await contractWith(bucket({ rollover: 'carried_first', timing: 'advance' }));
  await worked(700, '2026-07-10');
  await ledger().bill('2026-08-01');
  await worked(100, '2026-08-10', { state: 'draft' });
  const { answer } = await test.as(scene.tess, payingLinePreview, {
    clientId: client,
    serviceId: scene.remote,
    workDate: '2026-08-20',
  });
  expect(answer).toMatchObject({ kind: 'line', reason: expect.stringContaining('16:40 h are left.') });
  const { sentences } = await card(id);
  expect(sentences[1]).toBe(
    'Retainer: 1500.00 USD per month for 15 hours, 120.00 USD an hour beyond them, to the minute, billed in advance on the 1st for the month that begins. ' +
      'Unused hours are carried for 1 further period. Carried hours are used first. A part of a month has all hours. Takes time on Remote support.',
  );
});

describe('prepaid blocks', () => {
  const prepaid = () => ({
    kind: 'prepaid',
    serviceId: scene.server,
    name: 'Prepaid support',
    hourlyRate: '15000',
    coveredServices: [{ serviceId: scene.remote }],
  });
  const buy = (lineId: string, minutes: number, boughtOn: string, expiresOn: string | null = null) =>
    test.as(scene.fin, addPrepaidLot, { lineId, minutes, price: '100000', boughtOn, expiresOn, note: '' });

  it('bills blocks once, uses the soonest expiry first, splits an entry and bills the rest by the hour', async () => {
    const { id, line } = await contractWith(prepaid());
    await buy(line, 600, '2026-07-01');
    await buy(line, 120, '2026-07-05', '2026-09-01');
    await worked(200, '2026-07-10');
    await worked(560, '2026-07-20');
    const invoice = await ledger().bill('2026-08-01');
    expect((await ledger().lines(invoice ?? '')).map(({ kind, quantity, net }) => [kind, quantity, net])).toEqual([
      ['prepaid', '1', 100000n],
      ['prepaid_hours', '720', 0n],
      ['time', '40', 10000n],
      ['prepaid', '1', 100000n],
    ]);
    const { line: shown } = await card(id);
    expect(shown?.lots.map(({ minutes, used }) => [minutes, used])).toEqual([
      [120, 120],
      [600, 600],
    ]);
    expect(await ledger().rows('2026-08-01')).toEqual([]);
    await ledger().undo(invoice ?? '');
    expect((await ledger().rows('2026-08-01')).length).toBe(4);
    expect(await ledger().violations()).toEqual([]);
  });

  it('tells what is left, and says what is wrong with a block', async () => {
    const { line } = await contractWith(prepaid());
    await buy(line, 600, '2026-07-01');
    await worked(90, '2026-07-10', { state: 'draft' });
    const question = { clientId: client, serviceId: scene.remote, workDate: '2026-07-11' };
    const { answer } = await test.as(scene.tess, payingLinePreview, question);
    expect(answer).toMatchObject({ reason: expect.stringContaining('8:30 h are left.') });
    await expect(buy(scene.hourlyLine, 60, '2026-10-05')).rejects.toMatchObject({ id: 'contract.not_prepaid' });
    await expect(buy(line, 60, '2026-06-01')).rejects.toMatchObject({ id: 'invalid' });
    await expect(buy(line, 60, '2026-07-01', '2026-07-01')).rejects.toMatchObject({ id: 'invalid' });
  });
});
