import { addDiscount, addOffer, createContract, endDiscount, listDiscounts, redeemOffer } from '@kelp/contracts';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, openMonthEnd, type MonthEnd } from '../testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let client: string;
let contract: string;
let lines: string[];
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  client = await billableClient(test, scene.fin, 'Bluefin');
  const fee = (name: string, price: string) => ({ kind: 'fixed', serviceId: scene.server, name, price });
  const input = {
    clientId: client,
    name: 'Care',
    startsOn: '2026-08-01',
    lines: [fee('A', '40000'), fee('B', '10000')],
  };
  const made = await test.as(scene.fin, createContract, createContract.input.parse(input));
  [contract, lines] = [made.id, made.lineIds];
});

const percent = (value: string, more: object = {}) => ({ reduction: { kind: 'percent', percent: value, ...more } });
const amount = (value: string) => ({ reduction: { kind: 'amount', amount: value } });
const facts = (more: object) => ({ name: 'Loyalty', validFrom: '2026-08-01', ...more });
const onContract = () => ({ target: { kind: 'contract', id: contract } });
const add = (more: object) => test.as(scene.fin, addDiscount, addDiscount.input.parse(facts(more)));
const ledger = () => ledgerOf(test, scene, client);
const nets = async (cutOff: string) => (await ledger().rows(cutOff)).map(([, , net]) => net);
const used = async () =>
  (await test.as(scene.fin, listDiscounts, { contractId: contract })).rows.map((row) => row.used);

it('takes line percent, line amount, document percent, document amount in this order, before tax', async () => {
  await add({ target: { kind: 'line', id: lines[0] }, level: 'line', ...percent('12.5') });
  await add({ target: { kind: 'line', id: lines[0] }, level: 'line', ...amount('2500') });
  expect(await nets('2026-09-01')).toEqual([32500n, 10000n]);
  await add({ ...onContract(), ...percent('10') });
  expect(await nets('2026-09-01')).toEqual([29250n, 9000n]);
});

it('holds a percentage of a document to its cap', async () => {
  await add({ ...onContract(), ...percent('50', { cap: '5000' }) });
  expect(await nets('2026-09-01')).toEqual([36000n, 9000n]);
});

it('keeps what is left of an amount until it is used up, and gives it back with a void', async () => {
  await add({ target: { kind: 'line', id: lines[1] }, repeats: 'until_used', ...amount('15000') });
  const first = await ledger().bill('2026-09-01');
  expect(await used()).toEqual([10000n]);
  expect(await nets('2026-10-01')).toEqual([40000n, 5000n]);
  await ledger().undo(first ?? '');
  expect(await used()).toEqual([0n]);
  expect(await ledger().violations()).toEqual([]);
});

it('lets what is left of a single use lapse', async () => {
  await add({ ...onContract(), repeats: 'once', ...amount('5000') });
  await ledger().bill('2026-09-01');
  expect(await nets('2026-10-01')).toEqual([40000n, 10000n]);
});

it('holds for the days of service, ends excluded, and ends on a day', async () => {
  const { id } = await add({ ...onContract(), validFrom: '2026-08-31', validTo: '2026-10-01', ...percent('10') });
  expect(await nets('2026-11-01')).toEqual([36000n, 36000n, 40000n, 9000n, 9000n, 10000n]);
  await test.as(scene.fin, endDiscount, { id, validTo: '2026-09-01' });
  expect(await nets('2026-10-01')).toEqual([36000n, 40000n, 9000n, 10000n]);
});

it('redeems a code whatever its case, once a target and never more often than agreed', async () => {
  await test.as(
    scene.fin,
    addOffer,
    addOffer.input.parse(facts({ code: 'SPRING-26', maxRedemptions: 1, ...percent('10') })),
  );
  expect(await nets('2026-09-01')).toEqual([40000n, 10000n]);
  const redeem = () =>
    test.as(scene.fin, redeemOffer, {
      code: 'spring-26',
      target: { kind: 'contract', id: contract },
      from: '2026-08-01',
    });
  await redeem();
  expect(await nets('2026-09-01')).toEqual([36000n, 9000n]);
  await expect(redeem()).rejects.toMatchObject({ id: 'discount.offer_taken' });
});

it('says what is wrong in words', async () => {
  await expect(add({ ...onContract(), repeats: 'until_used', ...percent('10') })).rejects.toMatchObject({
    id: 'invalid',
  });
  await expect(add({ ...onContract(), currency: 'EUR', ...amount('100') })).rejects.toMatchObject({ id: 'invalid' });
  await expect(add({ target: { kind: 'client', id: client }, ...amount('100') })).rejects.toMatchObject({
    id: 'invalid',
  });
});
