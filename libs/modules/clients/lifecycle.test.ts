import { createField } from '@kelp/fields';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { belongsTo } from './belongs-to';
import {
  createClient,
  createContact,
  deactivateClient,
  deleteClient,
  getClient,
  listClientDependents,
  listClients,
  listContacts,
  reactivateClient,
  updateClient,
  updateContact,
} from './contract';
import { clientsModule } from './module';
import { contacts } from './tables';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(clientsModule);
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
const create = async (name: string, rest: object = {}) =>
  (await test.as(staff(), createClient, { name, domains: [], ...rest })).id;
const update = (id: string, rest: object) => test.as(staff(), updateClient, { id, ...rest });
const look = (id: string) => test.as(staff(), getClient, { id });
const names = async (input: object) =>
  (await test.as(staff(), listClients, { includeInactive: false, limit: 50, ...input })).rows.map(({ name }) => name);

describe('the tree', () => {
  it('shows parent and children, and rolls a family up', async () => {
    const top = await create('Top');
    const middle = await create('Middle', { parentId: top });
    await create('Leaf', { parentId: middle });
    await create('Apart');
    expect(await look(middle)).toMatchObject({ parent: { name: 'Top' }, children: [{ name: 'Leaf' }] });
    expect(await names({ familyOf: top })).toEqual(['Leaf', 'Middle', 'Top']);
    expect(await names({ familyOf: middle })).toEqual(['Leaf', 'Middle']);
  });

  it('refuses a circle, also when two changes would close it at the same moment', async () => {
    const a = await create('Circle A');
    const b = await create('Circle B', { parentId: a });
    const c = await create('Circle C', { parentId: b });
    const refusal = { id: 'invalid', fields: { parentId: expect.any(String) } };
    await expect(update(a, { parentId: c })).rejects.toMatchObject(refusal);
    await expect(update(a, { parentId: a })).rejects.toMatchObject(refusal);
    const [x, y] = [await create('Knot X'), await create('Knot Y')];
    const both = await Promise.allSettled([update(x, { parentId: y }), update(y, { parentId: x })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets a contact of the parent ask for the child, not the other way round', async () => {
    const parent = await create('Group');
    const child = await create('Branch', { parentId: parent });
    const mayAsk = async (own: string, other: string) => {
      const { id } = await test.as(staff(), createContact, { fullName: 'Asker', clientId: own });
      return test.inside(tenant, async (ctx) => belongsTo(ctx, await ctx.db.get(contacts, id), other));
    };
    expect([await mayAsk(parent, child), await mayAsk(child, parent)]).toEqual([true, false]);
  });
});

describe('other names', () => {
  it('are unique together with names, found by search and lead to their client', async () => {
    const id = await create('Delta Print', { aliases: ['Delta Printing', 'DELTA printing', 'delta print'] });
    expect((await look(id)).aliases).toEqual(['DELTA printing']);
    const refusal = { id: 'client.name_taken', data: { clientId: id, clientName: 'Delta Print' } };
    await expect(create('delta PRINTING')).rejects.toMatchObject(refusal);
    await expect(create('Else', { aliases: ['Delta Print'] })).rejects.toMatchObject(refusal);
    expect(await names({ search: 'ta printing' })).toEqual(['Delta Print']);
    await update(id, { aliases: [] });
    await create('Delta Printing');
  });

  it('gives a name to one of two who write it at the same moment, as name and as alias', async () => {
    const both = await Promise.allSettled([create('Same Words'), create('Other Words', { aliases: ['same words'] })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

it('filters by where a client stands', async () => {
  await create('Maybe Ltd', { lifecycle: 'prospect' });
  expect(await names({ lifecycle: 'prospect' })).toEqual(['Maybe Ltd']);
});

describe('out of use and back', () => {
  it('takes its contacts along if wished, and brings back only those', async () => {
    const id = await create('Wizard');
    const add = (fullName: string) => test.as(staff(), createContact, { fullName, clientId: id });
    const [, gone] = [await add('Stays'), await add('Gone before')];
    await test.as(staff(), updateContact, { id: gone.id, isInactive: true });
    const active = async () =>
      (await test.as(staff(), listContacts, { clientId: id, limit: 50 })).rows.map(({ fullName }) => fullName);
    expect(await test.as(staff(), deactivateClient, { id, withContacts: true })).toMatchObject({ contacts: 1 });
    expect([await active(), (await look(id)).isInactive]).toEqual([[], true]);
    expect(await test.as(staff(), listClientDependents, { id })).toMatchObject({ activeContacts: 0, leftContacts: 1 });
    expect(await test.as(staff(), reactivateClient, { id, withContacts: true })).toMatchObject({ contacts: 1 });
    expect([await active(), (await look(id)).isInactive]).toEqual([['Stays'], false]);
  });

  it('leaves contacts alone unless asked, and brings back nobody who was not wanted back', async () => {
    const id = await create('Alone');
    await test.as(staff(), createContact, { fullName: 'Person', clientId: id });
    expect(await test.as(staff(), deactivateClient, { id, withContacts: false })).toMatchObject({ contacts: 0 });
    await test.as(staff(), deactivateClient, { id, withContacts: true });
    await test.as(staff(), reactivateClient, { id, withContacts: false });
    expect(await test.as(staff(), reactivateClient, { id, withContacts: true })).toMatchObject({ contacts: 0 });
    await expect(
      test.as(callerWith(tenant, ['client.read', 'client.update']), deactivateClient, { id, withContacts: false }),
    ).rejects.toMatchObject({ id: 'forbidden' });
  });
});

describe('deleting', () => {
  it('refuses with the list of what is in the way, each with a link', async () => {
    const id = await create('Used');
    await test.as(staff(), createContact, { fullName: 'In the way', clientId: id });
    await create('Below', { parentId: id });
    await expect(test.as(staff(), deleteClient, { id })).rejects.toMatchObject({
      id: 'client.in_use',
      message: expect.stringContaining('1 contact, 1 client below it'),
      data: { blockers: [{ label: '1 contact', href: `/msp/clients/${id}` }, { label: '1 client below it' }] },
    });
    const reader = callerWith(tenant, ['client.read']);
    expect((await test.as(reader, listClientDependents, { id })).rows.map(({ label }) => label)).toEqual([
      '1 client below it',
    ]);
  });

  it('leaves no indexed value of its custom fields behind', async () => {
    const sector = { entity: 'client', key: 'sector', label: 'Sector', kind: 'text', hint: '', options: [], rules: {} };
    await test.as(staff(), createField, createField.input.parse(sector));
    const id = await create('Sectored', { custom: { sector: 'Dental' } });
    const indexed = () =>
      test.rows(tenant, sql`select value from field_values where tenant_id = ${tenant} and entity_id = ${id}`);
    expect(await indexed()).toHaveLength(1);
    await test.as(staff(), deleteClient, { id });
    expect(await indexed()).toEqual([]);
  });

  it('takes places and domains along and frees the names', async () => {
    const location = { name: 'Office', city: '', country: '' };
    const id = await create('Mistake', { aliases: ['Error'], location, domains: ['mistake.test'] });
    await test.as(staff(), deleteClient, { id });
    await expect(look(id)).rejects.toMatchObject({ id: 'not_found' });
    await create('error', { domains: ['mistake.test'], aliases: ['mistake'] });
  });
});
