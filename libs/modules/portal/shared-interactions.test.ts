import { createClient, createContact, logInteraction, updateInteraction } from '@kelp/clients';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { listSharedInteractions } from './contract';
import { portalModule } from './module';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(portalModule);
});
afterAll(() => test.close());

it('shows clients what is shared, their own or the company’s by role, and nothing else', async () => {
  const tenant = await bareTenant(test);
  const staff = callerWith(tenant, 'all', { id: null });
  const client = async (name: string) => (await test.as(staff, createClient, { name, domains: [] })).id;
  const [acme, other] = [await client('Acme'), await client('Other')];
  const amy = (await test.as(staff, createContact, { fullName: 'Amy', clientId: acme })).id;
  const log = (line: string, visibility: 'internal' | 'shared', whom: object) =>
    test.as(staff, logInteraction, { line, visibility, ...whom });
  await log('call 10m with amy', 'shared', { contactId: amy });
  await log('site visit 2h new switch', 'shared', { clientId: acme });
  await log('note pays late', 'internal', { contactId: amy });
  await log('call of another', 'shared', { clientId: other });
  const cancelled = await log('meeting called off', 'shared', { clientId: acme });
  await test.as(staff, updateInteraction, { id: cancelled.id, status: 'cancelled' });
  const seen = async (permissions: string[]) => {
    const person = { userType: 'client' as const, clientId: acme, contactId: amy };
    const { rows } = await test.as(callerWith(tenant, permissions, person), listSharedInteractions, {});
    return rows.map(({ title }) => title).sort();
  };
  expect(await seen(['portal_ticket.read_own'])).toEqual(['with amy']);
  expect(await seen(['portal_ticket.read_own', 'portal_ticket.read_client'])).toEqual(['new switch', 'with amy']);
  await expect(seen([])).rejects.toMatchObject({ id: 'forbidden' });
});
