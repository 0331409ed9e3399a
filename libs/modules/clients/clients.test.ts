import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDomain,
  addLocation,
  createClient,
  createContact,
  getClient,
  listClients,
  listContacts,
  removeDomain,
  updateClient,
  updateContact,
  updateLocation,
} from './contract';
import { findSender } from './find-sender';
import { clientsModule } from './module';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(clientsModule);
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
const create = (name: string, domains: string[] = []) => test.as(staff(), createClient, { name, domains });
const look = (id: string) => test.as(staff(), getClient, { id });
const place = { line1: '', line2: '', city: '', region: '', postalCode: '', country: '', isDefault: false };
const all = { includeInactive: false, limit: 50 };

describe('names', () => {
  it('refuses a name that is there in another case, and leads to its holder', async () => {
    const { id } = await create('Acme Dental');
    const refusal = {
      id: 'client.name_taken',
      data: { clientId: id, clientName: 'Acme Dental' },
      message: expect.stringContaining('“Acme Dental”'),
    };
    await expect(create('ACME dental')).rejects.toMatchObject(refusal);
    const other = await create('Acme Dentistry');
    await expect(test.as(staff(), updateClient, { id: other.id, name: 'acme dental' })).rejects.toMatchObject(refusal);
  });

  it('lets a client change the case of its own name', async () => {
    const { id } = await create('northwind');
    await test.as(staff(), updateClient, { id, name: 'Northwind' });
    expect((await look(id)).name).toBe('Northwind');
  });

  it('says when the holder is inactive, since the list does not show it', async () => {
    const { id } = await create('Gone Ltd');
    await test.as(staff(), updateClient, { id, isInactive: true });
    await expect(create('gone ltd')).rejects.toMatchObject({ message: expect.stringContaining('an inactive client') });
  });

  it('keeps one of two who write the same name at the same moment', async () => {
    const both = await Promise.allSettled([create('Twin Works'), create('twin works')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('stale writes', () => {
  it('refuses a write on an old version and names the field', async () => {
    const { id } = await create('Versioned');
    const { version } = await look(id);
    await test.as(staff(), updateClient, { id, version, notes: 'first' });
    await expect(test.as(staff(), updateClient, { id, version, notes: 'second' })).rejects.toMatchObject({
      id: 'stale',
      data: { fields: ['notes'] },
    });
    expect((await look(id)).notes).toBe('first');
  });
});

describe('locations', () => {
  it('has exactly one default, whichever is made default last', async () => {
    const { id: clientId } = await create('Delta Print');
    const main = await test.as(staff(), addLocation, { clientId, name: 'Main Street', ...place });
    const plant = await test.as(staff(), addLocation, { clientId, name: 'Plant', ...place });
    const defaults = async () => (await look(clientId)).locations.filter((one) => one.isDefault).map(({ id }) => id);
    expect(await defaults()).toEqual([main.id]);
    await test.as(staff(), updateLocation, { id: plant.id, isDefault: true });
    expect(await defaults()).toEqual([plant.id]);
    await Promise.all([main, plant].map(({ id }) => test.as(staff(), updateLocation, { id, isDefault: true })));
    expect(await defaults()).toHaveLength(1);
  });

  it('changes an address and keeps what is not named; a stale one is refused', async () => {
    const { id: clientId } = await create('Address Book');
    const { id } = await test.as(staff(), addLocation, {
      clientId,
      name: 'Office',
      ...place,
      city: 'Chicago',
      line2: 'Suite 4',
    });
    await test.as(staff(), updateLocation, { id, version: 1, line1: '1 Main St' });
    expect((await look(clientId)).locations).toMatchObject([
      { name: 'Office', line1: '1 Main St', line2: 'Suite 4', city: 'Chicago', isDefault: true, version: 2 },
    ]);
    await expect(test.as(staff(), updateLocation, { id, version: 1, line1: '2 Main St' })).rejects.toMatchObject({
      id: 'stale',
    });
  });

  it('names an active contact of the client to ask for, and nobody else', async () => {
    const { id: clientId } = await create('Sited');
    const contact = async (fullName: string, of?: string) =>
      (await test.as(staff(), createContact, { fullName, ...(of ? { clientId: of } : {}) })).id;
    const [dee, stranger] = [await contact('Dee', clientId), await contact('Stranger')];
    const refused = { id: 'invalid', fields: { siteContactId: expect.any(String) } };
    const plant = { clientId, name: 'Plant', ...place };
    await expect(test.as(staff(), addLocation, { ...plant, siteContactId: stranger })).rejects.toMatchObject(refused);
    const { id } = await test.as(staff(), addLocation, { ...plant, siteContactId: dee });
    expect((await look(clientId)).locations).toMatchObject([{ siteContactId: dee }]);
    await expect(test.as(staff(), updateLocation, { id, siteContactId: stranger })).rejects.toMatchObject(refused);
    await test.as(staff(), updateLocation, { id, siteContactId: null });
    expect((await look(clientId)).locations).toMatchObject([{ siteContactId: null }]);
  });

  it('shows the city of the default location in the list', async () => {
    const { id: clientId } = await create('Listed');
    const row = async () => (await test.as(staff(), listClients, { ...all, search: 'Listed' })).rows[0];
    expect(await row()).toMatchObject({ place: null });
    const { id } = await test.as(staff(), addLocation, { clientId, name: 'Depot', ...place });
    expect(await row()).toMatchObject({ place: 'Depot' });
    await test.as(staff(), updateLocation, { id, city: 'Omaha' });
    expect(await row()).toMatchObject({ place: 'Omaha' });
  });
});

describe('mail domains', () => {
  it('belongs to one client, from adding to removing', async () => {
    const one = await create('One Co', ['one.test']);
    const two = await create('Two Co');
    const holder = (address: string) => test.inside(tenant, (ctx) => findSender(ctx, address));
    await expect(test.as(staff(), addDomain, { clientId: two.id, domain: 'one.test' })).rejects.toMatchObject({
      id: 'client.domain_taken',
      data: { clientId: one.id, clientName: 'One Co' },
      message: expect.stringContaining('One Co'),
    });
    await expect(create('Three Co', ['one.test'])).rejects.toMatchObject({ id: 'client.domain_taken' });
    await test.as(staff(), removeDomain, { clientId: one.id, domain: 'one.test' });
    expect(await holder('someone@one.test')).toMatchObject({ clientId: null });
    await test.as(staff(), addDomain, { clientId: two.id, domain: ' ONE.test ' });
    expect(await holder('someone@one.test')).toMatchObject({ clientId: two.id });
    expect((await look(two.id)).domains).toEqual(['one.test']);
  });

  it('adds once, however often it is asked, and cannot remove what another client has', async () => {
    const { id: clientId } = await create('Steady', ['steady.test', 'steady.test']);
    await test.as(staff(), addDomain, { clientId, domain: 'steady.test' });
    expect((await look(clientId)).domains).toEqual(['steady.test']);
    const other = await create('Other');
    await expect(test.as(staff(), removeDomain, { clientId: other.id, domain: 'steady.test' })).rejects.toMatchObject({
      id: 'not_found',
    });
  });

  it.each(['acme', '@acme.test', 'acme..test', 'amy@acme.test', '.test'])('refuses %s', async (domain) => {
    const { id } = await create(`For ${domain}`);
    await expect(test.as(staff(), addDomain, { clientId: id, domain })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('finds a client by its domain', async () => {
    const { id } = await create('Hidden Name', ['well-known.test']);
    const { rows } = await test.as(staff(), listClients, { ...all, search: 'well-known' });
    expect(rows.map((row) => row.id)).toEqual([id]);
  });
});

describe('contacts', () => {
  it('refuses an address that another contact has, and names them', async () => {
    const { id: clientId } = await create('Delta Contacts');
    const dee = await test.as(staff(), createContact, { fullName: 'Dee Diaz', email: 'dee@delta.test', clientId });
    const refusal = {
      id: 'contact.email_taken',
      message: expect.stringContaining('Dee Diaz of Delta Contacts'),
      data: { contactId: dee.id, clientId, clientName: 'Delta Contacts' },
    };
    await expect(test.as(staff(), createContact, { fullName: 'Dan', email: 'DEE@delta.test' })).rejects.toMatchObject(
      refusal,
    );
    const dan = await test.as(staff(), createContact, { fullName: 'Dan', email: 'dan@delta.test', clientId });
    await expect(test.as(staff(), updateContact, { id: dan.id, email: 'dee@delta.test' })).rejects.toMatchObject(
      refusal,
    );
    await test.as(staff(), updateContact, { id: dee.id, email: 'Dee@delta.test', title: 'Owner' });
    expect((await look(clientId)).contacts).toMatchObject([
      { fullName: 'Dan' },
      { fullName: 'Dee Diaz', title: 'Owner' },
    ]);
  });

  it('is found by the last four digits of the phone, however it is written', async () => {
    const phone = '+1 (312) 555-01 47';
    const { id } = await test.as(staff(), createContact, { fullName: 'Phone Friend', phone });
    const found = async (search: string) =>
      (await test.as(staff(), listContacts, { search, limit: 50 })).rows.map((row) => row.id);
    expect(await found('0147')).toEqual([id]);
    expect(await found('555 0147')).toEqual([id]);
    expect(await found('147')).toEqual([]);
  });
});

describe('permissions', () => {
  it('tells the list who may create, and keeps changes from those who may only look', async () => {
    const { id } = await create('Guarded');
    const reader = callerWith(tenant, ['client.read']);
    expect((await test.as(staff(), listClients, all)).abilities).toEqual(['client.create', 'client.export']);
    expect((await test.as(reader, listClients, all)).abilities).toEqual([]);
    expect((await test.as(reader, getClient, { id })).abilities).toEqual([]);
    await expect(test.as(reader, addDomain, { clientId: id, domain: 'guarded.test' })).rejects.toMatchObject({
      id: 'forbidden',
    });
  });

  it('takes a client out of use only with the right to deactivate', async () => {
    const { id } = await create('Kept');
    const finance = callerWith(tenant, ['client.read', 'client.update']);
    await expect(test.as(finance, updateClient, { id, isInactive: true })).rejects.toMatchObject({ id: 'forbidden' });
    await test.as(staff(), updateClient, { id, isInactive: true });
    const names = async (includeInactive: boolean) =>
      (await test.as(staff(), listClients, { includeInactive, limit: 50, search: 'Kept' })).rows.map(
        ({ name }) => name,
      );
    expect([await names(false), await names(true)]).toEqual([[], ['Kept']]);
  });
});
