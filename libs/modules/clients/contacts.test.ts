import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { belongsTo } from './belongs-to';
import {
  createClient,
  createContact,
  getClient,
  joinClient,
  leaveClient,
  listContacts,
  updateContact,
} from './contract';
import { findSender } from './find-sender';
import { clientsModule } from './module';
import { contacts, type ContactPhone } from './tables';

let test: TestHouse;
let tenant: string;
let clientId: string;

beforeAll(async () => {
  test = await testHouse(clientsModule);
  tenant = await bareTenant(test);
  clientId = (await test.as(staff(), createClient, { name: 'Delta Print', domains: [] })).id;
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
const create = (fullName: string, rest: object = {}) =>
  test.as(staff(), createContact, { fullName, clientId, ...rest });
const update = (id: string, rest: object) => test.as(staff(), updateContact, { id, ...rest });
const cardOf = async (id: string) =>
  (await test.as(staff(), getClient, { id: clientId })).contacts.find((one) => one.id === id);
const sender = (address: string) => test.inside(tenant, (ctx) => findSender(ctx, address));
const found = async (search: string) =>
  (await test.as(staff(), listContacts, { search, limit: 50 })).rows.map(({ fullName }) => fullName);
const phone = (number: string, more: Partial<ContactPhone> = {}): ContactPhone => ({
  kind: 'work',
  number,
  extension: '',
  isDefault: false,
  ...more,
});

describe('numbers', () => {
  it('keeps several with kind and extension, one of them the default, and finds each by its last four digits', async () => {
    const { id } = await create('Dee Diaz', {
      phones: [
        phone('+1 312 555-0199', { extension: '12' }),
        phone('(312) 555-0147', { kind: 'mobile', isDefault: true }),
      ],
    });
    expect(await cardOf(id)).toMatchObject({
      phone: '(312) 555-0147',
      phones: [
        { kind: 'work', number: '+1 312 555-0199', extension: '12', isDefault: false },
        { kind: 'mobile', isDefault: true },
      ],
    });
    expect([await found('0147'), await found('0199'), await found('0198')]).toEqual([['Dee Diaz'], ['Dee Diaz'], []]);
  });

  it('has exactly one default whatever is sent, and replaces only that one by the short form', async () => {
    const { id } = await create('Two Marks', {
      phones: [phone('1111', { isDefault: true }), phone('2222', { isDefault: true })],
    });
    expect((await cardOf(id))?.phones.map((one) => one.isDefault)).toEqual([true, false]);
    await update(id, { phone: '3333' });
    expect((await cardOf(id))?.phones.map((one) => one.number)).toEqual(['3333', '2222']);
    await update(id, { phone: '' });
    expect(await cardOf(id)).toMatchObject({ phone: '2222', phones: [{ number: '2222', isDefault: true }] });
    await update(id, { phones: [] });
    expect(await cardOf(id)).toMatchObject({ phone: '', phones: [] });
  });

  it('refuses what is no number, too many of them, and a change on an old version', async () => {
    await expect(create('No number', { phones: [phone('call me')] })).rejects.toMatchObject({ id: 'invalid' });
    await expect(create('Many', { phones: Array(21).fill(phone('12345')) })).rejects.toMatchObject({ id: 'invalid' });
    const { id } = await create('Stale');
    await update(id, { version: 1, phones: [phone('4444')] });
    await expect(update(id, { version: 1, phones: [phone('5555')] })).rejects.toMatchObject({ id: 'stale' });
  });
});

describe('addresses', () => {
  it('refuses an address that is another contact’s main or other one, by name', async () => {
    const dana = await create('Dana Hart', {
      email: 'dana@delta.test',
      otherEmails: [{ kind: 'personal', email: 'Dana.Home@mail.test' }],
    });
    const refusal = { id: 'contact.email_taken', message: expect.stringContaining('Dana Hart of Delta Print') };
    await expect(create('Dan', { email: 'dana.home@mail.test' })).rejects.toMatchObject(refusal);
    await expect(create('Dan', { otherEmails: [{ kind: 'work', email: 'DANA@delta.test' }] })).rejects.toMatchObject(
      refusal,
    );
    expect(await sender('dana.home@mail.test')).toMatchObject({ contactId: dana.id, clientId });
    expect(await sender('DANA@delta.test')).toMatchObject({ contactId: dana.id });
    expect(await found('dana.home')).toEqual(['Dana Hart']);
  });

  it('stands once in a contact, and changes places with the main one', async () => {
    const { id } = await create('Swap', {
      email: 'one@swap.test',
      otherEmails: [
        { kind: 'work', email: 'two@swap.test' },
        { kind: 'work', email: 'ONE@swap.test' },
      ],
    });
    await update(id, { email: 'two@swap.test', otherEmails: [{ kind: 'work', email: 'one@swap.test' }] });
    expect(await cardOf(id)).toMatchObject({ email: 'two@swap.test', otherEmails: [{ email: 'one@swap.test' }] });
    await update(id, { otherEmails: [] });
    expect(await sender('one@swap.test')).toMatchObject({ contactId: null });
    await create('Next', { email: 'one@swap.test' });
  });

  it('gives an address to one of two who write it at the same moment, as main and as other one', async () => {
    const both = await Promise.allSettled([
      create('First', { email: 'same@race.test' }),
      create('Second', { otherEmails: [{ kind: 'work', email: 'same@race.test' }] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('belongs to nobody’s ticket once the contact is inactive, and refuses what is no address', async () => {
    const { id } = await create('Leaver', { otherEmails: [{ kind: 'work', email: 'leaver@x.test' }] });
    await update(id, { isInactive: true });
    expect(await sender('leaver@x.test')).toMatchObject({ contactId: null });
    await expect(update(id, { otherEmails: [{ kind: 'work', email: 'nonsense' }] })).rejects.toMatchObject({
      id: 'invalid',
    });
  });
});

describe('several clients', () => {
  const contactOf = (id: string) => test.inside(tenant, (ctx) => ctx.db.get(contacts, id));
  const mayAsk = (id: string, client: string) =>
    test.inside(tenant, async (ctx) => belongsTo(ctx, await ctx.db.get(contacts, id), client));

  it('shows a contact at each of its clients, until it leaves', async () => {
    const { id: otherId } = await test.as(staff(), createClient, { name: 'Second home', domains: [] });
    const { id } = await create('Both Sides');
    expect(await mayAsk(id, otherId)).toBe(false);
    await Promise.all([1, 2].map(() => test.as(staff(), joinClient, { contactId: id, clientId: otherId })));
    const people = async () => (await test.as(staff(), getClient, { id: otherId })).contacts.map((one) => one.fullName);
    expect(await people()).toEqual(['Both Sides']);
    expect((await test.as(staff(), listContacts, { clientId: otherId, limit: 9 })).rows).toMatchObject([
      { id, clientId, clientName: 'Delta Print' },
    ]);
    expect(await mayAsk(id, otherId)).toBe(true);
    await test.as(staff(), leaveClient, { contactId: id, clientId: otherId });
    expect([await people(), await mayAsk(id, otherId)]).toEqual([[], false]);
    await expect(test.as(staff(), leaveClient, { contactId: id, clientId })).rejects.toMatchObject({
      id: 'contact.own_client',
    });
  });

  it('gives a contact without a client its own one, and lets an external one ask for any', async () => {
    const { id } = await test.as(staff(), createContact, { fullName: 'Homeless' });
    await test.as(staff(), joinClient, { contactId: id, clientId });
    expect(await contactOf(id)).toMatchObject({ clientId });
    const supplier = await create('Supplier', { isExternal: true });
    const { id: anyId } = await test.as(staff(), createClient, { name: 'Any client', domains: [] });
    expect(await mayAsk(supplier.id, anyId)).toBe(true);
  });
});
