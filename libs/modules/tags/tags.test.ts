import { createClient, clientsModule, getClient, listClients, updateClient } from '@kelp/clients';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, getTicket, listTickets, ticketHistory, ticketsModule, updateTicket } from '@kelp/tickets';
import {
  addTags,
  createTag,
  createTagGroup,
  deleteTag,
  deleteTagGroup,
  listTags,
  mergeTags,
  removeTags,
  tagUsage,
  updateTag,
  updateTagGroup,
  type Entity,
} from './contract';

let test: TestHouse;
let tenant: string;
let staff: Caller;
/** May change tickets and clients and see tags, no more. */
let tess: Caller;

beforeAll(async () => {
  test = await testHouse(clientsModule, ticketsModule);
  tenant = await bareTenant(test);
  staff = callerWith(tenant, 'all');
  tess = callerWith(tenant, ['ticket.read', 'ticket.update', 'tag.read']);
});
afterAll(() => test.close());

let counter = 0;
const fresh = (stem: string) => `${stem} ${(counter += 1)}`;
const all: Entity[] = ['ticket', 'client', 'contact'];
const tag = async (name = fresh('tag'), more: { entities?: Entity[]; groupId?: string } = {}) =>
  (await test.as(staff, createTag, { name, entities: all, ...more })).id;
const ticket = async () => (await test.as(staff, createTicket, { title: 'Printer' })).id;
const client = async () => (await test.as(staff, createClient, { name: fresh('Client'), domains: [] })).id;
const add = (caller: Caller, ids: string[], tagIds: string[], names: string[] = [], entity: Entity = 'ticket') =>
  test.as(caller, addTags, { entity, ids, tagIds, names });
const remove = (caller: Caller, ids: string[], tagIds: string[]) =>
  test.as(caller, removeTags, { entity: 'ticket', ids, tagIds });
const tagsOn = async (id: string) => (await test.as(staff, getTicket, { id })).tags.map(({ name }) => name);
const links = (id: string) =>
  test.rows(tenant, sql`select tag_id from tag_links where tenant_id = ${tenant} and entity_id = ${id}`);

it('is one tag across kinds of record, with the same colour everywhere', async () => {
  const name = fresh('vip');
  const id = (await test.as(staff, createTag, { name, color: 'purple', entities: all })).id;
  const [t, c] = [await ticket(), await client()];
  await add(staff, [c], [id], [], 'client');
  await add(staff, [t], [id]);
  expect((await test.as(staff, getTicket, { id: t })).tags).toEqual([{ id, name, color: 'purple' }]);
  expect((await test.as(staff, getClient, { id: c })).tags).toEqual([{ id, name, color: 'purple' }]);
  const found = await test.as(staff, listClients, { includeInactive: false, limit: 50, tagIds: [id] });
  expect(found.rows.map((row) => row.tags)).toEqual([[{ id, name, color: 'purple' }]]);
});

describe('names', () => {
  it('refuses a name that is there in another case and names the holder', async () => {
    const name = fresh('Fragile');
    const id = await tag(name);
    await expect(test.as(staff, createTag, { name: `  ${name.toUpperCase()} `, entities: all })).rejects.toMatchObject({
      id: 'tag.name_taken',
      message: expect.stringContaining(`“${name}”`),
      data: { tagId: id },
    });
    const other = await tag();
    await expect(test.as(staff, updateTag, { id: other, name: name.toLowerCase() })).rejects.toMatchObject({
      id: 'tag.name_taken',
    });
    await test.as(staff, updateTag, { id, name: name.toUpperCase() });
  });

  it('takes the existing tag by name in any case, without asking to create it', async () => {
    const name = fresh('Onsite');
    const id = await tag(name);
    const { tags, added } = await add(tess, [await ticket()], [], [name.toLowerCase()]);
    expect(added).toBe(1);
    expect(tags).toMatchObject([{ id, name }]);
  });

  it('makes one tag when several make the same at the same moment', async () => {
    const name = fresh('race');
    const ids = await Promise.all([1, 2, 3, 4].map(ticket));
    await Promise.all(ids.map((id, at) => add(staff, [id], [], [at % 2 ? name : name.toUpperCase()])));
    const { rows } = await test.as(staff, listTags, { search: name });
    expect(rows).toHaveLength(1);
    for (const id of ids) expect(await links(id)).toHaveLength(1);
  });
});

describe('rights', () => {
  it('lets those who may change the ticket add existing tags; a new one needs tag.create', async () => {
    const t = await ticket();
    await add(tess, [t], [await tag()]);
    await expect(add(tess, [t], [], [fresh('never seen')])).rejects.toMatchObject({
      id: 'forbidden',
      message: expect.stringContaining('tag.create'),
    });
    const reader = callerWith(tenant, ['ticket.read', 'tag.read']);
    await expect(add(reader, [t], [await tag()])).rejects.toMatchObject({ id: 'forbidden' });
    await expect(test.as(tess, updateTag, { id: await tag(), name: 'x' })).rejects.toMatchObject({ id: 'forbidden' });
    await expect(test.as(tess, deleteTag, { id: await tag() })).rejects.toMatchObject({ id: 'forbidden' });
  });

  it('lets people take off what they added themselves, and others only with tag.delete', async () => {
    const t = await ticket();
    const [own, foreign] = [await tag(), await tag()];
    await add(tess, [t], [own]);
    await add(staff, [t], [foreign]);
    expect(await remove(tess, [t], [own])).toEqual({ removed: 1 });
    await expect(remove(tess, [t], [foreign])).rejects.toMatchObject({ id: 'forbidden' });
    expect(await remove(staff, [t], [foreign])).toEqual({ removed: 1 });
    expect(await remove(staff, [t], [foreign])).toEqual({ removed: 0 });
  });
});

describe('adding', () => {
  it('is one link however often and however parallel, and tells once', async () => {
    const t = await ticket();
    const id = await tag();
    await Promise.all([1, 2, 3].map(() => add(staff, [t, t], [id, id])));
    expect(await add(staff, [t], [id])).toMatchObject({ added: 0 });
    expect(await links(t)).toHaveLength(1);
    const events = await test.rows(
      tenant,
      sql`select 1 from outbox where tenant_id = ${tenant} and type = 'tag.added' and aggregate_id = ${id}`,
    );
    expect(events).toHaveLength(1);
  });

  it('takes many records at once, all or none', async () => {
    const ids = await Promise.all([ticket(), ticket(), ticket()]);
    const id = await tag();
    await expect(add(staff, [...ids, newId()], [id])).rejects.toMatchObject({ id: 'not_found' });
    expect(await links(ids[0] ?? '')).toEqual([]);
    expect(await add(staff, ids, [id])).toMatchObject({ added: 3 });
    await expect(add(staff, Array.from({ length: 501 }, newId), [id])).rejects.toMatchObject({ id: 'invalid' });
  });

  it('refuses a tag that is not for such records', async () => {
    const id = await tag(fresh('for clients'), { entities: ['client'] });
    await expect(add(staff, [await ticket()], [id])).rejects.toMatchObject({ id: 'invalid' });
    const { rows } = await test.as(staff, listTags, { entity: 'ticket' });
    expect(rows.some((row) => row.id === id)).toBe(false);
  });

  it('answers for records and tags of another tenant as for unknown ones', async () => {
    const other = await bareTenant(test);
    const them = callerWith(other, 'all');
    const theirs = {
      tag: (await test.as(them, createTag, { name: 'theirs', entities: all })).id,
      ticket: (await test.as(them, createTicket, { title: 'Theirs' })).id,
    };
    const [t, id] = [await ticket(), await tag()];
    const said = (work: Promise<unknown>) => work.catch((error: Error) => error.message);
    expect(await said(add(staff, [t], [theirs.tag]))).toBe(await said(add(staff, [t], [newId()])));
    expect(await said(add(staff, [theirs.ticket], [id]))).toBe(await said(add(staff, [newId()], [id])));
    expect(await said(updateSet(t, [theirs.tag]))).toBe(await said(updateSet(t, [newId()])));
  });
});

const updateSet = (id: string, tags: string[]) => test.as(staff, updateTicket, { id, tags });

it('sets the whole set with a ticket or client, and leaves it alone when none is given', async () => {
  const [a, b, c] = [await tag('a tag'), await tag('b tag'), await tag('c tag')];
  const { id } = await test.as(staff, createTicket, { title: 'Tagged', tags: [a, b] });
  await updateSet(id, [b, c]);
  expect(await tagsOn(id)).toEqual(['b tag', 'c tag']);
  await test.as(staff, updateTicket, { id, title: 'Renamed' });
  expect(await tagsOn(id)).toHaveLength(2);
  await updateSet(id, []);
  expect(await tagsOn(id)).toEqual([]);
  const acme = await client();
  await test.as(staff, updateClient, { id: acme, tags: [a] });
  expect((await test.as(staff, getClient, { id: acme })).tags).toHaveLength(1);
  const page = await test.as(staff, listTickets, {
    state: 'open',
    sort: 'created',
    direction: 'desc',
    limit: 1,
    ids: [id],
  });
  expect(page.rows[0]?.tags).toEqual([]);
});

it('writes the history of each record: names before and after', async () => {
  const t = await ticket();
  const [one, two] = [fresh('alpha'), fresh('beta')];
  await add(staff, [t], [await tag(one)]);
  await add(staff, [t], [await tag(two)]);
  const { entries } = await test.as(staff, ticketHistory, { id: t });
  expect(entries[0]).toMatchObject({
    action: 'tags.change',
    changes: [{ field: 'tags', before: one, after: `${one}, ${two}` }],
  });
});

describe('an exclusive group', () => {
  const pair = async () => {
    const groupId = (await test.as(staff, createTagGroup, { name: fresh('Size'), isExclusive: true })).id;
    return { groupId, small: await tag(fresh('small'), { groupId }), large: await tag(fresh('large'), { groupId }) };
  };
  const held = async (id: string) => (await links(id)).map((row) => (row as { tagId: string }).tagId);

  it('lets the former tag give way to the new one, also at the same moment', async () => {
    const { small, large } = await pair();
    const t = await ticket();
    await add(staff, [t], [small]);
    await add(tess, [t], [large]);
    expect(await held(t)).toEqual([large]);
    await Promise.all([small, large, small, large].map((id) => add(staff, [t], [id])));
    expect(await held(t)).toHaveLength(1);
    await expect(add(staff, [t], [small, large])).rejects.toMatchObject({ id: 'invalid' });
  });

  it('is not made of tags that stand together on a record', async () => {
    const groupId = (await test.as(staff, createTagGroup, { name: fresh('Loose'), isExclusive: false })).id;
    const [a, b] = [await tag(fresh('x'), { groupId }), await tag(fresh('y'), { groupId })];
    const t = await ticket();
    await add(staff, [t], [a, b]);
    await expect(test.as(staff, updateTagGroup, { id: groupId, isExclusive: true })).rejects.toMatchObject({
      id: 'tag.not_exclusive',
      message: expect.stringContaining('1 record'),
    });
    await remove(staff, [t], [a]);
    await test.as(staff, updateTagGroup, { id: groupId, isExclusive: true });
    const stray = await tag();
    await add(staff, [t], [stray]);
    await expect(test.as(staff, updateTag, { id: stray, groupId })).rejects.toMatchObject({ id: 'tag.not_exclusive' });
  });

  it('leaves its tags when it is deleted', async () => {
    const { groupId, small } = await pair();
    await test.as(staff, deleteTagGroup, { id: groupId });
    const { tags } = await test.as(staff, tagUsage, {});
    expect(tags.find(({ id }) => id === small)).toMatchObject({ group: null });
  });
});

describe('merging', () => {
  it('moves every record once, widens the scope and counts', async () => {
    const from = await tag(fresh('from'), { entities: ['ticket', 'client'] });
    const into = await tag(fresh('into'), { entities: ['ticket'] });
    const [both, one, acme] = [await ticket(), await ticket(), await client()];
    await add(staff, [both, one], [from]);
    await add(staff, [both], [into]);
    await add(staff, [acme], [from], [], 'client');
    expect(await test.as(staff, mergeTags, { id: from, intoId: into })).toEqual({ id: into, moved: 3 });
    const { tags } = await test.as(staff, tagUsage, {});
    expect(tags.find(({ id }) => id === into)).toMatchObject({ usage: { ticket: 2, client: 1, contact: 0 } });
    expect(tags.some(({ id }) => id === from)).toBe(false);
    expect(await links(both)).toHaveLength(1);
  });

  it('loses nothing when somebody adds the tag meanwhile, and two merges the other way round end in one tag', async () => {
    const [from, into] = [await tag(), await tag()];
    const ids = await Promise.all([1, 2, 3, 4].map(ticket));
    await add(staff, ids.slice(0, 2), [from]);
    const answers = await Promise.allSettled([
      test.as(staff, mergeTags, { id: from, intoId: into }),
      ...ids.slice(2).map((id) => add(staff, [id], [from])),
      test.as(staff, mergeTags, { id: into, intoId: from }),
    ]);
    for (const [at, id] of ids.entries()) {
      const added = at < 2 || answers[at - 1]?.status === 'fulfilled';
      expect(await links(id)).toHaveLength(added ? 1 : 0);
    }
    const { tags } = await test.as(staff, tagUsage, {});
    expect(tags.filter(({ id }) => id === from || id === into)).toHaveLength(1);
  });

  it('obeys the target’s exclusive group and refuses a tag with itself', async () => {
    const groupId = (await test.as(staff, createTagGroup, { name: fresh('State'), isExclusive: true })).id;
    const [a, b, loose] = [await tag(fresh('p'), { groupId }), await tag(fresh('q'), { groupId }), await tag()];
    const t = await ticket();
    await add(staff, [t], [b, loose]);
    await test.as(staff, mergeTags, { id: loose, intoId: a });
    expect(await links(t)).toEqual([{ tagId: a }]);
    await expect(test.as(staff, mergeTags, { id: a, intoId: a })).rejects.toMatchObject({ id: 'tag.same' });
  });
});

it('is deleted everywhere, and its scope is not narrowed while others carry it', async () => {
  const id = await tag();
  const [t, acme] = [await ticket(), await client()];
  await add(staff, [t], [id]);
  await add(staff, [acme], [id], [], 'client');
  await expect(test.as(staff, updateTag, { id, entities: ['ticket'] })).rejects.toMatchObject({
    id: 'tag.in_use',
    message: expect.stringContaining('1 client'),
  });
  expect(await test.as(staff, deleteTag, { id })).toEqual({ removed: 2 });
  expect(await tagsOn(t)).toEqual([]);
  await expect(test.as(staff, updateTag, { id, name: 'gone' })).rejects.toMatchObject({ id: 'not_found' });
});

it('refuses a stale change', async () => {
  const id = await tag();
  await test.as(staff, updateTag, { id, version: 1, color: 'red' });
  await expect(test.as(staff, updateTag, { id, version: 1, color: 'blue' })).rejects.toMatchObject({ id: 'stale' });
});
