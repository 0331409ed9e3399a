import { endContract, orderRateRules, saveRateRule } from '@kelp/contracts';
import { slaModule } from '@kelp/sla';
import { testHouse, type TestHouse } from '@kelp/testing';
import { correctTimeBilling, getTimeEntry, timeBillingChoices } from '@kelp/time';
import { getInvoice, probeRate } from './contract';
import { billingModule } from './module';
import { ledgerOf } from './testing/billed';
import { openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
beforeAll(async () => {
  test = await testHouse(slaModule, billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const rule = (more: object) =>
  test.as(scene.fin, saveRateRule, saveRateRule.input.parse({ validFrom: '2026-10-01', ...more }));
const times = (multiplier: string) => ({ kind: 'multiplier', multiplier });
const timeOf = async (cutOff: string) =>
  (await ledgerOf(test, scene, scene.acme).preview(cutOff))
    .filter(({ kind }) => kind === 'time')
    .map(({ quantity, unitPrice, net }) => [quantity, unitPrice, net])
    .sort();
const probe = (more: object) =>
  test.as(
    scene.fin,
    probeRate,
    probeRate.input.parse({
      ...{ clientId: scene.acme, serviceId: scene.remote, userId: scene.tess.actor.id, on: '2026-10-14', at: '10:00' },
      ...more,
    }),
  );

it('counts overtime of a day over invoices, and bills each minute once', async () => {
  await rule({ overtime: { minutes: 120, scope: 'day', zone: 'America/Chicago' }, effect: times('1.5') });
  await work(test, scene, 90, { on: '2026-10-14' });
  const ledger = ledgerOf(test, scene, scene.acme);
  const first = await ledger.bill('2026-11-01');
  // Logged later for the same day, when the first hour and a half is on an invoice: half an hour is left until overtime.
  await work(test, scene, 60, { on: '2026-10-14' });
  await work(test, scene, 60, { on: '2026-10-15' });
  expect(await timeOf('2026-11-01')).toEqual([
    ['30', '18000', 9000n],
    ['90', '12000', 18000n],
  ]);
  const second = (await ledger.bill('2026-11-01')) ?? '';
  expect(await timeOf('2026-11-01')).toEqual([]);
  expect(await ledger.violations()).toEqual([]);
  await ledger.undo(second);
  expect(await timeOf('2026-11-01')).toHaveLength(2);
  expect(first).toBeTruthy();
});

it('keeps rule, version and arithmetic with the line, and replays it after the rule has changed', async () => {
  const { id } = await rule({ effect: times('2') });
  await work(test, scene, 60);
  const invoiceId = (await ledgerOf(test, scene, scene.acme).bill('2026-11-01')) ?? '';
  await rule({ id, effect: times('3') });
  const { lines } = await test.as(scene.fin, getInvoice, { id: invoiceId });
  const line = lines.find(({ kind }) => kind === 'time');
  expect(line?.explanation).toMatchObject({ rule: 'time.rate_of_workspace_rule', version: '1' });
  expect(line?.explanation.evidence).toContainEqual({ kind: 'rate_rule', id });
  expect(line?.explanation.steps[0]).toBe('120.00 USD × 2 = 240.00 USD an hour');
  // Among the invariants is that documents replay to the byte.
  expect(await ledgerOf(test, scene, scene.acme).violations()).toEqual([]);
});

it('follows the order of its day', async () => {
  const cheap = await rule({ effect: times('0.5') });
  const dear = await rule({ effect: times('2') });
  await work(test, scene, 60, { on: '2026-10-14' });
  await work(test, scene, 60, { on: '2026-10-21' });
  await test.as(scene.fin, orderRateRules, { ids: [dear.id, cheap.id], from: '2026-10-20' });
  expect(await timeOf('2026-11-01')).toEqual([
    ['60', '24000', 24000n],
    ['60', '6000', 6000n],
  ]);
});

it('keeps the invoice back where the winning rule has no rate in the currency', async () => {
  await rule({ effect: { kind: 'rate', rates: { EUR: '16500' } } });
  await work(test, scene, 60);
  const [blocker] = await ledgerOf(test, scene, scene.acme).blockers('2026-11-01');
  expect(blocker).toMatchObject({ code: 'rate_missing', sentence: expect.stringContaining('add a rate in USD to it') });
});

it('bills approved time at its own price before every rule, until an invoice holds it', async () => {
  await rule({ effect: times('2') });
  const id = await work(test, scene, 60);
  await work(test, scene, 30);
  const version = async () => (await test.as(scene.fin, getTimeEntry, { id })).version;
  const correct = async (ownRate: { rate: string; currency: string } | null) =>
    test.as(scene.fin, correctTimeBilling, { id, version: await version(), ownRate });
  await correct({ rate: '9900', currency: 'USD' });
  expect((await test.as(scene.fin, getTimeEntry, { id })).ownRate).toEqual({ rate: '9900', currency: 'USD' });
  const ledger = ledgerOf(test, scene, scene.acme);
  expect(await timeOf('2026-11-01')).toEqual([
    ['30', '24000', 12000n],
    ['60', '9900', 9900n],
  ]);
  // A price in another currency is none, and no rule takes its place.
  await correct({ rate: '9000', currency: 'EUR' });
  const [blocker] = await ledger.blockers('2026-11-01');
  expect(blocker).toMatchObject({ code: 'rate_missing', sentence: expect.stringContaining('in another currency') });
  const choices = await test.as(scene.fin, timeBillingChoices, { ids: [id] });
  expect(choices).toMatchObject({ rows: [{ id, ownRate: { currency: 'EUR' } }], lines: [] });
  await correct(null);
  expect(await timeOf('2026-11-01')).toEqual([['90', '24000', 36000n]]);
  await correct({ rate: '0', currency: 'USD' });
  await ledger.bill('2026-11-01');
  expect(await ledger.violations()).toEqual([]);
  await expect(correct({ rate: '100', currency: 'USD' })).rejects.toMatchObject({ id: 'time_entry.locked' });
});

describe('the probe', () => {
  it('tells the rate, the rule that wins and why the others do not', async () => {
    await rule({ contractId: scene.contractId, match: { role: 'Engineer' }, effect: times('3') });
    const late = await rule({ match: { isAfterHours: true }, effect: times('2') });
    await rule({ effect: times('1.1'), holdsOverAgreed: false });
    await rule({ match: { isAfterHours: true, workType: 'ad_hoc' }, effect: times('9') });
    const saturday = await probe({ on: '2026-10-17' });
    expect(saturday).toMatchObject({
      line: { id: scene.hourlyLine, contract: 'Essential' },
      worker: { name: 'Tess', isAfterHours: true },
      parts: [
        { minutes: 60, rate: '24000', ruleId: late.id, sentence: '1:00 h at 240.00 USD an hour (120.00 USD × 2)' },
      ],
    });
    expect(saturday.rules.map(({ place, position, wins, reason }) => [place, position, wins, reason])).toEqual([
      ['contract', 1, false, 'It is for another role.'],
      ['workspace', 1, true, 'It is the first that fits.'],
      ['workspace', 2, false, 'It gives way to the rate that the contract line has of its own.'],
      ['workspace', 3, false, 'It is for another kind of work.'],
    ]);
    const weekday = await probe({});
    expect(weekday.parts).toMatchObject([{ rate: '12000', source: 'contract' }]);
    expect(weekday.rules[1]?.reason).toBe('It is for other hours of the day.');
  });

  it('agrees with the invoice, also about overtime', async () => {
    await rule({ overtime: { minutes: 120, scope: 'week', zone: 'America/Chicago' }, effect: times('1.5') });
    await rule({ effect: times('1') });
    await work(test, scene, 90, { on: '2026-10-13' });
    const { parts, rules } = await probe({ on: '2026-10-14' });
    expect(parts.map(({ minutes, rate }) => [minutes, rate])).toEqual([
      [30, '12000'],
      [30, '18000'],
    ]);
    expect(rules.map(({ wins }) => wins)).toEqual([true, true]);
    await work(test, scene, 60, { on: '2026-10-14' });
    expect(await timeOf('2026-11-01')).toEqual([
      ['120', '12000', 24000n],
      ['30', '18000', 9000n],
    ]);
    const later = await probe({ on: '2026-10-20' });
    expect(later.rules[0]?.reason).toContain('with this work it is 1:00 h');
  });

  it('says that nothing would give a rate, and what else pays', async () => {
    await rule({ effect: { kind: 'rate', rates: { EUR: '16500' } } });
    expect((await probe({})).parts).toMatchObject([{ rate: null, source: 'none' }]);
    await test.as(scene.fin, endContract, { id: scene.contractId, endsOn: '2026-10-10' });
    const outside = await probe({});
    expect([outside.line, outside.currency]).toEqual([null, 'USD']);
    await expect(probe({ on: '2026-03-08', at: '02:30' })).rejects.toMatchObject({
      fields: { at: 'Not on the clock.' },
    });
  });
});
