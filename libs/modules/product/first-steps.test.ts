import { createClient } from '@kelp/clients';
import { writeUser } from '@kelp/identity';
import { createMailbox, listMailboxes } from '@kelp/mailboxes';
import { sql } from '@kelp/platform/db';
import { createTenant, listFirstSteps } from '@kelp/tenants';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';

let test: TestHouse;
let tenant: string;
const month = 31 * 86_400_000;

beforeAll(async () => {
  test = await testHouse(...productModules);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.travel(0);
  tenant = await createTenant(test.house, { name: 'Fresh', zone: 'UTC', currency: 'USD' });
  await person('Olive');
});

const staff = () => callerWith(tenant, 'all');
const steps = async (caller = staff()) => (await test.as(caller, listFirstSteps, {})).steps;
const person = (name: string) =>
  test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = 'Admin' and msp`,
    );
    await writeUser(ctx, { name, email: `${name}@fresh.test`, roleIds: [role.id] });
  });

it('names what a fresh workspace needs, each step gone when it is done', async () => {
  expect(await steps()).toEqual(['client', 'mailbox', 'colleague']);
  await test.as(staff(), createClient, { name: 'Acme', domains: [] });
  expect(await steps()).toEqual(['mailbox', 'colleague']);
  await person('Tess');
  expect(await steps()).toEqual(['mailbox']);
  const { boards } = await test.as(staff(), listMailboxes, {});
  await test.as(staff(), createMailbox, {
    name: 'Support',
    address: 'support@fresh.test',
    boardId: boards[0]?.id ?? '',
    unknownSenders: 'ticket',
  });
  expect(await steps()).toEqual([]);
});

it('asks nobody for what they may not do, and refuses clients', async () => {
  expect(await steps(callerWith(tenant, ['client.create']))).toEqual(['client']);
  expect(await steps(callerWith(tenant, []))).toEqual([]);
  await expect(steps(callerWith(tenant, 'all', { userType: 'client' }))).rejects.toMatchObject({ id: 'forbidden' });
});

it('is silent in a workspace that has been at work for a month without a mailbox, not in one without clients', async () => {
  await test.travel(month);
  expect(await steps()).toEqual(['client', 'mailbox', 'colleague']);
  await test.as(staff(), createClient, { name: 'Acme', domains: [] });
  expect(await steps()).toEqual([]);
});
