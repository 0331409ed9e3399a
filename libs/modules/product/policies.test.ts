import type { Caller } from '@kelp/kernel';
import { createClient, listClients, updateClient } from '@kelp/clients';
import {
  actorOfUser,
  archivePolicy,
  assignPolicy,
  comparePolicy,
  createApiKey,
  createPolicy,
  createUser,
  callerFromApiKey,
  deletePolicy,
  explainPolicy,
  getPolicy,
  listPolicies,
  publishPolicy,
  unassignPolicy,
  updatePolicy,
  writeUser,
  type PolicyRule,
} from '@kelp/identity';
import { findRecords } from '@kelp/search';
import { addComment, createTicket, getTicket, listTickets, updateTicket } from '@kelp/tickets';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';

let test: TestHouse;
let desk: Awaited<ReturnType<typeof openDesk>>;
let olive: Caller;
/** Tickets by what they are: tess works on `hers`, opened `opened`, and has nothing to do with `other`. */
let hers: string;
let opened: string;
let other: string;
let otherClient: string;

/** A workspace with people who hold real roles, a client and a ticket that nobody has. */
async function openDesk() {
  const tenant = await bareTenant(test);
  const everybody = callerWith(tenant, 'all');
  const person = async (name: string, roleName: string): Promise<Caller> => {
    const actor = await test.inside(tenant, async (ctx) => {
      const role = await ctx.db.one<{ id: string }>(
        sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
      );
      const user = await writeUser(ctx, { name, email: `${newId()}@northstar.test`, roleIds: [role.id] });
      return actorOfUser(ctx, user.id);
    });
    if (!actor) throw new Error('A new colleague may not be in.');
    return { ...everybody, actor };
  };
  const clientId = (await test.as(everybody, createClient, { name: 'Acme Dental', domains: [] })).id;
  await test.as(everybody, createTicket, { title: 'Printer offline', clientId });
  return {
    tenant,
    clientId,
    person,
    tess: await person('Tess Tran', 'Technician'),
    tom: await person('Tom Timm', 'Technician'),
    mona: await person('Mona Berg', 'Manager'),
  };
}

beforeAll(async () => {
  test = await testHouse(...productModules);
  desk = await openDesk();
  olive = await desk.person('Olive Owner', 'Owner');
  otherClient = (await test.as(olive, createClient, { name: 'Borealis Foods', domains: [] })).id;
  const open = (caller: Caller, title: string, clientId: string, assignedTo?: string | null) =>
    test.as(caller, createTicket, { title, clientId, ...(assignedTo ? { assignedTo } : {}) }).then(({ id }) => id);
  hers = await open(olive, 'Fax is hers', desk.clientId, desk.tess.actor.id);
  opened = await open(desk.tess, 'Scanner she opened', otherClient);
  other = await open(olive, 'Plotter of others', otherClient, desk.tom.actor.id);
  await test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(
      sql`update tickets set assigned_to = ${desk.tom.actor.id} where tenant_id = ${desk.tenant} and id = ${opened}`,
    ),
  );
  await settle(test);
}, 60_000);
afterAll(() => test.close());

/** A person as who they are now, as a door finds them with each request. */
const now = async ({ actor }: Caller): Promise<Caller> => {
  const found = await test.inside(desk.tenant, (ctx) => actorOfUser(ctx, String(actor.id)));
  if (!found) throw new Error('This person may not be in.');
  return { ...desk.tess, actor: found };
};
/** As a door on the wire calls it: what an input leaves out takes its default. */
const wire = async <T>({ name }: { name: string }, input: object, caller: Caller) =>
  (await test.dispatcher.wire(name, input, caller)) as T;
const titles = async (caller: Caller) =>
  (await wire<{ rows: { title: string }[] }>(listTickets, {}, caller)).rows.map(({ title }) => title).sort();
const clientNames = async (caller: Caller) =>
  (await wire<{ rows: { name: string }[] }>(listClients, {}, caller)).rows.map(({ name }) => name).sort();
const found = async (caller: Caller, text: string) =>
  (await wire<{ groups: { type: string }[] }>(findRecords, { text }, caller)).groups.map(({ type }) => type);

let packs = 0;
/** A pack in force for tess alone, until the work is done. */
async function withPack<T>(
  rules: readonly Partial<PolicyRule>[],
  work: (tess: Caller, id: string) => Promise<T>,
  hidesCost = false,
) {
  packs += 1;
  const { id } = await test.as(olive, createPolicy, { name: `Pack ${packs}`, description: '' });
  await test.as(olive, updatePolicy, {
    id,
    rules: rules.map((rule) => ({ ids: [], ...rule })) as PolicyRule[],
    hidesCost,
  });
  await test.as(olive, publishPolicy, { id });
  const subject = { id, kind: 'user' as const, subjectId: String(desk.tess.actor.id) };
  await test.as(olive, assignPolicy, subject);
  try {
    return await work(await now(desk.tess), id);
  } finally {
    await test.as(olive, unassignPolicy, subject);
  }
}

it.each([
  ['assigned', ['Fax is hers']],
  ['own', ['Scanner she opened']],
  ['own_or_assigned', ['Fax is hers', 'Scanner she opened']],
  ['managed', []],
  ['own_or_managed', ['Fax is hers', 'Scanner she opened']],
  ['same_team', []],
])('narrows tickets to “%s”', async (way, seen) => {
  await withPack([{ noun: 'ticket', way }], async (tess) => expect(await titles(tess)).toEqual(seen));
  expect(await titles(await now(desk.tess))).toHaveLength(4);
});

it('narrows tickets to people who report to one', async () => {
  const tess = String(desk.tess.actor.id);
  const report = (to: string | null) =>
    test.inside(desk.tenant, (ctx) =>
      ctx.db.rows(
        sql`update users set reports_to = ${to} where tenant_id = ${desk.tenant} and id = ${desk.tom.actor.id}`,
      ),
    );
  await report(tess);
  await withPack([{ noun: 'ticket', way: 'managed' }], async (caller) =>
    expect(await titles(caller)).toEqual(['Plotter of others', 'Scanner she opened']),
  );
  await report(null);
});

it('hides a client with all that hangs on it, at every door, and refuses to act on it as on an unknown one', async () => {
  await withPack([{ noun: 'client', way: 'selected', ids: [desk.clientId] }], async (tess) => {
    expect(await titles(tess)).toEqual(['Fax is hers', 'Printer offline']);
    expect(await clientNames(tess)).toEqual(['Acme Dental']);
    const gone = { id: 'not_found', message: 'This ticket does not exist, or you may not see it.' };
    await expect(test.as(tess, getTicket, { id: other })).rejects.toMatchObject(gone);
    await expect(wire(updateTicket, { id: other, title: 'Mine now' }, tess)).rejects.toMatchObject(gone);
    await expect(
      wire(addComment, { ticketId: other, visibility: 'internal', text: 'Psst' }, tess),
    ).rejects.toMatchObject(gone);
    await expect(test.as(tess, createTicket, { title: 'For them', clientId: otherClient })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect(await found(tess, 'plotter')).toEqual([]);
    expect(await found(tess, 'fax')).toEqual(['ticket']);
  });
});

it('lets no list of clients through but those of tickets in sight', async () => {
  await withPack(
    [
      { noun: 'ticket', way: 'assigned' },
      { noun: 'client', way: 'of_tickets' },
    ],
    async (tess) => {
      expect(await clientNames(tess)).toEqual(['Acme Dental']);
      expect(await test.as(tess, getTicket, { id: hers })).toMatchObject({ title: 'Fax is hers' });
    },
  );
});

it('narrows to the clients somebody looks after', async () => {
  await withPack([{ noun: 'client', way: 'portfolio' }], async (tess) => {
    expect(await titles(tess)).toEqual([]);
    await wire(updateClient, { id: otherClient, accountManagerId: desk.tess.actor.id }, olive);
    expect(await titles(tess)).toEqual(['Plotter of others', 'Scanner she opened']);
    await wire(updateClient, { id: otherClient, accountManagerId: null }, olive);
  });
});

it('combines packs of one person by AND: a second one can only take away', async () => {
  await withPack([{ noun: 'ticket', way: 'own_or_assigned' }], () =>
    withPack([{ noun: 'client', way: 'selected', ids: [desk.clientId] }], async (tess) =>
      expect(await titles(tess)).toEqual(['Fax is hers']),
    ),
  );
});

it('gives nothing that the roles do not give, and takes what costs and brings when it says so', async () => {
  const before = (await now(desk.mona)).actor.permissions;
  const { id } = await test.as(olive, createPolicy, { name: 'No costs', description: '' });
  await test.as(olive, updatePolicy, { id, hidesCost: true });
  await test.as(olive, publishPolicy, { id });
  const role = await test.inside(desk.tenant, (ctx) =>
    ctx.db.one<{ id: string }>(sql`select id from roles where tenant_id = ${desk.tenant} and name = 'Finance' and msp`),
  );
  const fin = await desk.person('Fin Fox', 'Finance');
  expect(fin.actor.permissions).toContain('billing.view_cost');
  await test.as(olive, assignPolicy, { id, kind: 'role', subjectId: role.id });
  const narrowed = (await now(fin)).actor.permissions as ReadonlySet<string>;
  expect(narrowed).not.toContain('billing.view_cost');
  expect(narrowed).not.toContain('billing.view_margin');
  expect([...(fin.actor.permissions as ReadonlySet<string>)].filter((one) => !narrowed.has(one))).toHaveLength(2);
  expect((await now(desk.mona)).actor.permissions).toEqual(before);
  await test.as(olive, unassignPolicy, { id, kind: 'role', subjectId: role.id });
});

it('narrows a key by its own packs and its owner’s', async () => {
  const { id, key } = await test.as({ ...olive }, createApiKey, { name: 'Reports' });
  const { id: packId } = await test.as(olive, createPolicy, { name: 'Reports of Acme', description: '' });
  await test.as(olive, updatePolicy, {
    id: packId,
    rules: [{ noun: 'client', way: 'selected', ids: [desk.clientId] }],
  });
  await test.as(olive, publishPolicy, { id: packId });
  await test.as(olive, assignPolicy, { id: packId, kind: 'api_key', subjectId: id });
  const caller = await callerFromApiKey(test.house, key, { requestId: 'r', remoteAddress: '192.0.2.1' });
  // the key is Olive's, whom no pack narrows: her keys may be
  expect(await titles(caller as Caller)).toEqual(['Fax is hers', 'Printer offline']);
});

it('never narrows an Owner, whatever they are in', async () => {
  const { id } = await test.as(olive, createPolicy, { name: 'Everybody', description: '', template: 'contractor' });
  await test.as(olive, publishPolicy, { id });
  await test.as(olive, assignPolicy, { id, kind: 'user', subjectId: String(olive.actor.id) });
  expect((await now(olive)).actor.narrowed).toBeUndefined();
  const owner = await test.inside(desk.tenant, (ctx) =>
    ctx.db.one<{ id: string }>(sql`select id from roles where tenant_id = ${desk.tenant} and name = 'Owner' and msp`),
  );
  await expect(test.as(olive, assignPolicy, { id, kind: 'role', subjectId: owner.id })).rejects.toMatchObject({
    id: 'policy.owner',
  });
});

it('lets nobody whom a pack narrows free themselves or make a colleague who sees more', async () => {
  const ada = await desk.person('Ada Admin', 'Admin');
  const { id } = await test.as(olive, createPolicy, { name: 'For Ada', description: '' });
  await test.as(olive, updatePolicy, { id, rules: [{ noun: 'client', way: 'portfolio', ids: [] }] });
  await test.as(olive, publishPolicy, { id });
  const subject = { id, kind: 'user' as const, subjectId: String(ada.actor.id) };
  await test.as(olive, assignPolicy, subject);
  const narrowed = await now(ada);
  const role = await test.inside(desk.tenant, (ctx) =>
    ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${desk.tenant} and name = 'Technician' and msp`,
    ),
  );
  const refused = { id: 'policy.narrowed' };
  await expect(test.as(narrowed, unassignPolicy, subject)).rejects.toMatchObject(refused);
  await expect(test.as(narrowed, archivePolicy, { id })).rejects.toMatchObject(refused);
  await expect(test.as(narrowed, updatePolicy, { id, rules: [] })).rejects.toMatchObject(refused);
  await expect(
    wire(createUser, { name: 'Twin', email: 'twin@northstar.test', roleIds: [role.id] }, narrowed),
  ).rejects.toMatchObject(refused);
});

describe('revisions', () => {
  it('change nothing before they are published, one draft and one in force a pack, and can be compared', async () => {
    const { id } = await test.as(olive, createPolicy, { name: 'Grown', description: '' });
    await expect(test.as(olive, publishPolicy, { id })).rejects.toMatchObject({ id: 'policy.empty' });
    await test.as(olive, updatePolicy, { id, rules: [{ noun: 'client', way: 'selected', ids: [] }] });
    await expect(test.as(olive, publishPolicy, { id })).rejects.toMatchObject({ id: 'policy.unchosen' });
    await test.as(olive, updatePolicy, { id, rules: [{ noun: 'client', way: 'selected', ids: [desk.clientId] }] });
    await test.as(olive, publishPolicy, { id });
    await expect(test.as(olive, deletePolicy, { id })).rejects.toMatchObject({ id: 'policy.in_force' });
    await test.as(olive, updatePolicy, { id, rules: [{ noun: 'ticket', way: 'assigned', ids: [] }], hidesCost: true });
    const between = await test.as(olive, getPolicy, { id });
    expect(between.revisions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'draft'],
      [1, 'published'],
    ]);
    await test.as(olive, publishPolicy, { id });
    expect((await test.as(olive, getPolicy, { id })).revisions.map(({ state }) => state)).toEqual([
      'published',
      'archived',
    ]);
    expect(await test.as(olive, comparePolicy, { id, from: 1, to: 2 })).toEqual({
      added: ['Only tickets that they work on', 'No costs and margins'],
      removed: ['Only the chosen clients: Acme Dental'],
    });
    await test.as(olive, archivePolicy, { id });
    await test.as(olive, deletePolicy, { id });
    const { rows } = await test.as(olive, listPolicies, {});
    expect(rows.map(({ name }) => name)).not.toContain('Grown');
  });

  it('refuse rules that say nothing', async () => {
    const { id } = await test.as(olive, createPolicy, { name: 'Wrong', description: '' });
    const save = (rules: PolicyRule[]) => test.as(olive, updatePolicy, { id, rules });
    await expect(save([{ noun: 'ticket', way: 'everything', ids: [] }])).rejects.toMatchObject({ id: 'invalid' });
    await expect(save([{ noun: 'ticket', way: 'own', ids: [other] }])).rejects.toMatchObject({ id: 'invalid' });
    const own = { noun: 'ticket', way: 'own', ids: [] };
    await expect(save([own, own])).rejects.toMatchObject({ id: 'invalid' });
  });
});

it('says why somebody can or can’t see a record: each role and each rule with its verdict', async () => {
  await withPack(
    [
      { noun: 'ticket', way: 'assigned' },
      { noun: 'client', way: 'selected', ids: [desk.clientId] },
      { noun: 'time_entry', way: 'own' },
    ],
    async (tess) => {
      const ask = (recordId: string) =>
        test.as(olive, explainPolicy, { userId: String(tess.actor.id), noun: 'ticket', recordId });
      const yes = await ask(hers);
      expect(yes).toMatchObject({ sees: true, person: 'Tess Tran' });
      const no = await ask(opened);
      expect(no.sees).toBe(false);
      expect(no.lines.map(({ sentence, lets }) => [sentence, lets])).toEqual([
        ['The role gives “See tickets”', true],
        ['Only the chosen clients: Acme Dental', false],
        ['Only tickets that they work on', false],
      ]);
      await expect(
        test.as(tess, explainPolicy, { userId: String(tess.actor.id), noun: 'ticket', recordId: other }),
      ).rejects.toMatchObject({
        id: 'forbidden',
      });
    },
  );
});

it('tells nobody of what packs hide from them', async () => {
  await withPack([{ noun: 'client', way: 'selected', ids: [desk.clientId] }], async () => {
    for (const ticketId of [opened, hers]) {
      await wire(updateTicket, { id: ticketId, assignedTo: desk.tess.actor.id }, olive);
      await wire(updateTicket, { id: ticketId, assignedTo: null }, olive);
      await wire(updateTicket, { id: ticketId, assignedTo: desk.tess.actor.id }, olive);
    }
    await settle(test);
    const told = await test.rows<{ ticketId: string }>(
      desk.tenant,
      sql`select distinct ticket_id from notifications where tenant_id = ${desk.tenant} and user_id = ${desk.tess.actor.id}
          and subtype = 'ticket.assigned' and created_at > kelp_now() - interval '20 seconds'`,
    );
    expect(told.map(({ ticketId }) => ticketId)).toEqual([hers]);
  });
});
