import { createService, listTaxRates } from '@kelp/catalog';
import { createClient } from '@kelp/clients';
import { defineModule, fillServerSlot } from '@kelp/kernel';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  createContract,
  endRateRule,
  getContract,
  listRateRules,
  orderRateRules,
  saveRateRule,
  type RateRuleCard,
} from './contract';
import { billedUntil, contractsModule } from './index';

/** What billing would say of a line; set by the tests. */
const billed = new Map<string, string>();
const billing = defineModule('billing-of-the-test', {
  needs: [contractsModule],
  fillings: [fillServerSlot(billedUntil, (_ctx, { lineId }) => Promise.resolve(billed.get(lineId) ?? null))],
});

let test: TestHouse;
let tenant: string;
let contractId: string;
let fixed: string;
let hourly: string;
beforeAll(async () => {
  test = await testHouse(billing);
});
afterAll(() => test.close());
beforeEach(async () => {
  billed.clear();
  tenant = await bareTenant(test);
  const { id: clientId } = await test.as(fin(), createClient, { name: 'Acme Dental', domains: [] });
  const { categories } = await test.as(fin(), listTaxRates, {});
  const service = { name: 'Remote support', billingMethod: 'hourly' as const, prices: [] };
  const taxCategoryId = categories.find((one) => one.name === 'Standard')?.id ?? '';
  const { id: serviceId } = await test.as(fin(), createService, { ...service, taxCategoryId });
  const work = { hourlyRate: '12000', minimumMinutes: 15, incrementMinutes: 15, roundingScope: 'entry' };
  const contract = createContract.input.parse({
    ...{ clientId, name: 'Essential', currency: 'USD', startsOn: '2026-01-01' },
    lines: [
      { kind: 'fixed', serviceId, price: '40000' },
      { kind: 'hourly', serviceId, ...work },
    ],
  });
  const made = await test.as(fin(), createContract, contract);
  contractId = made.id;
  [fixed = '', hourly = ''] = made.lineIds;
});

const fin = () => ({ ...callerWith(tenant, 'all'), at: new Date('2026-02-10T15:00:00Z'), locale: 'en-US' });
const usd = (rate: string) => ({ kind: 'rate' as const, rates: { USD: rate } });
const half = { kind: 'multiplier' as const, multiplier: '1.5' };
const add = async (more: object) =>
  test.as(fin(), saveRateRule, saveRateRule.input.parse({ effect: half, validFrom: '2026-01-01', ...more }));
const list = (of?: string) => test.as(fin(), listRateRules, of ? { contractId: of } : {});
const dated = (rules: readonly RateRuleCard[]) =>
  rules.map(({ position, number, effect, validFrom, validTo }) => [
    position,
    number,
    effect.kind === 'rate' ? effect.rates : effect.multiplier,
    validFrom,
    validTo,
  ]);

describe('a rule', () => {
  it('joins the end of its list; a change from a day is its next version, and of that day a correction', async () => {
    const first = await add({ contractId, match: { isAfterHours: true }, effect: usd('18000') });
    await add({ contractId, effect: usd('9000') });
    await add({ id: first.id, match: { isAfterHours: true }, effect: usd('19000'), validFrom: '2026-03-01' });
    expect(await add({ id: first.id, effect: usd('19500'), validFrom: '2026-03-01' })).toEqual({
      id: first.id,
      number: 3,
    });
    const { rules, others } = await list(contractId);
    expect(dated(rules)).toEqual([
      [1, 1, { USD: '18000' }, '2026-01-01', '2026-03-01'],
      [2, 1, { USD: '9000' }, '2026-01-01', null],
    ]);
    expect(dated(others)).toEqual([[1, 3, { USD: '19500' }, '2026-03-01', null]]);
  });

  it('ends on a day; what would begin later goes with it', async () => {
    const { id } = await add({ contractId });
    await add({ id, effect: usd('9000'), validFrom: '2026-05-01' });
    await test.as(fin(), endRateRule, { id, validTo: '2026-04-01' });
    const { rules, others } = await list(contractId);
    expect([dated(rules), others]).toEqual([[[1, 1, '1.5', '2026-01-01', '2026-04-01']], []]);
    await expect(test.as(fin(), endRateRule, { id, validTo: '2026-04-01' })).rejects.toMatchObject({
      id: 'rate_rule.over',
    });
    const again = await add({ contractId, effect: usd('1000'), validFrom: '2026-04-01' });
    await test.as(fin(), endRateRule, { id: again.id, validTo: '2026-04-01' });
    expect((await list(contractId)).rules).toHaveLength(1);
  });

  it('of the workspace names rates by currency; of a contract only its own', async () => {
    await add({ effect: { kind: 'rate', rates: { USD: '18000', EUR: '16500' } }, holdsOverAgreed: false });
    expect((await list()).rules[0]?.sentence).toBe(
      'All work: 165.00 EUR or 180.00 USD an hour, from Jan 1, 2026. It gives way to a rate that a contract line has of its own.',
    );
    const euro = { contractId, effect: { kind: 'rate', rates: { EUR: '16500' } } };
    await expect(add(euro)).rejects.toMatchObject({ fields: { effect: 'Not USD.' } });
    await expect(add({ contractId, holdsOverAgreed: false })).rejects.toMatchObject({
      fields: { holdsOverAgreed: 'Only for the workspace.' },
    });
    await expect(add({ effect: { kind: 'rate', rates: { XXY: '1' } } })).rejects.toThrow('"XXY" is not a currency');
    await expect(add({ effect: { kind: 'rate', rates: {} } })).rejects.toThrow('Give a rate.');
    await expect(add({ effect: { kind: 'multiplier', multiplier: '0' } })).rejects.toThrow(
      'A multiplier is more than 0',
    );
  });

  it('of overtime names its zone: that of the contract where none is given', async () => {
    await add({ contractId, overtime: { minutes: 480, scope: 'day' } });
    await add({ overtime: { minutes: 2400, scope: 'week', zone: 'Europe/Berlin' } });
    expect((await list(contractId)).rules[0]?.sentence).toBe(
      'Beyond 8:00 h of one person in a day in America/Chicago: 1.5 times the usual rate, from Jan 1, 2026.',
    );
    expect((await list()).rules[0]?.overtime).toEqual({ minutes: 2400, scope: 'week', zone: 'Europe/Berlin' });
    const moon = add({ overtime: { minutes: 480, scope: 'day', zone: 'Moon/Base' } });
    await expect(moon).rejects.toMatchObject({ fields: { 'overtime.zone': 'Unknown.' } });
  });

  it('is refused for billed days, fixed lines, lines of another contract and days outside the contract', async () => {
    await expect(add({ contractId, lineId: fixed })).rejects.toMatchObject({ fields: { lineId: 'Not hourly.' } });
    await expect(add({ lineId: hourly })).rejects.toMatchObject({ id: 'not_found' });
    await expect(add({ contractId, validFrom: '2025-12-31' })).rejects.toMatchObject({
      fields: { validFrom: expect.any(String) },
    });
    const { id } = await add({ contractId });
    billed.set(hourly, '2026-02-01');
    const refusal = { id: 'contract.billed' };
    await expect(add({ contractId, validFrom: '2026-01-31' })).rejects.toMatchObject(refusal);
    await expect(add({ id, validFrom: '2026-01-31' })).rejects.toMatchObject(refusal);
    await expect(test.as(fin(), endRateRule, { id, validTo: '2026-01-31' })).rejects.toMatchObject(refusal);
    const order = { contractId, ids: [id], from: '2026-01-31' };
    await expect(test.as(fin(), orderRateRules, order)).rejects.toMatchObject(refusal);
    await add({ id, validFrom: '2026-02-01' });
  });
});

describe('the order', () => {
  it('changes from a day on; days before keep theirs, and rules that stay have no new version', async () => {
    const [a, b, c] = [
      await add({ effect: usd('1') }),
      await add({ effect: usd('2') }),
      await add({ effect: usd('3') }),
    ].map(({ id }) => id) as [string, string, string];
    await test.as(fin(), orderRateRules, { ids: [b, a, c], from: '2026-02-01' });
    const { rules, others } = await list();
    expect(dated(rules)).toEqual([
      [1, 2, { USD: '2' }, '2026-02-01', null],
      [2, 2, { USD: '1' }, '2026-02-01', null],
      [3, 1, { USD: '3' }, '2026-01-01', null],
    ]);
    expect(dated(others).sort()).toEqual([
      [1, 1, { USD: '1' }, '2026-01-01', '2026-02-01'],
      [2, 1, { USD: '2' }, '2026-01-01', '2026-02-01'],
    ]);
    await test.as(fin(), orderRateRules, { ids: [c, b, a], from: '2026-02-01' });
    expect((await list()).rules.map(({ id }) => id)).toEqual([c, b, a]);
  });

  it('moves what is to come along, and names the whole list', async () => {
    const { id: a } = await add({});
    const { id: b } = await add({ validFrom: '2026-06-01' });
    await add({ id: a, effect: usd('1'), validFrom: '2026-07-01' });
    await test.as(fin(), orderRateRules, { ids: [b, a], from: '2026-03-01' });
    expect(dated([...(await list()).rules, ...(await list()).others]).sort()).toEqual([
      [1, 1, '1.5', '2026-01-01', '2026-03-01'],
      [1, 1, '1.5', '2026-06-01', null],
      [2, 2, { USD: '1' }, '2026-07-01', null],
      [2, 3, '1.5', '2026-03-01', '2026-07-01'],
    ]);
    for (const ids of [[a], [a, a], [a, '00000000-0000-4000-8000-000000000000']]) {
      const wrong = test.as(fin(), orderRateRules, { ids, from: '2026-03-01' });
      await expect(wrong).rejects.toMatchObject({ fields: { ids: 'Not the whole list.' } });
    }
  });

  it('is one order, however many change it at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push((await add({ effect: usd(String(n + 1)) })).id);
    const turned = (by: number) => [...ids.slice(by), ...ids.slice(0, by)];
    await Promise.all([1, 2, 3].map((by) => test.as(fin(), orderRateRules, { ids: turned(by), from: '2026-02-01' })));
    await Promise.all([add({}), add({}), add({})]);
    const { rules } = await list();
    expect(rules.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

it('stands among the sentences of the contract, those of the workspace after them', async () => {
  await add({ contractId, match: { role: 'Engineer', isAfterHours: true }, effect: usd('18000') });
  await add({ match: { workType: 'ad_hoc' } });
  const { sentences, rateRules } = await test.as(fin(), getContract, { id: contractId });
  expect(sentences.slice(-2)).toEqual([
    'Special rates, the first that matches wins: (1) Role Engineer, each minute outside business hours: 180.00 USD an hour, from Jan 1, 2026.',
    'After those, special rates of the workspace, the first that matches wins: (1) Work without a ticket: 1.5 times the usual rate, from Jan 1, 2026.',
  ]);
  expect(rateRules).toHaveLength(1);
});
