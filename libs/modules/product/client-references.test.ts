import { bareTenant, callerWith, asSuperuser, testHouse, type TestHouse } from '@kelp/testing';
import { clientDependents, clientMerge, contactMerge, createClient, createContact } from '@kelp/clients';
import { productModules } from './index';

/** Tables of the clients' own room: they go with a deleted client, or the room counts them itself. */
const own = [
  'client_email_domains',
  'client_locations',
  'client_names',
  'clients',
  'contact_clients',
  'contacts',
  'interactions',
  'users',
];

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(...productModules);
});
afterAll(() => test.close());

it('counts every table that refers to clients before one is deleted; a new table is named by its room', async () => {
  const tenant = await bareTenant(test);
  const { id } = await test.as(callerWith(tenant, 'all'), createClient, { name: 'Referred to', domains: [] });
  const answered = await test.inside(tenant, (ctx) => ctx.askSlot(clientDependents, { clientId: id }));
  const named = [...own, ...answered.map(({ table }) => table)];
  const referring = await asSuperuser<{ name: string }>(
    test.superUrl,
    `select distinct c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and f.relname = 'clients' and not exists (select from pg_inherits where inhrelid = c.oid)`,
  );
  expect(referring.length).toBeGreaterThan(10);
  expect(referring.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  expect(answered.every(({ count }) => count === 0)).toBe(true);
});

it('asks for permissions that exist before it tells of something', async () => {
  const tenant = await bareTenant(test);
  const { id } = await test.as(callerWith(tenant, 'all'), createClient, { name: 'Asked for', domains: [] });
  const answered = await test.inside(tenant, (ctx) => ctx.askSlot(clientDependents, { clientId: id }));
  const known = test.house.registry.permissions;
  expect(answered.filter(({ permission }) => !known.has(permission))).toEqual([]);
});

/** Tables that name a contact and belong to the contacts' own room. */
const ownOfContacts = ['contact_addresses', 'contact_clients', 'contacts', 'users'];

it.each([
  ['clients', clientMerge, own],
  ['contacts', contactMerge, ownOfContacts],
] as const)('says of every table that refers to %s what becomes of it in a merge', async (target, slot, ownOnes) => {
  const tenant = await bareTenant(test);
  const staff = callerWith(tenant, 'all');
  const make = (name: string) =>
    target === 'clients'
      ? test.as(staff, createClient, { name, domains: [] })
      : test.as(staff, createContact, { fullName: name });
  const [from, into] = [(await make('One')).id, (await make('Two')).id];
  const parts = await test.inside(tenant, (ctx) => ctx.askSlot(slot, { from, into }));
  const referring = await asSuperuser<{ name: string }>(
    test.superUrl,
    `select distinct c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and f.relname = '${target}' and not exists (select from pg_inherits where inhrelid = c.oid)`,
  );
  const named = [...ownOnes, ...parts.map(({ table }) => table)];
  expect(referring.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  expect(parts.filter(({ permission }) => !test.house.registry.permissions.has(permission))).toEqual([]);
  expect(parts.filter(({ fate, move }) => (fate === 'moves') !== Boolean(move))).toEqual([]);
});
