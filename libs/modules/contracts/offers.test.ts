import { createClient } from '@kelp/clients';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { addOffer, endDiscount, listOffers, redeemOffer } from './contract';
import { contractsModule } from './module';

let test: TestHouse;
let fin: Caller;

beforeAll(async () => {
  test = await testHouse(contractsModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  fin = { ...callerWith(await bareTenant(test), 'all'), at: new Date('2026-11-02T15:00:00Z') };
});

const offer = (code: string, more: object = {}) =>
  test.as(
    fin,
    addOffer,
    addOffer.input.parse({
      ...{ code, name: 'Spring', reduction: { kind: 'percent', percent: '10' }, validFrom: '2026-10-01' },
      ...more,
    }),
  );
const listed = async () => (await test.as(fin, listOffers, {})).rows;

it('lists offers with their state and who has redeemed them', async () => {
  await offer('SPRING-26', { maxRedemptions: 1 });
  await offer('LATER', { validFrom: '2027-01-01' });
  expect((await listed()).map(({ code, state }) => [code, state])).toEqual([
    ['LATER', 'planned'],
    ['SPRING-26', 'running'],
  ]);
  const { id } = await test.as(fin, createClient, { name: 'Acme Dental', domains: [] });
  await test.as(fin, redeemOffer, { code: 'spring-26', target: { kind: 'client', id }, from: '2026-11-02' });
  const spring = (await listed()).find(({ code }) => code === 'SPRING-26');
  expect(spring).toMatchObject({
    state: 'taken',
    redemptions: [
      { target: { kind: 'client', name: 'Acme Dental' }, clientId: id, invoices: 0, used: 0n, currency: null },
    ],
  });
});

it('ends an offer, which then cannot be redeemed, and refuses a code twice', async () => {
  const { id } = await offer('AUTUMN');
  await expect(offer('autumn')).rejects.toMatchObject({ message: expect.stringContaining('already an offer') });
  await test.as(fin, endDiscount, { id, validTo: '2026-11-02' });
  expect((await listed())[0]).toMatchObject({ state: 'ended', validTo: '2026-11-02' });
  const client = await test.as(fin, createClient, { name: 'Acme Dental', domains: [] });
  await expect(
    test.as(fin, redeemOffer, { code: 'AUTUMN', target: { kind: 'client', id: client.id }, from: '2026-11-03' }),
  ).rejects.toMatchObject({ id: 'discount.offer_over' });
});

it('is for those who see discounts', async () => {
  const stranger = callerWith(fin.tenant, ['contract.read']);
  await expect(test.as(stranger, listOffers, {})).rejects.toMatchObject({ id: 'forbidden' });
});
