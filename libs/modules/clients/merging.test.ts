import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDomain,
  addLocation,
  clientTimeline,
  createClient,
  createContact,
  getClient,
  getContact,
  joinClient,
  listClients,
  listContacts,
  mergeClients,
  mergeContacts,
  previewClientMerge,
  previewContactMerge,
  reactivateClient,
  updateClient,
  updateContact,
} from './contract';
import { contactsByAddress } from './contacts-by-address';
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
const client = async (name: string, rest: object = {}) =>
  (await test.as(staff(), createClient, { name, domains: [], ...rest })).id;
const contact = async (fullName: string, rest: object = {}) =>
  (await test.as(staff(), createContact, { fullName, ...rest })).id;
const look = (id: string) => test.as(staff(), getClient, { id });
const person = (id: string) => test.as(staff(), getContact, { id });
const merge = (id: string, intoId: string) => test.as(staff(), mergeClients, { id, intoId });
const join = (id: string, intoId: string) => test.as(staff(), mergeContacts, { id, intoId });
const blank = { line1: '', city: '', region: '', postalCode: '', country: '', isDefault: false };

describe('clients', () => {
  it('keeps both names, and moves contacts, places, domains and what stands below', async () => {
    const into = await client('Acme', { notes: 'Back door.', domains: ['acme.test'] });
    const from = await client('Acme Incorporated', {
      aliases: ['ACME Inc'],
      notes: 'Ring twice.',
      domains: ['acme-inc.test'],
    });
    const below = await client('Acme Branch', { parentId: from });
    const dee = await contact('Dee', { clientId: from });
    for (const clientId of [into, from]) await test.as(staff(), addLocation, { clientId, name: 'Main', ...blank });
    await merge(from, into);
    expect(await look(into)).toMatchObject({
      aliases: ['Acme Incorporated', 'ACME Inc'],
      notes: 'Back door.\n\nRing twice.',
      domains: ['acme-inc.test', 'acme.test'],
      contacts: [{ id: dee }],
      children: [{ id: below }],
      locations: [
        { name: 'Main', isDefault: true },
        { name: 'Main (Acme Incorporated)', isDefault: false },
      ],
    });
    expect(await look(from)).toMatchObject({ isInactive: true, aliases: [], mergedInto: { id: into, name: 'Acme' } });
  });

  it('finds the one by the other’s name, refuses the name to others, and lets it be taken as its own', async () => {
    const into = await client('Bluefin');
    const from = await client('Blue Fin Ltd');
    await merge(from, into);
    const all = { includeInactive: true, limit: 50 };
    const found = await test.as(staff(), listClients, { ...all, search: 'Blue Fin' });
    expect(found.rows.map(({ id }) => id)).toEqual([into]);
    await expect(client('blue fin LTD')).rejects.toMatchObject({ id: 'client.name_taken', data: { clientId: into } });
    await test.as(staff(), updateClient, { id: into, name: 'Blue Fin Ltd', aliases: [] });
    expect((await look(into)).name).toBe('Blue Fin Ltd');
  });

  it('closes no circle: one that stood below takes the place of the one above', async () => {
    const top = await client('Holding');
    const from = await client('Old parent', { parentId: top });
    const middle = await client('Middle', { parentId: from });
    const into = await client('Leaf', { parentId: middle });
    await merge(from, into);
    expect((await look(into)).parent).toMatchObject({ id: top });
    expect((await look(middle)).parent).toMatchObject({ id: into });
  });

  it('follows a chain to its end, and tells of the merge in the timeline', async () => {
    const [a, b, c] = [await client('Chain A'), await client('Chain B'), await client('Chain C')];
    await merge(a, b);
    await merge(b, c);
    expect((await look(a)).mergedInto).toMatchObject({ id: c });
    expect((await look(c)).aliases.sort()).toEqual(['Chain A', 'Chain B']);
    const { rows } = await test.as(staff(), clientTimeline, { id: c, limit: 50 });
    expect(rows.filter(({ event }) => event === 'client.merged').map(({ title }) => title)).toContain('Chain B');
  });

  it('refuses itself, one that is merged, and an inactive one, each with a sentence', async () => {
    const [one, two, gone] = [await client('Self'), await client('Other self'), await client('Gone')];
    await expect(merge(one, one)).rejects.toMatchObject({ id: 'invalid' });
    await test.as(staff(), updateClient, { id: gone, isInactive: true });
    await expect(merge(one, gone)).rejects.toMatchObject({ message: expect.stringContaining('Gone is inactive') });
    const { blockers } = await test.as(staff(), previewClientMerge, { id: one, intoId: gone });
    expect(blockers).toEqual([expect.stringContaining('Activate it first')]);
    await merge(two, one);
    await expect(merge(two, one)).rejects.toMatchObject({ id: 'client.merge_blocked' });
    await expect(merge(one, two)).rejects.toMatchObject({ message: expect.stringContaining('merged into another') });
  });

  it('takes nothing new for one that is merged, and leads to the one that it became', async () => {
    const [from, into] = [await client('Merged away'), await client('Became this')];
    const [old, now] = [await contact('Old Dee', { clientId: into }), await contact('Dee now', { clientId: into })];
    await merge(from, into);
    await join(old, now);
    const as = (work: Promise<unknown>) =>
      expect(work).rejects.toMatchObject({ id: 'client.merged', data: { clientId: into } });
    await as(test.as(staff(), updateClient, { id: from, notes: 'Late' }));
    await as(test.as(staff(), reactivateClient, { id: from, withContacts: false }));
    await as(test.as(staff(), addLocation, { clientId: from, name: 'Late', ...blank }));
    await as(test.as(staff(), addDomain, { clientId: from, domain: 'late.test' }));
    await as(contact('Late', { clientId: from }));
    await as(test.as(staff(), joinClient, { contactId: now, clientId: from }));
    await as(client('Below it', { parentId: from }));
    await expect(test.as(staff(), updateContact, { id: old, title: 'Late' })).rejects.toMatchObject({
      id: 'contact.merged',
      data: { contactId: now },
    });
  });

  it('merges once when two do it at the same moment, even crosswise', async () => {
    const [one, two] = [await client('Cross one'), await client('Cross two')];
    const both = await Promise.allSettled([merge(one, two), merge(two, one)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('shows before the click what moves, to those who may merge', async () => {
    const [from, into] = [await client('Counted', { domains: ['counted.test'] }), await client('Counter')];
    await contact('One', { clientId: from });
    await contact('Two', { clientId: from });
    const preview = await test.as(staff(), previewClientMerge, { id: from, intoId: into });
    expect(preview).toMatchObject({ moves: ['2 contacts', '1 mail domain'], names: ['Counted'], blockers: [] });
    const half = callerWith(tenant, ['client.merge', 'client.read']);
    expect((await test.as(half, previewClientMerge, { id: from, intoId: into })).moves).toEqual(['1 mail domain']);
    const tech = callerWith(tenant, ['client.read', 'client.update']);
    await expect(test.as(tech, mergeClients, { id: from, intoId: into })).rejects.toMatchObject({ id: 'forbidden' });
  });
});

describe('contacts', () => {
  it('keeps every address and number, so that mail from each is the one person’s', async () => {
    const clientId = await client('Delta');
    const into = await contact('Dee Diaz', { clientId, email: 'dee@delta.test', phone: '312 555 0147' });
    const from = await contact('D. Diaz', {
      clientId,
      email: 'd.diaz@delta.test',
      otherEmails: [{ kind: 'personal', email: 'dee@home.test' }],
      phones: [
        { kind: 'mobile', number: '(312) 555-0147', extension: '', isDefault: false },
        { kind: 'work', number: '312 555 0199', extension: '12', isDefault: true },
      ],
      title: 'Owner',
      isVip: true,
      channel: 'phone',
    });
    await join(from, into);
    expect(await person(into)).toMatchObject({
      email: 'dee@delta.test',
      otherEmails: [
        { kind: 'work', email: 'd.diaz@delta.test' },
        { kind: 'personal', email: 'dee@home.test' },
      ],
      phone: '312 555 0147',
      phones: [{ isDefault: true }, { number: '312 555 0199', extension: '12', isDefault: false }],
      title: 'Owner',
      isVip: true,
      channel: 'phone',
    });
    for (const address of ['dee@delta.test', 'd.diaz@delta.test', 'dee@home.test'])
      expect((await test.inside(tenant, (ctx) => findSender(ctx, address))).contactId).toBe(into);
    expect(await person(from)).toMatchObject({ isInactive: true, email: null, mergedInto: { id: into } });
    const { rows } = await test.as(staff(), listContacts, { clientId, limit: 50 });
    expect(rows.map(({ id }) => id)).toEqual([into]);
    expect((await look(clientId)).contacts).toHaveLength(1);
  });

  it('belongs to the clients of both, each once', async () => {
    const [home, other, third] = [await client('Home'), await client('Elsewhere'), await client('Third')];
    const into = await contact('Twice', { clientId: home });
    const from = await contact('Twice again', { clientId: other });
    for (const clientId of [home, third]) await test.as(staff(), joinClient, { contactId: from, clientId });
    await test.as(staff(), joinClient, { contactId: into, clientId: third });
    const preview = await test.as(staff(), previewContactMerge, { id: from, intoId: into });
    expect(preview).toMatchObject({ moves: ['2 further clients'], portal: null, blockers: [] });
    await join(from, into);
    expect(await person(into)).toMatchObject({
      client: { id: home },
      otherClients: [{ name: 'Elsewhere' }, { name: 'Third' }],
    });
    expect((await person(from)).otherClients).toEqual([]);
  });

  it('gives one without a client the other’s, and refuses one that is merged', async () => {
    const clientId = await client('Given');
    const into = await contact('Nobody yet', { email: 'nobody@given.test' });
    const from = await contact('Somebody', { clientId });
    await join(from, into);
    expect((await person(into)).client).toMatchObject({ id: clientId });
    await expect(join(from, into)).rejects.toMatchObject({ id: 'contact.merge_blocked' });
    const holder = await test.inside(tenant, (ctx) => contactsByAddress(ctx, ['nobody@given.test']));
    expect(holder.get('nobody@given.test')?.id).toBe(into);
  });

  it('keeps wishes of a contact and refuses a language that is none', async () => {
    const id = await contact('Wishes');
    await test.as(staff(), updateContact, { id, isVip: true, locale: 'de', channel: 'email' });
    expect(await person(id)).toMatchObject({ isVip: true, locale: 'de', channel: 'email' });
    await test.as(staff(), updateContact, { id, locale: null, channel: null });
    expect(await person(id)).toMatchObject({ isVip: true, locale: null, channel: null });
  });
});
