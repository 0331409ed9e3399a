import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createTag, tagsModule } from '@kelp/tags';
import { users } from '@kelp/identity';
import {
  createClient,
  createContact,
  exportClients,
  exportContacts,
  getClientHealth,
  joinClient,
  listClients,
  listContacts,
  updateClient,
  updateContact,
} from './contract';
import { clientsModule } from './module';
import { pageOfClients } from './queries/page-of-clients';
import { clients } from './tables';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(clientsModule, tagsModule);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
type Clients = Parameters<typeof test.as<typeof listClients>>[2];
type Contacts = Parameters<typeof test.as<typeof listContacts>>[2];
const page = (input: Partial<Clients> = {}) =>
  test.as(staff(), listClients, { includeInactive: false, limit: 50, ...input });
const names = async (input: Partial<Clients> = {}) => (await page(input)).rows.map(({ name }) => name);
const people = async (input: Partial<Contacts> = {}) =>
  (await test.as(staff(), listContacts, { limit: 50, ...input })).rows.map(({ fullName }) => fullName);
const add = async (name: string, more: object = {}) =>
  (await test.as(staff(), createClient, { name, domains: [], ...more })).id;
const tag = async (name: string) => (await test.as(staff(), createTag, { name, entities: ['client', 'contact'] })).id;

describe('the list of clients', () => {
  it('is narrowed by type, lifecycle, tag, who looks after it, and use', async () => {
    const vip = await tag('vip');
    const olive = await test.inside(tenant, (ctx) =>
      ctx.db.insert(users, { name: 'Olive', email: 'olive@list.test', type: 'internal' }),
    );
    await add('Acme', { tags: [vip], accountManagerId: olive.id });
    await add('Beth Brown', { type: 'individual', lifecycle: 'prospect' });
    const gone = await add('Corner Shop', { lifecycle: 'former' });
    await test.as(staff(), updateClient, { id: gone, isInactive: true });

    expect(await names()).toEqual(['Acme', 'Beth Brown']);
    expect(await names({ type: 'individual' })).toEqual(['Beth Brown']);
    expect(await names({ lifecycle: 'prospect' })).toEqual(['Beth Brown']);
    expect(await names({ tagIds: [vip] })).toEqual(['Acme']);
    expect(await names({ tagIds: [] })).toEqual(['Acme', 'Beth Brown']);
    expect(await names({ accountManagerId: olive.id })).toEqual(['Acme']);
    expect(await names({ hasNoManager: true })).toEqual(['Beth Brown']);
    expect(await names({ includeInactive: true })).toEqual(['Acme', 'Beth Brown', 'Corner Shop']);
    expect(await names({ onlyInactive: true })).toEqual(['Corner Shop']);
    expect(await names({ lifecycle: 'former' })).toEqual([]);
    expect((await page({ search: ' acm ' })).rows).toMatchObject([{ type: 'company', accountManager: 'Olive' }]);
    expect((await page()).rows[0]?.health).toBeUndefined();
  });

  it('is sorted up and down and paged without losing or doubling one, equal keys included', async () => {
    const made = [];
    for (const name of ['b', 'D', 'a', 'c', 'E']) made.push(await add(name));
    for (const n of [1, 2]) await test.as(staff(), createContact, { fullName: `K${n}`, clientId: made[1] });
    const walk = async (input: Partial<Clients>) => {
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const { rows, next } = await page({ ...input, limit: 2, ...(after ? { after } : {}) });
        seen.push(...rows.map(({ name }) => name));
        after = next;
      }
      return seen.join('');
    };
    expect(await walk({})).toBe('abcDE');
    expect(await walk({ direction: 'desc' })).toBe('EDcba');
    expect(await walk({ sort: 'since' })).toBe('bDacE');
    expect((await walk({ sort: 'contacts', direction: 'desc' })).slice(0, 1)).toBe('D');
    expect((await walk({ sort: 'contacts' })).split('').sort().join('')).toBe('DEabc');
    const { next } = await page({ limit: 2 });
    const stale = { limit: 2, after: next ?? '', sort: 'since' as const };
    await expect(page(stale)).rejects.toMatchObject({ id: 'invalid' });
    await expect(page({ after: 'rubbish' })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('is one statement, however many clients there are', async () => {
    const counting = async (limit: number) => {
      let count = 0;
      await test.inside(tenant, (ctx) => {
        const rows: typeof ctx.db.rows = (statement) => ((count += 1), ctx.db.rows(statement));
        return pageOfClients({ ...ctx, db: { ...ctx.db, rows } }, { includeInactive: false, limit }, true);
      });
      return count;
    };
    await test.inside(tenant, (ctx) =>
      ctx.db.insertMany(
        clients,
        Array.from({ length: 250 }, (_, n) => ({ id: ctx.newId(), name: `Many ${n}` })),
      ),
    );
    expect([await counting(1), await counting(200)]).toEqual([1, 1]);
  });

  it('tells no figures where no room above has any, and refuses to sort by them with a sentence', async () => {
    const id = await add('Plain');
    const none = { tickets: null, money: null };
    expect((await page({ withHealth: true })).rows).toMatchObject([{ name: 'Plain', health: none }]);
    expect(await test.as(staff(), getClientHealth, { id })).toEqual(none);
    await expect(page({ sort: 'tickets' })).rejects.toMatchObject({ id: 'invalid', fields: { sort: /order/ } });
  });

  it('leaves as CSV what the filter lets through, formulas made harmless, for those who may', async () => {
    await add('=cmd()', { tags: [await tag('red')] });
    await add('Beth, Brown', { type: 'individual' });
    const file = (input: object) => test.as(staff(), exportClients, { includeInactive: false, ...input });
    const { csv, filename, next } = await file({});
    expect(filename).toMatch(/^clients-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toMatch(/^Client,Type,Lifecycle,Inactive,.*,Open tickets,SLA breached,.*,Tags,Created$/);
    expect(lines[1]).toMatch(/^'=cmd\(\),company,active,no,.*,red,\d{4}-/);
    expect(lines[2]).toMatch(/^"Beth, Brown",individual,/);
    expect(next).toBeNull();
    expect((await file({ type: 'individual' })).csv).not.toContain('cmd');
    const reader = callerWith(tenant, ['client.read']);
    await expect(test.as(reader, exportClients, { includeInactive: false })).rejects.toMatchObject({ id: 'forbidden' });
    const writer = callerWith(tenant, ['client.export']);
    await expect(test.as(writer, exportClients, { includeInactive: false })).rejects.toMatchObject({ id: 'forbidden' });
  });
});

describe('the list of contacts', () => {
  it('is narrowed by client, tag, VIP and use, and sorted by client with those of none last', async () => {
    const vip = await tag('vip');
    const acme = await add('Acme');
    const zebra = await add('Zebra');
    const contact = async (fullName: string, more: object) =>
      (await test.as(staff(), createContact, { fullName, ...more })).id;
    const amy = await contact('Amy', { clientId: zebra, tags: [vip], isVip: true });
    await contact('Bob', { clientId: acme });
    await contact('Cas', {});
    const dee = await contact('Dee', { clientId: acme });
    await test.as(staff(), updateContact, { id: dee, isInactive: true });
    await test.as(staff(), joinClient, { contactId: amy, clientId: acme });

    expect(await people()).toEqual(['Amy', 'Bob', 'Cas']);
    expect(await people({ clientId: acme })).toEqual(['Amy', 'Bob']);
    expect(await people({ tagIds: [vip] })).toEqual(['Amy']);
    expect(await people({ isVip: false })).toEqual(['Bob', 'Cas']);
    expect(await people({ includeInactive: true, clientId: acme })).toEqual(['Amy', 'Bob', 'Dee']);
    expect(await people({ onlyInactive: true })).toEqual(['Dee']);
    expect(await people({ sort: 'client' })).toEqual(['Bob', 'Amy', 'Cas']);
    expect(await people({ direction: 'desc' })).toEqual(['Cas', 'Bob', 'Amy']);
    const first = await test.as(staff(), listContacts, { sort: 'client', limit: 2 });
    expect(await people({ sort: 'client', limit: 2, after: first.next ?? '' })).toEqual(['Cas']);
    await expect(people({ after: first.next ?? '' })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('leaves as CSV with the client beside each name', async () => {
    const acme = await add('Acme');
    await test.as(staff(), createContact, { fullName: '+Bob', email: 'bob@csv.test', clientId: acme, locale: 'de' });
    const { csv, filename } = await test.as(staff(), exportContacts, { clientId: acme });
    expect(filename).toMatch(/^contacts-/);
    expect(csv).toContain("\r\n'+Bob,Acme,,bob@csv.test,,,de,no,no,\r\n");
    const reader = callerWith(tenant, ['contact.read']);
    await expect(test.as(reader, exportContacts, {})).rejects.toMatchObject({ id: 'forbidden' });
  });
});
