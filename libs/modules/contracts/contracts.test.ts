import { createService, listTaxRates } from '@kelp/catalog';
import { addLocation, createClient } from '@kelp/clients';
import { defineModule, fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { payingLine } from '@kelp/time';
import {
  addLine,
  changeLine,
  createContract,
  deleteContract,
  endContract,
  endLine,
  getBillingProfiles,
  getContract,
  listContracts,
  saveBillingProfile,
  saveRateRule,
  updateContract,
} from './contract';
import { billedUntil, contractsModule } from './index';
import { samples } from './samples';

/** What billing would say of a line; set by the tests. */
const billed = new Map<string, string>();
const billing = defineModule('billing-of-the-test', {
  needs: [contractsModule],
  fillings: [fillServerSlot(billedUntil, (_ctx, { lineId }) => Promise.resolve(billed.get(lineId) ?? null))],
});

let test: TestHouse;
let tenant: string;
let clientId: string;
let server: string;
let remote: string;
beforeAll(async () => {
  test = await testHouse(billing);
});
afterAll(() => test.close());
beforeEach(async () => {
  billed.clear();
  await test.travel(0);
  tenant = await bareTenant(test);
  clientId = (await test.as(fin(), createClient, { name: 'Acme Dental', domains: [] })).id;
  server = await service('Managed server', 'fixed');
  remote = await service('Remote support', 'hourly');
});

const fin = (at = '2026-02-10T15:00:00Z') => ({ ...callerWith(tenant, 'all'), at: new Date(at), locale: 'en-US' });
async function service(name: string, billingMethod: 'fixed' | 'hourly') {
  const { categories } = await test.as(fin(), listTaxRates, {});
  const taxCategoryId = categories.find((one) => one.name === 'Standard')?.id ?? '';
  return (await test.as(fin(), createService, { name, billingMethod, taxCategoryId, prices: [] })).id;
}

const fixedLine = (more: object = {}) => ({
  kind: 'fixed' as const,
  serviceId: server,
  price: '40000',
  quantity: '1',
  timing: 'arrears' as const,
  proration: 'actual' as const,
  includedServiceIds: [] as string[],
  ...more,
});
const hourlyLine = (more: object = {}) => ({
  kind: 'hourly' as const,
  serviceId: remote,
  hourlyRate: '12000' as string | null,
  minimumMinutes: 15,
  incrementMinutes: 15,
  roundingScope: 'entry' as const,
  ...more,
});
const essential = (more: object = {}) => ({
  clientId,
  name: 'Essential',
  startsOn: '2026-01-01',
  endsOn: null as string | null,
  cycle: 'monthly' as const,
  anchor: { kind: 'day' as const },
  leadDays: 0,
  poNumber: '',
  isDraft: false,
  lines: [fixedLine(), hourlyLine()],
  ...more,
});
const write = (more: object = {}) => test.as(fin(), createContract, essential(more));
const read = (id: string, at?: string) => test.as(fin(at), getContract, { id });
const change = (lineId: string, from: string, more: object) =>
  test.as(fin(), changeLine, { lineId, from, note: '', ...more });
const pays = (workDate: string, serviceId = remote, client = clientId) =>
  test.inside(tenant, (ctx) => ctx.askSlot(payingLine, { clientId: client, serviceId, workDate }));
const events = (id: string) =>
  test.rows<{ type: string }>(
    tenant,
    sql`select type from outbox where tenant_id = ${tenant} and aggregate_id = ${id} order by id`,
  );

describe('a new contract', () => {
  it('has its lines, version 1, a billing profile of the client, and says itself in sentences', async () => {
    const { id, lineIds } = await write();
    const contract = await read(id);
    expect(contract.sentences).toEqual([
      'In service from Jan 1, 2026 until further notice. Billed every month; a month begins on the 1st.',
      'Managed server: 400.00 USD per month, billed in arrears on the 1st for the month before.',
      'Remote support: 120.00 USD an hour, at least 15 minutes and rounded up to 15 minutes for each entry, billed in arrears on the 1st for the month before.',
    ]);
    expect(contract).toMatchObject({
      status: 'active',
      currency: 'USD',
      client: { id: clientId, name: 'Acme Dental' },
      billingProfile: { name: 'Standard' },
      versions: [{ number: 1, validFrom: '2026-01-01', validTo: null }],
    });
    expect(contract.lines.map((line) => [line.id, line.name, line.position])).toEqual([
      [lineIds[0], 'Managed server', 1],
      [lineIds[1], 'Remote support', 2],
    ]);
    expect(contract.lines[1]).toMatchObject({ coveredServices: [{ id: remote }], timing: 'arrears' });
    expect(await events(id)).toEqual([{ type: 'contract.created' }]);
  });

  it('is written whole or not at all', async () => {
    await expect(write({ lines: [fixedLine(), hourlyLine({ serviceId: clientId })] })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect((await test.as(fin(), listContracts, { limit: 50 })).rows).toEqual([]);
  });

  it('takes cycles of weeks by a reference date only, and months never by one', async () => {
    const reference = { kind: 'reference', date: '2026-01-05' };
    await expect(write({ cycle: 'two_weekly' })).rejects.toMatchObject({ fields: { anchor: expect.any(String) } });
    await expect(write({ anchor: reference })).rejects.toMatchObject({ fields: { anchor: expect.any(String) } });
    const { id } = await write({ cycle: 'two_weekly', anchor: reference });
    expect((await read(id)).sentences[0]).toContain('begins on a Monday, counted from Jan 5, 2026');
    const by30 = { cycle: 'weekly', anchor: reference, lines: [fixedLine({ proration: 'fixed_30' })] };
    await expect(write(by30)).rejects.toMatchObject({ fields: { proration: expect.any(String) } });
  });

  it('may end on the day it begins, never before', async () => {
    await expect(write({ endsOn: '2025-12-31' })).rejects.toMatchObject({ fields: { endsOn: expect.any(String) } });
    expect((await read((await write({ endsOn: '2026-01-01' })).id)).status).toBe('ended');
  });

  it('refuses dates that are none, or too far away to count periods to', async () => {
    for (const startsOn of ['2026-02-30', '0001-01-01', '2200-01-01', 'today']) {
      await expect(write({ startsOn })).rejects.toMatchObject({ fields: { startsOn: expect.any(String) } });
    }
  });

  it('lists by client and name, finds, filters and pages', async () => {
    const other = (await test.as(fin(), createClient, { name: 'Bluefin Legal', domains: [] })).id;
    for (const more of [{ name: 'B' }, { name: 'A', isDraft: true }, { name: 'C', clientId: other }]) await write(more);
    const first = await test.as(fin(), listContracts, { limit: 2 });
    const second = await test.as(fin(), listContracts, { limit: 2, after: first.next ?? '' });
    const names = [...first.rows, ...second.rows].map((row) => `${row.client?.name} ${row.name} ${row.lineCount}`);
    expect(names).toEqual(['Acme Dental A 2', 'Acme Dental B 2', 'Bluefin Legal C 2']);
    expect((await test.as(fin(), listContracts, { limit: 9, status: 'draft' })).rows.map((row) => row.name)).toEqual([
      'A',
    ]);
    expect((await test.as(fin(), listContracts, { limit: 9, search: 'blue' })).rows.map((row) => row.name)).toEqual([
      'C',
    ]);
    expect((await test.as(fin(), listContracts, { limit: 9, clientId: other })).rows).toHaveLength(1);
  });

  it('needs the permission', async () => {
    const reader = callerWith(tenant, ['contract.read']);
    await expect(test.as(reader, createContract, essential())).rejects.toMatchObject({ id: 'forbidden' });
    const { lineIds } = await write();
    const attempt = test.as(reader, changeLine, { lineId: lineIds[0] ?? '', from: '2026-03-01', price: '1', note: '' });
    await expect(attempt).rejects.toMatchObject({ id: 'forbidden' });
  });
});

describe('changing the price of a line', () => {
  it('begins a version on its day; the terms before end there and keep the rest', async () => {
    const { id, lineIds } = await write();
    await expect(change(lineIds[1] ?? '', '2026-03-15', { hourlyRate: '13000' })).resolves.toEqual({
      contractId: id,
      versionNumber: 2,
      validTo: null,
      warnings: [],
    });
    const contract = await read(id);
    expect(contract.versions.map(({ number, validFrom, validTo }) => [number, validFrom, validTo])).toEqual([
      [1, '2026-01-01', '2026-03-15'],
      [2, '2026-03-15', null],
    ]);
    expect(contract.lines[1]?.terms).toMatchObject([
      { hourlyRate: '12000', minimumMinutes: 15, validFrom: '2026-01-01', validTo: '2026-03-15', versionNumber: 1 },
      { hourlyRate: '13000', minimumMinutes: 15, validFrom: '2026-03-15', validTo: null, versionNumber: 2 },
    ]);
    expect(contract.lines[0]?.terms).toMatchObject([{ price: '40000', validTo: null, versionNumber: 1 }]);
    expect(contract.lines[1]?.sentence).toContain('From Mar 15, 2026: 130.00 USD an hour');
    const inForceOn = async (at: string) => {
      const line = (await read(id, at)).lines[1];
      return line?.terms.find((terms) => terms.id === line.termsInForce)?.hourlyRate;
    };
    // 04:00Z on the 15th is still the 14th in Chicago.
    expect(await inForceOn('2026-03-15T04:00:00Z')).toBe('12000');
    expect(await inForceOn('2026-03-15T06:00:00Z')).toBe('13000');
    expect((await events(id)).map((event) => event.type)).toEqual(['contract.created', 'contract.updated']);
  });

  it('keeps a later change, and corrects one of the same day within its version', async () => {
    const { id, lineIds } = await write();
    const line = lineIds[0] ?? '';
    await change(line, '2026-06-01', { price: '45000' });
    await expect(change(line, '2026-04-01', { price: '42000' })).resolves.toMatchObject({
      versionNumber: 3,
      validTo: '2026-06-01',
    });
    await expect(change(line, '2026-04-01', { price: '42500' })).resolves.toMatchObject({ versionNumber: 3 });
    expect((await read(id)).lines[0]?.terms.map((terms) => [terms.price, terms.validFrom, terms.validTo])).toEqual([
      ['40000', '2026-01-01', '2026-04-01'],
      ['42500', '2026-04-01', '2026-06-01'],
      ['45000', '2026-06-01', null],
    ]);
  });

  it('never touches days that are billed, and says from when it may', async () => {
    const { lineIds } = await write();
    const line = lineIds[0] ?? '';
    billed.set(line, '2026-03-01');
    const attempt = change(line, '2026-02-15', { price: '1' });
    await expect(attempt).rejects.toMatchObject({ id: 'contract.billed', data: { billedUntil: '2026-03-01' } });
    await expect(attempt).rejects.toThrow(
      'Managed server is billed for the days before Mar 1, 2026. Choose Mar 1, 2026 or later, or correct the invoice with a credit note.',
    );
    await expect(change(line, '2026-03-01', { price: '1' })).resolves.toMatchObject({ versionNumber: 2 });
  });

  it('refuses terms that the line does not have, no terms at all, and days outside the contract', async () => {
    const { lineIds } = await write({ endsOn: '2027-01-01' });
    const [fixed = '', hourly = ''] = lineIds;
    await expect(change(fixed, '2026-03-01', { hourlyRate: '1' })).rejects.toMatchObject({
      fields: { hourlyRate: expect.any(String) },
    });
    await expect(change(hourly, '2026-03-01', { price: '1' })).rejects.toMatchObject({
      fields: { price: expect.any(String) },
    });
    await expect(change(fixed, '2026-03-01', {})).rejects.toThrow('Nothing would change.');
    await expect(change(fixed, '2025-12-31', { price: '1' })).rejects.toMatchObject({
      fields: { from: expect.any(String) },
    });
    await expect(change(fixed, '2027-01-01', { price: '1' })).rejects.toMatchObject({
      fields: { from: expect.any(String) },
    });
    await expect(change(hourly, '2026-03-01', { hourlyRate: null })).resolves.toBeTruthy();
  });

  it('takes changes of one contract at once without a hole or an overlap', async () => {
    const { id, lineIds } = await write();
    const days = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'];
    await Promise.all(days.map((day, index) => change(lineIds[0] ?? '', day, { price: String(index) })));
    const { versions, lines } = await read(id);
    for (const rows of [versions, lines[0]?.terms ?? []]) {
      expect(rows.map((row) => [row.validFrom, row.validTo])).toEqual(
        ['2026-01-01', ...days].map((day, index) => [day, days[index] ?? null]),
      );
    }
    expect(versions.map((version) => version.number).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('lines and their end', () => {
  it('adds a line from a day in a version of its own', async () => {
    const { id } = await write({ lines: [] });
    await test.as(fin(), addLine, {
      contractId: id,
      startsOn: '2026-03-10',
      line: fixedLine({ price: '-5000', name: 'Loyalty' }),
    });
    const contract = await read(id);
    expect(contract.lines).toMatchObject([
      { name: 'Loyalty', startsOn: '2026-03-10', termsInForce: null, terms: [{ price: '-5000', versionNumber: 2 }] },
    ]);
    expect(contract.sentences[1]).toContain('Loyalty from Mar 10, 2026: -50.00 USD per month');
    const before = { contractId: id, startsOn: '2025-12-31', line: fixedLine() };
    await expect(test.as(fin(), addLine, before)).rejects.toMatchObject({ fields: { startsOn: expect.any(String) } });
  });

  it('ends a line, not before what is billed', async () => {
    const { id, lineIds } = await write();
    const lineId = lineIds[0] ?? '';
    billed.set(lineId, '2026-03-01');
    await expect(test.as(fin(), endLine, { lineId, endsOn: '2026-02-01' })).rejects.toMatchObject({
      id: 'contract.billed',
    });
    await test.as(fin(), endLine, { lineId, endsOn: '2026-04-01' });
    expect((await read(id)).lines[0]).toMatchObject({
      endsOn: '2026-04-01',
      sentence: expect.stringContaining('until Mar 31, 2026'),
    });
    await expect(change(lineId, '2026-04-01', { price: '1' })).rejects.toMatchObject({
      fields: { from: expect.any(String) },
    });
  });
});

describe('the end of a contract', () => {
  it('in the past takes effect at once and is told', async () => {
    const { id } = await write();
    await expect(test.as(fin(), endContract, { id, endsOn: '2026-02-01' })).resolves.toMatchObject({ status: 'ended' });
    expect((await events(id)).at(-1)).toEqual({ type: 'contract.ended' });
    await expect(test.as(fin(), endContract, { id, endsOn: null })).resolves.toMatchObject({ status: 'active' });
  });

  it('to come takes effect when its day begins in the zone of the profile, once', async () => {
    const now = (await test.inside(tenant, (ctx) => ctx.time())).getTime();
    const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);
    const { id } = await write({ startsOn: day(-40) });
    await test.as({ ...fin(), at: new Date(now) }, endContract, { id, endsOn: day(3) });
    await settle(test);
    expect((await read(id)).status).toBe('active');
    await test.travel(5 * 86_400_000);
    await settle(test);
    expect((await read(id)).status).toBe('ended');
    expect((await events(id)).map((event) => event.type)).toEqual([
      'contract.created',
      'contract.updated',
      'contract.ended',
    ]);
  });

  it('is refused before what is billed, before its beginning, and for a draft', async () => {
    const { id, lineIds } = await write();
    billed.set(lineIds[1] ?? '', '2026-02-05');
    await expect(test.as(fin(), endContract, { id, endsOn: '2026-02-01' })).rejects.toThrow('Remote support is billed');
    await expect(test.as(fin(), endContract, { id, endsOn: '2025-12-31' })).rejects.toMatchObject({ id: 'invalid' });
    const draft = await write({ isDraft: true });
    await expect(test.as(fin(), endContract, { id: draft.id, endsOn: '2026-02-01' })).rejects.toMatchObject({
      id: 'contract.draft',
    });
  });
});

describe('facts of a contract', () => {
  it('puts a draft in force once, and refuses a stale write', async () => {
    const { id } = await write({ isDraft: true });
    await test.as(fin(), updateContract, { id, activate: true, poNumber: 'PO-7' });
    expect(await read(id)).toMatchObject({ status: 'active', poNumber: 'PO-7', version: 2 });
    await expect(test.as(fin(), updateContract, { id, activate: true })).rejects.toMatchObject({
      id: 'contract.not_a_draft',
    });
    await expect(test.as(fin(), updateContract, { id, version: 1, name: 'X' })).rejects.toMatchObject({ id: 'stale' });
  });
});

describe('deleting', () => {
  it('takes a draft away with all that belongs to it, and nothing that was ever in force', async () => {
    const { id, lineIds } = await write({
      isDraft: true,
      lines: [fixedLine({ includedServiceIds: [remote] }), hourlyLine()],
    });
    await test.as(fin(), saveRateRule, {
      contractId: id,
      lineId: lineIds[1],
      match: {},
      overtime: null,
      effect: { kind: 'rate', rates: { USD: '1' } },
      holdsOverAgreed: true,
      validFrom: '2026-02-01',
    });
    await change(lineIds[0] ?? '', '2026-03-01', { price: '1' });
    await test.as(fin(), deleteContract, { id });
    await expect(read(id)).rejects.toMatchObject({ id: 'not_found' });
    const left = await test.rows(tenant, sql`select id from contract_lines where tenant_id = ${tenant}`);
    expect(left).toEqual([]);
    const active = await write();
    await expect(test.as(fin(), deleteContract, { id: active.id })).rejects.toMatchObject({
      id: 'contract.not_a_draft',
    });
  });
});

describe('which line pays for time', () => {
  it('the one hourly line in service on the work date', async () => {
    const { lineIds } = await write({ endsOn: '2026-03-01' });
    expect(await pays('2026-01-01')).toMatchObject({ kind: 'line', lineId: lineIds[1], lineName: 'Remote support' });
    // The change day belongs to the new state: nothing covers the first day without service.
    expect(await pays('2026-02-28')).toMatchObject({ kind: 'line' });
    expect(await pays('2026-03-01')).toMatchObject({
      kind: 'catalogue',
      reason: expect.stringContaining('No contract covers Remote support'),
    });
    expect(await pays('2025-12-31')).toMatchObject({ kind: 'catalogue' });
    expect(await pays('2026-01-01', server)).toMatchObject({ kind: 'catalogue' });
  });

  it('a fixed line that includes the service; several make it ambiguous', async () => {
    const { id, lineIds } = await write({ lines: [fixedLine({ includedServiceIds: [remote] })] });
    expect(await pays('2026-01-10')).toMatchObject({
      lineId: lineIds[0],
      reason: expect.stringContaining('includes this time in its fee'),
    });
    await test.as(fin(), addLine, {
      contractId: id,
      startsOn: '2026-02-01',
      line: hourlyLine({ name: 'After hours' }),
    });
    expect(await pays('2026-01-31')).toMatchObject({ kind: 'line' });
    expect(await pays('2026-02-01')).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ name: 'Managed server (Essential)' }, { name: 'After hours (Essential)' }],
    });
  });

  it('never a draft, never another client’s', async () => {
    await write({ isDraft: true });
    expect(await pays('2026-01-10')).toMatchObject({ kind: 'catalogue' });
    await write();
    const other = (await test.as(fin(), createClient, { name: 'Bluefin Legal', domains: [] })).id;
    expect(await pays('2026-01-10', remote, other)).toMatchObject({ kind: 'catalogue' });
  });
});

describe('billing profiles', () => {
  const profiles = async () => (await test.as(fin(), getBillingProfiles, { clientId })).profiles;

  it('the first contract makes one with the currency, zone and address at hand', async () => {
    const address = { line1: '1 Main Street', city: 'Springfield', region: 'IL', postalCode: '62701', country: 'USA' };
    await test.as(fin(), addLocation, { clientId, name: 'Main Street', isDefault: true, ...address });
    await write();
    await write({ name: 'Second' });
    expect(await profiles()).toMatchObject([
      {
        name: 'Standard',
        currency: 'USD',
        zone: 'America/Chicago',
        terms: { kind: 'net', days: 30 },
        address: '1 Main Street\n62701 Springfield IL\nUSA',
        isDefault: true,
      },
    ]);
  });

  it('a contract in another currency gets a profile in it; a given profile must fit', async () => {
    await write();
    const { id } = await write({ name: 'Euro', currency: 'EUR' });
    expect((await read(id)).billingProfile?.name).toBe('Invoices in EUR');
    const [standard, euro] = await profiles();
    expect([standard?.isDefault, euro?.isDefault]).toEqual([true, false]);
    const wrong = { name: 'X', currency: 'EUR', billingProfileId: standard?.id };
    await expect(write(wrong)).rejects.toMatchObject({ fields: { billingProfileId: expect.any(String) } });
    const swap = test.as(fin(), updateContract, { id, billingProfileId: standard?.id });
    await expect(swap).rejects.toMatchObject({ fields: { billingProfileId: expect.any(String) } });
  });

  it('saves terms and address, moves the default, and keeps the currency of contracts', async () => {
    await write();
    const [first] = await profiles();
    const id = first?.id ?? '';
    await test.as(fin(), saveBillingProfile, {
      id,
      clientId,
      terms: { kind: 'fixed_day', dayOfMonth: 20 },
      address: 'Desk 4',
      version: 1,
    });
    const second = await test.as(fin(), saveBillingProfile, { clientId, name: 'Clinic', isDefault: true });
    expect(await profiles()).toMatchObject([
      { id: second.id, name: 'Clinic', isDefault: true },
      { id, terms: { kind: 'fixed_day', dayOfMonth: 20 }, address: 'Desk 4', isDefault: false },
    ]);
    const currency = test.as(fin(), saveBillingProfile, { id, clientId, currency: 'EUR' });
    await expect(currency).rejects.toMatchObject({ id: 'billing_profile.currency_in_use' });
    const zone = test.as(fin(), saveBillingProfile, { id, clientId, zone: 'Mars/Base' });
    await expect(zone).rejects.toMatchObject({ fields: { zone: expect.any(String) } });
    await expect(test.as(fin(), saveBillingProfile, { clientId, name: 'Clinic' })).rejects.toThrow(
      'This client already has a billing profile with this name.',
    );
  });

  it('two first contracts at once make one profile', async () => {
    await Promise.all([write({ name: 'A' }), write({ name: 'B' })]);
    expect(await profiles()).toHaveLength(1);
  });
});

it('has a valid sample for every action and query', async () => {
  const ids = { client: clientId, service: remote };
  const made = await test.inside(tenant, (ctx) => samples.make(ctx, ids));
  for (const piece of [...contractsModule.queries, ...contractsModule.actions]) {
    const input = samples.inputs[piece.contract.name]?.({ ...ids, ...made });
    await expect(test.dispatcher.wire(piece.contract.name, input, fin())).resolves.toBeTruthy();
  }
});
