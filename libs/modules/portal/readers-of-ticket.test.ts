import { clients, contacts } from '@kelp/clients';
import { writePortalUser } from '@kelp/identity';
import { createTenant } from '@kelp/tenants';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, sightChange } from '@kelp/tickets';
import { portalModule } from './module';

let test: TestHouse;
let tenant: string;
const contactIds = new Map<string, string>();
const clientIds = new Map<string, string>();

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' });
  await test.inside(tenant, async (ctx) => {
    for (const name of ['Acme', 'Bluefin']) clientIds.set(name, (await ctx.db.insert(clients, { name })).id);
    for (const [fullName, client, role] of [
      ['Amy', 'Acme', 'Admin'],
      ['Ulf', 'Acme', 'User'],
      ['Uma', 'Acme', 'User'],
      ['Bo', 'Bluefin', 'Admin'],
    ] as const) {
      const clientId = clientIds.get(client) ?? '';
      const { id } = await ctx.db.insert(contacts, { clientId, fullName, email: `${fullName.toLowerCase()}@c.test` });
      await writePortalUser(ctx, { contactId: id, role, password: 'quite long enough 7' });
      contactIds.set(fullName, id);
    }
  });
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
const contact = (name: string) => contactIds.get(name) ?? '';

it('names who gains and who loses sight: the company’s admins, and only their own ticket for users', async () => {
  const { id } = await test.as(staff(), createTicket, { title: 'Payroll', contactId: contact('Ulf') });
  const ask = (more: object) => test.as(staff(), sightChange, { id, ...more });
  expect(await ask({ contactId: contact('Uma') })).toEqual({ gains: ['Uma'], loses: ['Ulf'] });
  expect(await ask({ clientId: clientIds.get('Bluefin') })).toEqual({ gains: ['Bo'], loses: ['Amy', 'Ulf'] });
  expect(await ask({ clientId: null })).toEqual({ gains: [], loses: ['Amy', 'Ulf'] });
  expect(await ask({ contactId: null })).toEqual({ gains: [], loses: ['Ulf'] });
});
