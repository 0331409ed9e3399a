import { createContract, setQuantity } from '@kelp/contracts';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, openMonthEnd, type MonthEnd } from '../testing/month-end';

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

/** A contract from 1 April 2026, by month, with one line that counts seats at 18.90. */
async function seats(more: object = {}): Promise<string> {
  const line = { kind: 'seats', serviceId: scene.server, name: 'Workstation', price: '1890', quantity: '40', ...more };
  const contract = { clientId: client, name: 'Seats', startsOn: '2026-04-01', lines: [line] };
  const { lineIds } = await test.as(scene.fin, createContract, createContract.input.parse(contract));
  return lineIds[0] ?? '';
}
const set = (lineId: string, from: string, quantity: string, more: object = {}) =>
  test.as(scene.fin, setQuantity, setQuantity.input.parse({ lineId, from, quantity, ...more }));
const ledger = () => ledgerOf(test, scene, client);

it('settles seats removed and added inside periods that are billed ahead, by the day', async () => {
  const line = await seats({ timing: 'advance' });
  const first = await ledger().bill('2026-04-01');
  expect(await ledger().lines(first ?? '')).toMatchObject([{ kind: 'seats', quantity: '40', net: 75600n }]);
  await set(line, '2026-04-22', '35');
  await ledger().bill('2026-04-30');
  expect(await ledger().rows('2026-05-01')).toEqual([
    ['Workstation', '-5', -2835n],
    ['Workstation', '35', 66150n],
  ]);
  await ledger().bill('2026-05-01');
  await set(line, '2026-05-21', '38');
  expect((await ledger().rows('2026-06-01'))[0]).toEqual(['Workstation', '3', 2012n]);
});

it('forgets what is added and removed on one day, and ignores a count that is sent twice', async () => {
  const line = await seats({ timing: 'advance' });
  await ledger().bill('2026-04-01');
  await set(line, '2026-04-10', '44');
  await set(line, '2026-04-10', '40');
  expect(await ledger().rows('2026-04-01')).toEqual([]);
  const sent = { source: 'Directory', sourceRef: 'sync-7', names: ['Amy', 'Ben'] };
  expect(await set(line, '2026-04-20', '41', sent)).toMatchObject({ isNew: true, before: '40' });
  expect(await set(line, '2026-04-20', '41', sent)).toMatchObject({ isNew: false });
  const [added] = await ledger().preview('2026-04-01');
  expect(added).toMatchObject({ quantity: '1', explanation: { rule: 'seats.added', inputs: { names: 'Amy, Ben' } } });
});

it.each([
  ['start', '40', 75600n],
  ['end', '38', 71820n],
  ['peak', '45', 85050n],
  ['daily', '41', 77490n],
] as const)('counts a month in arrears by %s', async (countMethod, quantity, net) => {
  const line = await seats({ countMethod });
  await set(line, '2026-04-11', '45');
  await set(line, '2026-04-21', '38');
  expect(await ledger().rows('2026-05-01')).toEqual([['Workstation', quantity, net]]);
});

it('bills 40 seats at 12.55 for 17 of 30 days as 284.47', async () => {
  const line = { kind: 'seats', serviceId: scene.server, name: 'Workstation', price: '1255', quantity: '40' };
  const anchor = { kind: 'day', date: '2026-04-01' };
  const contract = { clientId: client, name: 'Late', startsOn: '2026-04-14', anchor, lines: [line] };
  await test.as(scene.fin, createContract, createContract.input.parse(contract));
  expect(await ledger().rows('2026-05-01')).toEqual([['Workstation', '40', 28447n]]);
});

it('bills the difference once when a count arrives after its period was billed, and again after a void', async () => {
  const line = await seats();
  await ledger().bill('2026-05-01');
  await set(line, '2026-04-16', '46');
  expect(await ledger().rows('2026-05-01')).toEqual([['Workstation', '3', 5670n]]);
  const late = await ledger().bill('2026-05-01');
  expect(await ledger().rows('2026-05-01')).toEqual([]);
  await ledger().undo(late ?? '');
  expect(await ledger().rows('2026-05-01')).toEqual([['Workstation', '3', 5670n]]);
  await ledger().bill('2026-05-01');
  expect(await ledger().violations()).toEqual([]);
});

it('bills a voided period anew, less what settled it meanwhile', async () => {
  const line = await seats();
  const first = await ledger().bill('2026-05-01');
  await set(line, '2026-04-16', '46');
  await ledger().bill('2026-05-01');
  await ledger().undo(first ?? '');
  expect(await ledger().rows('2026-05-01')).toEqual([['Workstation', '40', 75600n]]);
});

it('says what is wrong with a count in words', async () => {
  const line = await seats();
  await expect(set(line, '2026-03-31', '1')).rejects.toMatchObject({ id: 'invalid' });
  await expect(set(scene.fixedLine, '2026-10-05', '1')).rejects.toMatchObject({ id: 'contract.not_counted' });
  await expect(seats({ timing: 'advance', countMethod: 'peak' })).rejects.toMatchObject({ id: 'invalid' });
  await expect(seats({ timing: 'advance', proration: 'none' })).rejects.toMatchObject({ id: 'invalid' });
});

it('bills one of two counts that run at the same time: the other loses cleanly', async () => {
  const line = await seats();
  await ledger().bill('2026-05-01');
  await set(line, '2026-04-16', '46');
  await Promise.all([
    ledger()
      .bill('2026-05-01')
      .catch(() => null),
    ledger()
      .bill('2026-05-01')
      .catch(() => null),
  ]);
  expect(await ledger().rows('2026-05-01')).toEqual([]);
  expect(await ledger().violations()).toEqual([]);
});
