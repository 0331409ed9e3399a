import { createOwner, identityModule } from '@kelp/identity';
import { addTags, createTag, createTagGroup } from '@kelp/tags';
import { createTenant } from '@kelp/tenants';
import { sql } from '@kelp/platform/db';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { newId } from '@kelp/std';
import {
  createMacro,
  createTicket,
  getBulkRun,
  getTicket,
  listBulkRows,
  listTickets,
  readFilter,
  startBulk,
  stopBulk,
  ticketChoices,
  undoBulk,
  updateTicket,
  type BulkChange,
} from '../contract';
import { ticketsModule } from '../module';
import { statuses } from '../tables';

let test: TestHouse;
let tenant: string;
let olive: string;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  tenant = await createTenant(
    test.house,
    { name: 'Northstar IT', zone: 'UTC', currency: 'USD' },
    async () => undefined,
  );
  olive = await test.inside(tenant, (ctx) =>
    createOwner(ctx, { name: 'Olive', email: `olive-${newId()}@bulk.test`, password: 'Harbor-Lantern-42' }),
  );
});

const staff = () => callerWith(tenant, 'all', { id: olive });
const tickets = async (count: number) => {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await test.as(staff(), createTicket, { title: `Bulk ${n}` })).id);
  return made;
};
const start = (change: BulkChange, more: { ids?: string[]; excluded?: string[]; filter?: string } = {}) => {
  const { filter, ...rest } = more;
  return test.as(staff(), startBulk, { ...rest, ...(filter ? { filter: readFilter(filter) } : {}), change });
};
const run = (id: string) => test.as(staff(), getBulkRun, { id });
const rowsOf = async (id: string, isProblem = false) =>
  (await test.as(staff(), listBulkRows, { id, isProblem, after: 0, limit: 100 })).rows;
const statusOf = async (id: string) => (await test.as(staff(), getTicket, { id })).status.name;

it('changes all that fit but the excluded, as they fit at the start, and takes it back except where somebody changed it since', async () => {
  const [first = '', second = '', third = ''] = await tickets(3);
  const { id, total } = await start({ kind: 'fields', status: 'in progress' }, { filter: 'q=bulk', excluded: [third] });
  expect(total).toBe(2);
  const late = (await test.as(staff(), createTicket, { title: 'Bulk late' })).id;
  await settle(test);
  expect(await run(id)).toMatchObject({ state: 'finished', total: 2, done: 2, refused: 0 });
  expect(await Promise.all([first, second, third, late].map(statusOf))).toEqual([
    'In progress',
    'In progress',
    'New',
    'New',
  ]);

  await test.as(staff(), updateTicket, { id: second, title: 'Touched' });
  const undo = await test.as(staff(), undoBulk, { id });
  await settle(test);
  expect(await run(undo.id)).toMatchObject({ total: 2, done: 1, skipped: 1, undoesId: id });
  expect(await rowsOf(undo.id, true)).toMatchObject([{ ticketId: second, state: 'skipped', reason: /since/ }]);
  expect(await Promise.all([first, second].map(statusOf))).toEqual(['New', 'In progress']);
  await expect(test.as(staff(), undoBulk, { id })).rejects.toMatchObject({ id: 'conflict' });
  await expect(test.as(staff(), undoBulk, { id: undo.id })).rejects.toMatchObject({ id: 'bulk.is_undo' });
});

it('goes on after a refusal and says which ticket was refused and why', async () => {
  const [plain = '', itil = ''] = await tickets(2);
  await test.inside(tenant, async (ctx) => {
    const other = await ctx.db.one<{ id: string; status: string }>(
      sql`select b.id, s.id as status from boards b join statuses s on s.tenant_id = b.tenant_id and s.board_id = b.id and s.name = 'New'
          where b.tenant_id = ${tenant} and b.priority_mode = 'itil'`,
    );
    await ctx.db.rows(
      sql`update tickets set board_id = ${other.id}, status_id = ${other.status} where tenant_id = ${tenant} and id = ${itil}`,
    );
    await ctx.db.rows(
      sql`delete from statuses where tenant_id = ${tenant} and board_id = ${other.id} and name = 'Scheduled'`,
    );
  });
  const { id } = await start({ kind: 'fields', status: 'Scheduled' }, { ids: [itil, plain, plain] });
  await settle(test);
  expect(await run(id)).toMatchObject({ state: 'finished', total: 2, done: 1, refused: 1 });
  expect(await rowsOf(id)).toMatchObject([
    { ticketId: itil, state: 'refused', reason: 'The ticket’s board has no status "Scheduled".' },
    { ticketId: plain, state: 'done', reason: null },
  ]);
});

it('stops when asked and leaves the rest untouched', async () => {
  const made = await tickets(3);
  const { id } = await start({ kind: 'close' }, { ids: made });
  await test.as(staff(), stopBulk, { id });
  await settle(test);
  expect(await run(id)).toMatchObject({ state: 'stopped', done: 0 });
  expect((await rowsOf(id)).map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped']);
  expect(await statusOf(made[0] ?? '')).toBe('New');
});

it('closes to the board’s closed status and reopens to the former one', async () => {
  const made = await tickets(2);
  const { id } = await start({ kind: 'close' }, { ids: made });
  await settle(test);
  const closed = await test.as(staff(), listTickets, { sort: 'number', direction: 'asc', limit: 50, state: 'closed' });
  expect(closed.rows).toHaveLength(2);
  await test.as(staff(), undoBulk, { id });
  await settle(test);
  expect(await statusOf(made[1] ?? '')).toBe('New');
});

it('asks for the permission of the change at the start and again with each ticket', async () => {
  const made = await tickets(2);
  const may = callerWith(tenant, ['ticket.bulk', 'ticket.read'], { id: olive });
  await expect(test.as(may, startBulk, { ids: made, change: { kind: 'close' } })).rejects.toMatchObject({
    id: 'forbidden',
  });
  const { id } = await start({ kind: 'close' }, { ids: made });
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(sql`delete from user_roles where tenant_id = ${tenant} and user_id = ${olive}`),
  );
  await settle(test);
  expect(await run(id)).toMatchObject({ state: 'finished', done: 0, refused: 2 });
});

it('refuses nothing, nobody and a status that is missing everywhere with a sentence', async () => {
  await expect(start({ kind: 'close' }, { filter: 'q=nothing' })).rejects.toMatchObject({ id: 'bulk.nothing' });
  await expect(start({ kind: 'close' }, { ids: [newId()] })).rejects.toMatchObject({ id: 'bulk.nothing' });
  const [one = ''] = await tickets(1);
  const system = { ...staff(), actor: { ...staff().actor, kind: 'api_key' as const, id: null } };
  await expect(test.as(system, startBulk, { ids: [one], change: { kind: 'close' } })).rejects.toMatchObject({
    id: 'bulk.no_person',
  });
  const [first] = await test.inside(tenant, (ctx) => ctx.db.list(statuses, { isDefault: true }));
  expect(first?.name).toBe('New');
});

describe('tags', () => {
  const tag = (name: string, groupId?: string) =>
    test.as(staff(), createTag, { name, entities: ['ticket'], ...(groupId ? { groupId } : {}) }).then(({ id }) => id);
  const tagsOf = async (id: string) => (await test.as(staff(), getTicket, { id })).tags.map(({ name }) => name);

  it('are put on and taken off all that fit, and only what really changed is taken back', async () => {
    const [first = '', second = ''] = await tickets(2);
    const { id: groupId } = await test.as(staff(), createTagGroup, { name: 'Size', isExclusive: true });
    const [small, big, old] = [await tag('Small', groupId), await tag('Big', groupId), await tag('Old')];
    await test.as(staff(), addTags, { entity: 'ticket', ids: [first], tagIds: [small, old], names: [] });
    await test.as(staff(), addTags, { entity: 'ticket', ids: [second], tagIds: [big], names: [] });
    const { id } = await start({ kind: 'tags', addIds: [big], removeIds: [old] }, { filter: 'q=bulk' });
    await settle(test);
    expect(await run(id)).toMatchObject({ state: 'finished', done: 2, refused: 0 });
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([['Big'], ['Big']]);
    const undo = await test.as(staff(), undoBulk, { id });
    await settle(test);
    expect(await run(undo.id)).toMatchObject({ done: 2, skipped: 0 });
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([['Old', 'Small'], ['Big']]);
  });

  it('need a choice, and a tag that is for tickets', async () => {
    const [one = ''] = await tickets(1);
    await expect(start({ kind: 'tags', addIds: [], removeIds: [] }, { ids: [one] })).rejects.toMatchObject({
      id: 'invalid',
    });
    const stray = await test.as(staff(), createTag, { name: 'Clients only', entities: ['client'] });
    const { id } = await start({ kind: 'tags', addIds: [stray.id], removeIds: [] }, { ids: [one] });
    await settle(test);
    expect(await rowsOf(id)).toMatchObject([{ state: 'refused', reason: /not for tickets/ }]);
  });
});

it('runs a macro on each, names those where it cannot run, and takes the facts back but not the words', async () => {
  const [first = '', second = ''] = await tickets(2);
  const { id: macroId } = await test.as(staff(), createMacro, {
    name: 'Park it',
    scope: 'everyone',
    steps: { statusName: 'On hold', comment: { visibility: 'internal', text: 'Parked.' } },
  });
  const { id } = await start({ kind: 'macro', macroId }, { ids: [first, second] });
  await settle(test);
  expect(await run(id)).toMatchObject({ done: 2, refused: 0 });
  expect(await Promise.all([first, second].map(statusOf))).toEqual(['On hold', 'On hold']);
  const undo = await test.as(staff(), undoBulk, { id });
  await settle(test);
  expect(await rowsOf(undo.id)).toMatchObject([
    { state: 'done', reason: /text that the macro wrote stays/ },
    { state: 'done' },
  ]);
  expect(await statusOf(first)).toBe('New');
  const may = callerWith(tenant, ['ticket.bulk', 'ticket.read', 'ticket.update'], { id: olive });
  await expect(test.as(may, startBulk, { ids: [first], change: { kind: 'macro', macroId } })).rejects.toMatchObject({
    id: 'forbidden',
  });
});

it('gives ITIL tickets the priority of impact and urgency, refuses others, and takes it back', async () => {
  const { boards } = await test.as(staff(), ticketChoices, {});
  const itil = boards.find(({ priorityMode }) => priorityMode === 'itil');
  const [plain = ''] = await tickets(1);
  const { id: alert } = await test.as(staff(), createTicket, {
    title: 'Alert',
    boardId: itil?.id,
    impact: 4,
    urgency: 4,
  });
  const priorityOf = async (id: string) => (await test.as(staff(), getTicket, { id })).priority.name;
  const former = await priorityOf(alert);
  const { id } = await start({ kind: 'fields', impact: 1, urgency: 1 }, { ids: [alert, plain] });
  await settle(test);
  expect(await rowsOf(id)).toMatchObject([
    { ticketId: alert, state: 'done' },
    { ticketId: plain, state: 'refused', reason: /take a priority, not impact and urgency/ },
  ]);
  expect(await priorityOf(alert)).toBe('P1 Critical');
  await test.as(staff(), undoBulk, { id });
  await settle(test);
  expect(await priorityOf(alert)).toBe(former);
});
