import { defineModule } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createTenant, getTenant, tenantsModule, updateTenant } from './index';

const order: string[] = [];
const lower = defineModule('lower', { onTenantCreated: async () => void order.push('lower') });
const higher = defineModule('higher', {
  needs: [lower],
  onTenantCreated: async (ctx) => {
    order.push('higher');
    const row = await ctx.db.maybe<{ name: string }>(sql`select name from tenants where id = ${ctx.tenant}`);
    if (row?.name === 'Breaks') throw new Error('A room above failed.');
  },
});

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(tenantsModule, higher);
});
afterAll(() => test.close());
beforeEach(() => order.splice(0));

const details = { name: 'Northstar IT', zone: 'America/Chicago', currency: 'USD' };
const count = async () =>
  (await test.house.database.control<{ count: number }>(sql`select count_tenants() as count`))[0]?.count;

describe('createTenant', () => {
  it('runs every module in order and what the caller adds, under the new tenant', async () => {
    const tenant = await createTenant(test.house, details, async () => void order.push('caller'));
    expect(order).toEqual(['lower', 'higher', 'caller']);
    const workspace = await test.as(callerWith(tenant, []), getTenant, {});
    expect(workspace).toEqual({ ...details, locale: 'en', isDemo: false, version: 1 });
  });

  it('leaves nothing behind when a room above fails', async () => {
    const before = await count();
    await expect(createTenant(test.house, { ...details, name: 'Breaks' })).rejects.toThrow('A room above failed.');
    expect(await count()).toBe(before);
  });

  it('refuses a zone or a currency that does not exist, naming the field', async () => {
    await expect(createTenant(test.house, { ...details, zone: 'Mars/Base' })).rejects.toMatchObject({
      id: 'invalid',
      fields: { zone: expect.any(String) },
    });
    await expect(createTenant(test.house, { ...details, currency: 'ZZZ' })).rejects.toMatchObject({
      fields: { currency: expect.any(String) },
    });
  });
});

describe('tenant.update', () => {
  it('changes what was given, counts the version and writes the audit row with old and new values', async () => {
    const tenant = await createTenant(test.house, details);
    const owner = callerWith(tenant, ['system_settings.update']);
    const saved = await test.as(owner, updateTenant, { zone: 'Europe/Vienna', version: 1 });
    expect(saved).toMatchObject({ zone: 'Europe/Vienna', currency: 'USD', version: 2 });
    const audit = await test.rows<{ before: unknown; after: unknown; actorName: string }>(
      tenant,
      sql`select before, after, actor_name from audit_log where tenant_id = ${tenant} and action = 'tenant.update'`,
    );
    expect(audit).toEqual([
      { before: { zone: 'America/Chicago' }, after: { zone: 'Europe/Vienna' }, actorName: 'Test Person' },
    ]);
  });

  it('refuses a stale write, an unknown zone, and whoever lacks the permission', async () => {
    const tenant = await createTenant(test.house, details);
    const owner = callerWith(tenant, ['system_settings.update']);
    await test.as(owner, updateTenant, { name: 'Renamed' });
    await expect(test.as(owner, updateTenant, { name: 'Other', version: 1 })).rejects.toMatchObject({
      id: 'stale',
      data: { fields: ['name'] },
    });
    await expect(test.as(owner, updateTenant, { zone: 'Nowhere/Land' })).rejects.toMatchObject({ id: 'invalid' });
    await expect(test.as(callerWith(tenant, []), updateTenant, { name: 'X' })).rejects.toMatchObject({
      id: 'forbidden',
    });
  });

  it('cannot reach another workspace', async () => {
    const [mine, other] = [await createTenant(test.house, details), await createTenant(test.house, details)];
    await test.as(callerWith(mine, 'all'), updateTenant, { name: 'Mine' });
    expect((await test.as(callerWith(other, []), getTenant, {})).name).toBe('Northstar IT');
  });
});
