import { createClient } from '@kelp/clients';
import { createField, type Kind } from '@kelp/fields';
import { identityModule } from '@kelp/identity';
import { addTags, createTag, removeTags } from '@kelp/tags';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { newId } from '@kelp/std';
import { createTicket, exportTickets, listTickets, readFilter, ticketChanges } from '../contract';
import { ticketsModule } from '../module';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.travel(0);
  tenant = await bareTenant(test);
});

const staff = () => callerWith(tenant, 'all');
const list = (filter: string, fields?: string[]) =>
  test.as(staff(), listTickets, {
    filter: readFilter(filter),
    sort: 'number',
    direction: 'asc',
    limit: 50,
    ...(fields ? { fields } : {}),
  });
const titles = async (filter: string) => (await list(filter)).rows.map(({ title }) => title).join(' ');
const ticket = async (title: string, more: object = {}) =>
  (await test.as(staff(), createTicket, { title, ...more })).id;
const tag = (name: string) => test.as(staff(), createTag, { name, entities: ['ticket'] }).then(({ id }) => id);
const put = (ids: string[], tagIds: string[]) =>
  test.as(staff(), addTags, { entity: 'ticket', ids, tagIds, names: [] });

it('finds tickets by their tags, by none, and by what they do not carry', async () => {
  const [a, b] = [await ticket('a'), await ticket('b'), await ticket('c')];
  const [vip, vpn] = [await tag('VIP'), await tag('VPN')];
  await put([a], [vip, vpn]);
  await put([b], [vpn]);
  expect(await titles(`tag=${vip}`)).toBe('a');
  expect(await titles(`tag=${vip},${vpn}`)).toBe('a b');
  expect(await titles('tag=none')).toBe('c');
  expect(await titles(`tag=${vip},none`)).toBe('a c');
  expect(await titles(`tag=not:${vip}`)).toBe('b c');
  expect(await titles(`tag=${newId()}`)).toBe('');
  await expect(list('tag=VIP')).rejects.toMatchObject({ id: 'invalid' });
});

it('tells an open list of tags that came and went', async () => {
  const a = await ticket('a');
  const vip = await tag('VIP');
  const page = await list('');
  const since = new Date(page.at.getTime() + 20_000);
  const ask = (filter: string) => test.as(staff(), ticketChanges, { filter: readFilter(filter), since, known: [a] });
  await test.travel(120_000);
  await put([a], [vip]);
  expect((await ask('')).rows).toMatchObject([{ id: a, tags: [{ name: 'VIP' }] }]);
  await test.as(staff(), removeTags, { entity: 'ticket', ids: [a], tagIds: [vip] });
  expect((await ask(`tag=${vip}`)).gone).toEqual([a]);
});

it('finds the tickets of a client and of all clients below it', async () => {
  const client = (name: string, parentId?: string) =>
    test.as(staff(), createClient, { name, domains: [], ...(parentId ? { parentId } : {}) }).then(({ id }) => id);
  const top = await client('Top');
  const middle = await client('Middle', top);
  const leaf = await client('Leaf', middle);
  const other = await client('Other');
  for (const [title, clientId] of Object.entries({ top, middle, leaf, other })) await ticket(title, { clientId });
  await ticket('nobody');
  expect(await titles(`client=${top}`)).toBe('top');
  expect(await titles(`client=family:${top}`)).toBe('top middle leaf');
  expect(await titles(`client=family:${middle},${other}`)).toBe('middle leaf other');
  expect(await titles(`client=not:family:${top}`)).toBe('other nobody');
  expect(await titles(`client=family:${newId()}`)).toBe('');
  await expect(list('client=family:top')).rejects.toMatchObject({ id: 'invalid' });
});

describe('custom fields', () => {
  const field = (kind: Kind, key: string, options: string[] = []) =>
    test.as(staff(), createField, {
      entity: 'ticket',
      key,
      label: `The ${key}`,
      kind,
      hint: '',
      options: options.map((label) => ({ label, isRetired: false })),
      rules: {},
    });

  it('are conditions by value, by range, filled and empty', async () => {
    await field('select', 'site', ['North', 'South']);
    await field('number', 'seats');
    await field('date', 'warranty');
    await field('money', 'price');
    await field('checkbox', 'vip');
    await field('text', 'po');
    await ticket('a', {
      custom: {
        site: 'north',
        seats: 5,
        warranty: '2026-11-30',
        price: { amount: '1000', currency: 'USD' },
        vip: true,
      },
    });
    await ticket('b', { custom: { site: 'south', seats: 12.5, warranty: '2027-01-31', po: 'PO, 7%' } });
    await ticket('c');
    expect(await titles('field.site=North')).toBe('a');
    expect(await titles('field.site=north,south')).toBe('a b');
    expect(await titles('field.site=not:north')).toBe('b c');
    expect(await titles('field.site=none')).toBe('c');
    expect(await titles('field.site=any')).toBe('a b');
    expect(await titles('field.seats=5')).toBe('a');
    expect(await titles('field.seats=..5')).toBe('a');
    expect(await titles('field.seats=5.1..')).toBe('b');
    expect(await titles('field.warranty=2026-11-01..2026-12-31')).toBe('a');
    expect(await titles('field.warranty=2026-12-01..')).toBe('b');
    expect(await titles('field.price=5..20')).toBe('a');
    expect(await titles('field.vip=yes')).toBe('a');
    expect(await titles('field.po=po%2C 7%25'.replaceAll('%', '%25'))).toBe('b');
  });

  it('are refused with a sentence when the field is not there or the value is none of its kind', async () => {
    await field('number', 'seats');
    await field('long_text', 'story');
    const refused = [
      ['field.nothing=1', /no field called "nothing"/],
      ['field.seats=many', /The seats: /],
      ['field.seats=..', /begins or ends/],
      ['field.story=x', /"any" or "none"/],
    ] as const;
    for (const [filter, sentence] of refused)
      await expect(list(filter)).rejects.toMatchObject({ id: 'invalid', message: expect.stringMatching(sentence) });
  });

  it('stand in rows and in the export as words when asked for', async () => {
    await field('select', 'site', ['North']);
    await field('checkbox', 'vip');
    await ticket('a', { custom: { site: 'north', vip: false } });
    await ticket('b');
    const { rows } = await list('', ['site', 'vip', 'gone']);
    expect(rows.map(({ fields }) => fields)).toEqual([{ site: 'North', vip: 'No' }, {}]);
    expect((await list('')).rows[0]?.fields).toBeUndefined();
    const { csv } = await test.as(staff(), exportTickets, {
      sort: 'number',
      direction: 'asc',
      columns: ['title', 'tags', 'field.site', 'field.gone'],
    });
    expect(csv).toBe('Title,Tags,The site,gone\r\na,,North,\r\nb,,,\r\n');
  });
});
