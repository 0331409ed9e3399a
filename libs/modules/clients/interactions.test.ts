import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import {
  clientTimeline,
  contactTimeline,
  createClient,
  createContact,
  createInteraction,
  createInteractionType,
  deleteInteraction,
  getInteraction,
  listInteractions,
  listInteractionTypes,
  logInteraction,
  removeInteractionType,
  reorderInteractionTypes,
  updateInteraction,
  updateInteractionType,
} from './contract';
import { clientsModule } from './module';

let test: TestHouse;
let tenant: string;
let types: Map<string, string>;
const staff = () => callerWith(tenant, 'all', { id: null });

beforeAll(async () => {
  test = await testHouse(clientsModule);
  tenant = await bareTenant(test);
  const { rows } = await test.as(staff(), listInteractionTypes, {});
  types = new Map(rows.map(({ name, id }) => [name, id]));
});
afterAll(() => test.close());

const typeOf = (name: string) => types.get(name) ?? '';
async function party(name: string) {
  const { id: clientId } = await test.as(staff(), createClient, { name, domains: [] });
  const { id: contactId } = await test.as(staff(), createContact, { fullName: `Dee of ${name}`, clientId });
  return { clientId, contactId };
}
const log = (line: string, whom: object) => test.as(staff(), logInteraction, { line, visibility: 'internal', ...whom });
const look = (id: string) => test.as(staff(), getInteraction, { id });
const timelineOf = (clientId: string, rest: object = {}) =>
  test.as(staff(), clientTimeline, { id: clientId, limit: 50, ...rest });

describe('logging', () => {
  it('logs a call in one line: type, ten minutes that have just ended, client of the contact', async () => {
    const { clientId, contactId } = await party('One Line');
    const { id } = await log('call 10m the printer again', { contactId });
    const card = await look(id);
    expect(card).toMatchObject({
      title: 'the printer again',
      type: { name: 'Call', icon: 'phone' },
      minutes: 10,
      status: 'completed',
      visibility: 'internal',
      client: { id: clientId },
      contact: { id: contactId },
    });
    expect((card.endAt?.getTime() ?? 0) - card.startAt.getTime()).toBe(600_000);
    expect((await look((await log('the alarm went off', { clientId })).id)).type.name).toBe('General');
  });

  it('counts the duration from start and end, moves the end with the start, and refuses an end before it', async () => {
    const { clientId } = await party('Spans');
    const startAt = new Date('2026-03-10T14:00:00Z');
    const endAt = new Date('2026-03-10T15:30:00Z');
    const facts = { typeId: typeOf('Meeting'), title: 'Review', clientId };
    const { id, version } = await test.as(staff(), createInteraction, { ...facts, startAt, endAt, minutes: 5 });
    expect((await look(id)).minutes).toBe(90);
    await test.as(staff(), updateInteraction, { id, version, startAt: new Date('2026-03-11T14:00:00Z') });
    expect(await look(id)).toMatchObject({ minutes: 90, endAt: new Date('2026-03-11T15:30:00Z') });
    await expect(
      test.as(staff(), createInteraction, { ...facts, startAt: endAt, endAt: startAt }),
    ).rejects.toMatchObject({
      id: 'invalid',
      fields: { endAt: 'Give a later end.' },
    });
    await expect(test.as(staff(), updateInteraction, { id, version, title: 'Stale' })).rejects.toMatchObject({
      id: 'stale',
    });
  });

  it('refuses nobody, a contact of another client, and a ticket that nobody knows', async () => {
    const one = await party('Here');
    const two = await party('There');
    const refused = { id: 'invalid' };
    await expect(log('call', {})).rejects.toMatchObject(refused);
    await expect(log('call', { clientId: one.clientId, contactId: two.contactId })).rejects.toMatchObject(refused);
    await expect(log('call', { clientId: one.clientId, ticketId: newId() })).rejects.toMatchObject({ id: 'not_found' });
  });

  it('is deleted by those who may, and by nobody else', async () => {
    const { clientId } = await party('Deleted');
    const { id } = await log('note nothing of worth', { clientId });
    const tech = callerWith(tenant, ['interaction.read', 'interaction.create', 'interaction.update']);
    await expect(test.as(tech, deleteInteraction, { id })).rejects.toMatchObject({ id: 'forbidden' });
    await test.as(staff(), deleteInteraction, { id });
    await expect(look(id)).rejects.toMatchObject({ id: 'not_found' });
  });

  it('pages by the latest start, without doubles when many began at one instant', async () => {
    const { clientId } = await party('Paged');
    const startAt = new Date('2026-03-12T09:00:00Z');
    for (let n = 0; n < 5; n += 1)
      await test.as(staff(), createInteraction, { typeId: typeOf('Note'), title: `Note ${n}`, clientId, startAt });
    const first = await test.as(staff(), listInteractions, { clientId, limit: 3 });
    const second = await test.as(staff(), listInteractions, { clientId, limit: 3, after: first.next ?? '' });
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5);
    expect(second.next).toBeNull();
  });
});

describe('types', () => {
  it('come as seven that stay, with a workspace’s own between them that can go', async () => {
    expect([...types.keys()]).toEqual(['Call', 'E-mail', 'Meeting', 'Online meeting', 'Site visit', 'Note', 'General']);
    await expect(test.as(staff(), removeInteractionType, { id: typeOf('Call') })).rejects.toMatchObject({
      id: 'interaction_type.shipped',
    });
    const { id } = await test.as(staff(), createInteractionType, { name: 'Trade fair', icon: 'briefcase' });
    await expect(test.as(staff(), createInteractionType, { name: 'trade FAIR', icon: 'star' })).rejects.toMatchObject({
      message: expect.stringContaining('already a type'),
    });
    const { clientId } = await party('Fair');
    const made = await log('trade fair 2h met the owner', { clientId });
    await test.as(staff(), reorderInteractionTypes, { ids: [id, ...types.values()] });
    await test.as(staff(), updateInteractionType, { id, name: 'Fair' });
    expect((await test.as(staff(), listInteractionTypes, {})).rows[0]).toMatchObject({ name: 'Fair', isSystem: false });
    await test.as(staff(), removeInteractionType, { id });
    expect((await look(made.id)).type.name).toBe('Fair');
    await expect(test.as(staff(), createInteraction, { typeId: id, title: 'Late', clientId })).rejects.toMatchObject({
      id: 'invalid',
    });
    await expect(test.as(staff(), reorderInteractionTypes, { ids: [typeOf('Call')] })).rejects.toMatchObject({
      id: 'invalid',
    });
  });
});

describe('timeline', () => {
  it('tells of interactions, contacts and changes in one order, page by page without doubles', async () => {
    const { clientId, contactId } = await party('Told');
    await log('call 10m hello', { clientId, contactId });
    await log('note something', { clientId });
    const all = await timelineOf(clientId);
    expect(all.rows.map(({ event }) => event).sort()).toEqual([
      'client.created',
      'contact.added',
      'interaction.completed',
      'interaction.completed',
    ]);
    expect(all.kinds).toEqual(['interaction', 'change']);
    const seen: string[] = [];
    for (let after: string | undefined, n = 0; n < 10; n += 1) {
      const page = await timelineOf(clientId, { limit: 1, ...(after ? { after } : {}) });
      seen.push(...page.rows.map(({ key }) => key));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toEqual(all.rows.map(({ key }) => key));
    const own = await test.as(staff(), contactTimeline, { id: contactId, limit: 50 });
    expect(own.rows.map(({ event }) => event).sort()).toEqual(['contact.created', 'interaction.completed']);
    expect((await timelineOf(clientId, { kinds: ['interaction'] })).rows).toHaveLength(2);
  });

  it('keeps from a reader what they may not see, and its filter too', async () => {
    const { clientId } = await party('Kept back');
    await log('call secret', { clientId });
    const reader = callerWith(tenant, ['client.read']);
    const seen = await test.as(reader, clientTimeline, { id: clientId, kinds: ['interaction', 'change'], limit: 50 });
    expect(seen.kinds).toEqual(['change']);
    expect(seen.rows.map(({ event }) => event)).toEqual(['client.created']);
  });

  it('gives the same order as the database at equal instants', async () => {
    const { clientId } = await party('Equal');
    const startAt = new Date('2026-03-12T09:00:00Z');
    for (const status of ['planned', 'completed', 'cancelled'] as const)
      await test.as(staff(), createInteraction, { typeId: typeOf('Note'), title: status, clientId, startAt, status });
    const events: string[] = [];
    let after: string | undefined;
    do {
      const page = await timelineOf(clientId, { kinds: ['interaction'], limit: 1, ...(after ? { after } : {}) });
      events.push(...page.rows.map(({ event }) => event));
      after = page.next ?? undefined;
    } while (after);
    expect(events.sort()).toEqual(['interaction.cancelled', 'interaction.completed', 'interaction.planned']);
    const rows = await test.rows<{ n: number }>(
      tenant,
      sql`select count(*)::int as n from interactions where tenant_id = ${tenant} and client_id = ${clientId}`,
    );
    expect(rows[0]?.n).toBe(3);
  });
});

describe('the feed over all clients', () => {
  it('is narrowed by type, client, person and day, and paged without losing or doubling one', async () => {
    const own = await bareTenant(test);
    const me = callerWith(own, 'all', { id: null });
    const { rows: offered } = await test.as(me, listInteractionTypes, {});
    const typeId = (name: string) => offered.find((type) => type.name === name)?.id ?? '';
    const clientId = async (name: string) => (await test.as(me, createClient, { name, domains: [] })).id;
    const [acme, beta] = [await clientId('Acme'), await clientId('Beta')];
    const at = (client: string, title: string, startAt: string, type = 'Call') =>
      test.as(me, createInteraction, { typeId: typeId(type), title, clientId: client, startAt: new Date(startAt) });
    const feed = (input: Partial<Parameters<typeof test.as<typeof listInteractions>>[2]> = {}) =>
      test.as(me, listInteractions, { limit: 50, ...input });
    const titles = async (input: Parameters<typeof feed>[0]) => (await feed(input)).rows.map(({ title }) => title);
    // The workspace's clock is that of Chicago, six hours behind.
    await at(acme, 'last of the first', '2026-03-02T05:59:59Z');
    await at(beta, 'first of the second', '2026-03-02T06:00:00Z', 'Meeting');
    await at(acme, 'noon', '2026-03-02T12:00:00Z');
    await at(acme, 'same noon', '2026-03-02T12:00:00Z');
    await at(beta, 'third', '2026-03-03T14:00:00Z');

    expect(await titles({})).toHaveLength(5);
    expect(await titles({ from: '2026-03-02', to: '2026-03-02' })).toHaveLength(3);
    expect(await titles({ to: '2026-03-01' })).toEqual(['last of the first']);
    expect(await titles({ from: '2026-03-03' })).toEqual(['third']);
    expect(await titles({ clientId: beta })).toEqual(['third', 'first of the second']);
    expect(await titles({ typeId: typeId('Meeting') })).toEqual(['first of the second']);
    expect(await titles({ userId: newId() })).toEqual([]);
    const walked: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const { rows, next } = await feed({ limit: 2, ...(after ? { after } : {}) });
      walked.push(...rows.map(({ title }) => title));
      after = next;
    }
    expect(walked).toEqual(await titles({}));
    await expect(feed({ from: '2026-03-03', to: '2026-03-01' })).rejects.toMatchObject({ fields: { to: /later/ } });
    await expect(feed({ from: '2026-02-30' as never })).rejects.toMatchObject({ id: 'invalid' });
    await expect(feed({ after: 'x' })).rejects.toMatchObject({ id: 'invalid' });
  });
});
