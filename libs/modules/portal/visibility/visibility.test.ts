import fc from 'fast-check';
import { clients, contacts, mergeClients, mergeContacts } from '@kelp/clients';
import { permissionsOfRoles, users, writePortalUser } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  addComment,
  attachments,
  boards,
  createTicket,
  moveTicketToBoard,
  sightChange,
  statuses,
  tickets,
} from '@kelp/tickets';
import {
  closePortalTicket,
  createPortalGroup,
  createVisibilityGroup,
  deletePortalGroup,
  deleteVisibilityGroup,
  getPortalAttachment,
  getPortalTicket,
  listPortalGroups,
  listPortalTickets,
  listVisibilityGroups,
  portalHome,
  previewPortalGroup,
  previewVisibility,
  replyToPortalTicket,
  updatePortalGroup,
  updateVisibilityGroup,
} from '../contract';
import { portalModule } from '../module';
import { inSight, sees, type Sight } from './sight';

type Role = 'Admin' | 'User';

let test: TestHouse;
let tenant: string;
let staff: Caller;
const clientIds = new Map<string, string>();
const people = new Map<string, { caller: Caller; contactId: string }>();
let deskBoard = '';
let alertBoard = '';

async function person(name: string, role: Role, client: string): Promise<void> {
  const clientId = clientIds.get(client) ?? '';
  const granted = permissionsOfRoles(test.house.registry.permissions, [
    { name: role, msp: false, followsDefault: true, granted: [] },
  ]);
  await test.inside(tenant, async (ctx) => {
    const { id: contactId } = await ctx.db.insert(contacts, { clientId, fullName: name, email: `${name}@c.test` });
    await writePortalUser(ctx, { contactId, role, password: 'quite long enough 7' });
    const user = await ctx.db.find(users, { contactId });
    const caller = callerWith(tenant, [...granted], {
      ...{ id: user?.id ?? null, name, userType: 'client', clientId, contactId },
    });
    people.set(name, { caller, contactId });
  });
}

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' });
  await test.inside(tenant, async (ctx) => {
    for (const name of ['Acme', 'Bluefin', 'Gone']) clientIds.set(name, (await ctx.db.insert(clients, { name })).id);
    const [first, second] = await ctx.db.list(boards, {}, { orderBy: 'position' });
    deskBoard = first?.id ?? '';
    alertBoard = second?.id ?? '';
  });
  const tess = await test.inside(tenant, (ctx) =>
    ctx.db.insert(users, { type: 'internal', email: 'tess@northstar.test', name: 'Tess' }),
  );
  staff = callerWith(tenant, 'all', { id: tess.id, name: 'Tess' });
  for (const [name, role] of [
    ['amy', 'Admin'],
    ['ulf', 'User'],
    ['uma', 'User'],
    ['fay', 'User'],
  ] as const) {
    await person(name, role, 'Acme');
  }
  await person('bo', 'Admin', 'Bluefin');
});
afterAll(() => test.close());
afterEach(async () => {
  for (const client of ['Acme', 'Bluefin']) {
    const { groups } = await test.as(staff, listVisibilityGroups, { clientId: clientIds.get(client) ?? '' });
    for (const { id } of groups) await test.as(staff, deleteVisibilityGroup, { id });
  }
});

const who = (name: string) => people.get(name)?.caller ?? staff;
const contact = (name: string) => people.get(name)?.contactId ?? '';
const acme = () => clientIds.get('Acme') ?? '';
const facts = { seesMembers: true, contactIds: [], boardIds: [], memberIds: [] };
const group = (more: object) =>
  createVisibilityGroup.input.parse({ clientId: acme(), name: 'Branch', reach: 'some', ...facts, ...more });
const open = async (title: string, name: string | null, boardId = deskBoard) =>
  (
    await test.as(staff, createTicket, {
      title,
      boardId,
      ...(name ? { contactId: contact(name) } : { clientId: acme() }),
    })
  ).id;
const listed = async (name: string) => {
  const { rows } = await test.as(who(name), listPortalTickets, { state: 'all', isMine: false, limit: 100 });
  return rows.map(({ id }) => id);
};
const unknownTo = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ id: 'not_found', status: 404 });

it('shows members each other’s tickets, those of chosen people and boards, and nobody else any more', async () => {
  const [ulfs, umas, fays] = [await open('U', 'ulf'), await open('M', 'uma'), await open('F', 'fay')];
  const alert = await open('Disk full', null, alertBoard);
  expect(await listed('ulf')).not.toContain(umas);
  const { id } = await test.as(staff, createVisibilityGroup, group({ memberIds: [contact('ulf'), contact('uma')] }));
  expect(await listed('ulf')).toEqual(expect.arrayContaining([ulfs, umas]));
  expect(await listed('uma')).toEqual(expect.arrayContaining([ulfs, umas]));
  expect(await listed('fay')).toEqual([fays]);
  const narrower = {
    ...group({}),
    id,
    memberIds: [contact('ulf')],
    contactIds: [contact('fay')],
    boardIds: [alertBoard],
  };
  await test.as(staff, updateVisibilityGroup, narrower);
  const seen = await listed('ulf');
  expect(seen).toEqual(expect.arrayContaining([ulfs, fays, alert]));
  expect(seen).not.toContain(umas);
  expect(await listed('uma')).not.toContain(ulfs);
  await test.as(staff, updateVisibilityGroup, { ...narrower, seesMembers: false, contactIds: [], boardIds: [] });
  expect(await listed('ulf')).not.toContain(alert);
  expect(await listed('ulf')).toContain(ulfs);
});

it('is obeyed by list, count, ticket, reply, closing, files and the hint about who would see', async () => {
  const umas = await open('Payroll', 'uma');
  const said = await test.as(staff, addComment, {
    ticketId: umas,
    visibility: 'public',
    text: 'See the file.',
    uploads: [],
  });
  const file = await test.inside(tenant, (ctx) =>
    ctx.db.insert(attachments, {
      ticketId: umas,
      commentId: said.id,
      filename: 'pay.txt',
      contentType: 'text/plain',
      size: 3n,
      sha256: 'a'.repeat(64),
      storageKey: `${tenant}/upload/${newId()}`,
    }),
  );
  const doors = [
    () => test.as(who('ulf'), getPortalTicket, { id: umas }),
    () => test.as(who('ulf'), replyToPortalTicket, { id: umas, text: 'Me too', uploads: [] }),
    () => test.as(who('ulf'), closePortalTicket, { id: umas }),
    () => test.as(who('ulf'), getPortalAttachment, { id: file.id }),
  ];
  for (const door of doors) await unknownTo(door());
  expect((await test.as(who('ulf'), portalHome, {})).companyOpenCount).toBeNull();
  const ask = () => test.as(staff, sightChange, { id: umas, contactId: contact('fay') });
  expect(await ask()).toEqual({ gains: ['fay'], loses: ['uma'] });
  await test.as(staff, createVisibilityGroup, group({ memberIds: [contact('ulf')], contactIds: [contact('uma')] }));
  for (const door of [doors[0], doors[3], doors[1], doors[2]]) await door?.();
  expect(await test.as(who('ulf'), portalHome, {})).toMatchObject({
    companyOpenCount: expect.any(Number) as number,
    seesWholeCompany: false,
  });
  expect(await ask()).toEqual({ gains: ['fay'], loses: ['ulf', 'uma'] });
});

it('says before a ticket moves to another board who gains and who loses sight, as the doors then tell it', async () => {
  const ticket = await open('Moves', 'fay', alertBoard);
  await test.as(
    staff,
    createVisibilityGroup,
    group({ name: 'Alerts', seesMembers: false, memberIds: [contact('ulf')], boardIds: [alertBoard] }),
  );
  await test.as(
    staff,
    createVisibilityGroup,
    group({ name: 'Desk', seesMembers: false, memberIds: [contact('uma')], boardIds: [deskBoard] }),
  );
  const readers = async () => {
    const seen = await Promise.all(
      ['amy', 'fay', 'ulf', 'uma'].map(async (name) => [name, await listed(name)] as const),
    );
    return seen.filter(([, ids]) => ids.includes(ticket)).map(([name]) => name);
  };
  const ask = (boardId: string) => test.as(staff, sightChange, { id: ticket, boardId });
  expect(await readers()).toEqual(['amy', 'fay', 'ulf']);
  expect(await ask(deskBoard)).toEqual({ gains: ['uma'], loses: ['ulf'] });
  expect(await ask(alertBoard)).toEqual({ gains: [], loses: [] });
  const status = await test.inside(tenant, (ctx) => ctx.db.find(statuses, { boardId: deskBoard, isDefault: true }));
  await test.as(staff, moveTicketToBoard, { id: ticket, boardId: deskBoard, statusId: status?.id ?? '' });
  expect(await readers()).toEqual(['amy', 'fay', 'uma']);
});

it('lets a group widen a User to the whole client and narrow who has the role for it, but never an Admin', async () => {
  const fays = await open('Fay’s', 'fay');
  await test.as(staff, createVisibilityGroup, group({ name: 'Bosses', reach: 'all', memberIds: [contact('ulf')] }));
  expect(await listed('ulf')).toContain(fays);
  expect((await test.as(who('ulf'), portalHome, {})).seesWholeCompany).toBe(true);
  const reader = {
    ...who('uma'),
    actor: { ...who('uma').actor, permissions: new Set(['portal_ticket.read_own', 'portal_ticket.read_client']) },
  };
  const count = async (caller: Caller) =>
    (await test.as(caller, listPortalTickets, { state: 'all', isMine: false, limit: 100 })).rows.filter(
      ({ id }) => id === fays,
    ).length;
  expect(await count(reader)).toBe(1);
  await test.as(
    staff,
    createVisibilityGroup,
    group({ name: 'Own', reach: 'own', memberIds: [contact('uma'), contact('amy')] }),
  );
  expect(await count(reader)).toBe(0);
  expect(await count(who('amy'))).toBe(1);
});

it('adds up what several groups allow, and says beforehand what a contact sees and why', async () => {
  const alert = await open('Alert', null, alertBoard);
  const umas = await open('Uma’s', 'uma');
  await test.as(
    staff,
    createVisibilityGroup,
    group({ name: 'Night', memberIds: [contact('ulf')], boardIds: [alertBoard] }),
  );
  await test.as(
    staff,
    createVisibilityGroup,
    group({ name: 'Day', memberIds: [contact('ulf')], contactIds: [contact('uma')] }),
  );
  expect(await listed('ulf')).toEqual(expect.arrayContaining([alert, umas]));
  const preview = await test.as(staff, previewVisibility, { clientId: acme(), contactId: contact('ulf') });
  expect(preview).toMatchObject({
    person: { reach: 'some', decidedBy: 'groups', hasAccess: true },
    groups: ['Day', 'Night'],
  });
  expect(preview.count).toBe((await listed('ulf')).length);
  const mine = await test.as(who('amy'), previewPortalGroup, { contactId: contact('fay') });
  expect(mine).toMatchObject({
    person: { reach: 'own', decidedBy: 'role' },
    groups: [],
    count: (await listed('fay')).length,
  });
  await unknownTo(test.as(who('amy'), previewPortalGroup, { contactId: contact('bo') }));
});

it('is managed by a client’s Admin for the own client only; people, boards and groups of others are unknown', async () => {
  const { id } = await test.as(who('amy'), createPortalGroup, {
    ...facts,
    name: 'Office',
    reach: 'some',
    memberIds: [contact('ulf')],
  });
  expect((await test.as(who('amy'), listPortalGroups, {})).groups).toMatchObject([
    { id, name: 'Office', members: [{ name: 'ulf' }] },
  ]);
  expect((await test.as(who('bo'), listPortalGroups, {})).groups).toEqual([]);
  const change = { ...facts, id, name: 'Mine', reach: 'all' as const };
  await unknownTo(test.as(who('bo'), updatePortalGroup, change));
  await unknownTo(test.as(who('bo'), deletePortalGroup, { id }));
  await unknownTo(test.as(who('bo'), deletePortalGroup, { id: newId() }));
  await unknownTo(
    test.as(who('bo'), createPortalGroup, { ...facts, name: 'X', reach: 'some', contactIds: [contact('ulf')] }),
  );
  // Boards tell of the inside of the house: only those on which the client has tickets are known to its people.
  const never = await test.inside(tenant, async (ctx) => {
    const all = await ctx.db.list(boards, {}, { orderBy: 'position' });
    return all.at(-1)?.id ?? '';
  });
  await unknownTo(
    test.as(who('amy'), updatePortalGroup, { ...facts, id, name: 'Office', reach: 'some', boardIds: [never] }),
  );
  const { boards: offered } = await test.as(who('amy'), listPortalGroups, {});
  expect(offered.map((board) => board.id)).not.toContain(never);
  await expect(test.as(who('ulf'), listPortalGroups, {})).rejects.toMatchObject({ id: 'forbidden' });
  await expect(test.as(who('fay'), createPortalGroup, { ...facts, name: 'Y', reach: 'all' })).rejects.toMatchObject({
    id: 'forbidden',
  });
});

it('refuses a taken name, a stale change and a huge list with a sentence', async () => {
  const { id, version } = await test.as(staff, createVisibilityGroup, group({ name: 'Office' }));
  await expect(test.as(staff, createVisibilityGroup, group({ name: 'OFFICE' }))).rejects.toMatchObject({
    message: expect.stringContaining('Choose another name') as string,
  });
  const change = { ...group({ memberIds: [contact('ulf')] }), id, version };
  expect((await test.as(staff, updateVisibilityGroup, change)).version).toBe(version + 1);
  await expect(test.as(staff, updateVisibilityGroup, change)).rejects.toMatchObject({ id: 'stale' });
  const many = Array.from({ length: 501 }, () => newId());
  expect(createVisibilityGroup.input.safeParse(group({})).success).toBe(true);
  expect(createVisibilityGroup.input.safeParse({ ...group({}), memberIds: many }).success).toBe(false);
});

it('keeps working after two contacts and two clients became one', async () => {
  await person('una', 'User', 'Gone');
  await person('ugo', 'User', 'Gone');
  const gone = clientIds.get('Gone') ?? '';
  await test.as(staff, createVisibilityGroup, { ...group({ memberIds: [contact('una')] }), clientId: gone });
  await test.as(staff, createVisibilityGroup, group({ memberIds: [contact('ulf')] }));
  await test.as(staff, mergeContacts, { id: contact('ugo'), intoId: contact('una') });
  await test.as(staff, mergeClients, { id: gone, intoId: acme() });
  const { groups } = await test.as(staff, listVisibilityGroups, { clientId: acme() });
  expect(groups.map(({ name, members }) => [name, members.map((one) => one.name)])).toEqual([
    ['Branch', ['ulf']],
    ['Branch (Gone)', ['una']],
  ]);
});

it('says the same of a row in code and in a statement, whatever the sight', async () => {
  const pool = [contact('ulf'), contact('uma'), contact('fay')];
  await open('No contact', null);
  const rows = await test.inside(tenant, (ctx) => ctx.db.list(tickets, {}));
  const some = (ids: string[]) => fc.subarray(ids);
  const sight = fc.record({
    clientId: fc.constantFrom(acme(), clientIds.get('Bluefin') ?? '', null),
    isAll: fc.boolean(),
    contactIds: some(pool),
    boardIds: some([deskBoard, alertBoard]),
  });
  await fc.assert(
    fc.asyncProperty(sight, async (one: Sight) => {
      const found = await test.inside(tenant, (ctx) =>
        ctx.db.rows<{ id: string }>(
          sql`select t.id from tickets t where t.tenant_id = ${tenant} and ${inSight(one, 't')}`,
        ),
      );
      expect(found.map(({ id }) => id).sort()).toEqual(
        rows
          .filter((row) => sees(one, row))
          .map(({ id }) => id)
          .sort(),
      );
    }),
    { numRuns: 40 },
  );
});
