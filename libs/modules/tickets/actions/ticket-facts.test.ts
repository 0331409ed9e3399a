import { addLocation, createClient, removeLocation } from '@kelp/clients';
import { createTeam, users } from '@kelp/identity';
import { fillServerSlot, defineModule } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, createTicket, getTicket, listTickets, readFilter, ticketHistory, updateTicket } from '../contract';
import { ticketCloseBlockers } from '../close-rules';
import { ticketsModule } from '../module';
import {
  boardCloseRules,
  boards,
  priorities,
  resolutionCodes,
  statuses,
  ticketCategories,
  ticketTypes,
} from '../tables';

let test: TestHouse;
let tenant: string;
const people = new Map<string, string>();

/** Answers as a room above would: a checklist that is not done. */
let isChecklistOpen = false;
const above = defineModule('above', {
  needs: [ticketsModule],
  fillings: [
    fillServerSlot(ticketCloseBlockers, (_ctx, { rules }) =>
      Promise.resolve(
        rules.needsChecklist && isChecklistOpen ? [{ key: 'checklist', text: 'Finish the checklist.' }] : [],
      ),
    ),
  ],
});

beforeAll(async () => {
  test = await testHouse(above);
  tenant = await bareTenant(test);
  await test.inside(tenant, async (ctx) => {
    for (const name of ['Mona', 'Tess', 'Tom']) {
      const { id } = await ctx.db.insert(users, { type: 'internal', email: `${name.toLowerCase()}@n.test`, name });
      people.set(name, id);
    }
  });
});
afterAll(() => test.close());

const who = (name: string) => people.get(name) ?? '';
const staff = () => callerWith(tenant, 'all', { id: who('Mona'), name: 'Mona' });
const technician = () =>
  callerWith(
    tenant,
    ['ticket.read', 'ticket.create', 'ticket.update', 'ticket.close', 'ticket_comment.create_public'],
    {
      id: who('Tess'),
      name: 'Tess',
    },
  );

const named = async (
  table: typeof boards | typeof statuses | typeof priorities | typeof ticketTypes,
  name: string,
  boardId?: string,
) =>
  test.inside(tenant, async (ctx) => {
    const [row] = await ctx.db.list(table as typeof statuses, boardId ? { name, boardId } : { name });
    if (!row) throw new Error(`Nothing is called ${name}.`);
    return row.id;
  });
const desk = () => named(boards, 'Service Desk');
const statusOf = async (name: string, board = 'Service Desk') => named(statuses, name, await named(boards, board));
const category = async (name: string) =>
  test.inside(tenant, async (ctx) => {
    const [row] = await ctx.db.list(ticketCategories, { name });
    if (!row) throw new Error(`No category ${name}.`);
    return row;
  });
const open = async (input: Partial<Parameters<typeof test.as<typeof createTicket>>[2]> = {}) =>
  (await test.as(staff(), createTicket, { title: 'Printer offline', ...input })).id;
const seen = (id: string) => test.as(staff(), getTicket, { id });

describe('categories', () => {
  it('lets a subcategory bring its category, and another category takes the subcategory away', async () => {
    const outlook = await category('Outlook');
    const id = await open({ subcategoryId: outlook.id });
    expect(await seen(id)).toMatchObject({
      category: { name: 'E-mail & Microsoft 365' },
      subcategory: { name: 'Outlook' },
    });
    await test.as(staff(), updateTicket, { id, categoryId: (await category('Printing')).id });
    expect(await seen(id)).toMatchObject({ category: { name: 'Printing' }, subcategory: null });
    await test.as(staff(), updateTicket, { id, categoryId: null });
    expect(await seen(id)).toMatchObject({ category: null });
  });

  it('refuses a subcategory of another category, a category in the wrong place, and one of another board', async () => {
    const outlook = await category('Outlook');
    const printing = await category('Printing');
    const hardware = await category('Hardware');
    const bad = [
      { categoryId: printing.id, subcategoryId: outlook.id },
      { categoryId: outlook.id },
      { subcategoryId: printing.id },
      { categoryId: hardware.parentId ?? hardware.id },
    ];
    const elsewhere = await test.inside(tenant, async (ctx) => {
      const [board] = await ctx.db.list(boards, { name: 'Alerts & Monitoring' });
      const [row] = await ctx.db.list(ticketCategories, { boardId: board?.id, name: 'Network' });
      return row?.id;
    });
    for (const input of [...bad.slice(0, 3), { categoryId: elsewhere }])
      await expect(open(input)).rejects.toMatchObject({ id: 'invalid' });
  });

  it('gives a new ticket the category’s team and priority, unless others are named', async () => {
    const printing = await category('Printing');
    const { id: teamId } = await test.as(staff(), createTeam, {
      name: 'Printers',
      members: [{ userId: who('Tom'), role: 'lead' }],
    });
    const low = await named(priorities, 'Low');
    await test.inside(tenant, (ctx) =>
      ctx.db.update(ticketCategories, printing.id, { defaultTeamId: teamId, defaultPriorityId: low }),
    );
    const usual = await seen(await open({ categoryId: printing.id }));
    expect(usual).toMatchObject({ team: { name: 'Printers' }, priority: { name: 'Low' }, assignee: { name: 'Tom' } });
    const own = await seen(
      await open({ categoryId: printing.id, priorityId: await named(priorities, 'High'), teamId: null }),
    );
    expect(own).toMatchObject({ team: null, priority: { name: 'High' }, assignee: null });
  });
});

describe('people', () => {
  it('makes the lead of a chosen team primary only when nobody has the ticket', async () => {
    const { id: teamId } = await test.as(staff(), createTeam, {
      name: 'Network',
      members: [
        { userId: who('Tess'), role: 'member' },
        { userId: who('Tom'), role: 'lead' },
      ],
    });
    const free = await open();
    await test.as(staff(), updateTicket, { id: free, teamId });
    expect(await seen(free)).toMatchObject({ team: { name: 'Network' }, assignee: { name: 'Tom' } });
    const taken = await open({ assignedTo: who('Tess') });
    await test.as(staff(), updateTicket, { id: taken, teamId });
    expect(await seen(taken)).toMatchObject({ assignee: { name: 'Tess' } });
    await test.inside(tenant, async (ctx) => void (await ctx.db.update(users, who('Tom'), { isActive: false })));
    const without = await open();
    await test.as(staff(), updateTicket, { id: without, teamId });
    expect(await seen(without)).toMatchObject({ team: { name: 'Network' }, assignee: null });
    await test.inside(tenant, async (ctx) => void (await ctx.db.update(users, who('Tom'), { isActive: true })));
  });

  it('keeps several agents, tells who joined and left in the history, and lets a technician join but not send others', async () => {
    const id = await open({ agentIds: [who('Tom')] });
    await test.as(technician(), updateTicket, { id, agentIds: [who('Tom'), who('Tess')] });
    await expect(test.as(technician(), updateTicket, { id, agentIds: [who('Tess')] })).rejects.toMatchObject({
      id: 'forbidden',
    });
    await test.as(staff(), updateTicket, { id, agentIds: [who('Tess'), who('Tess')] });
    expect((await seen(id)).agents.map(({ name }) => name)).toEqual(['Tess']);
    const { entries } = await test.as(staff(), ticketHistory, { id });
    const told = entries.flatMap(({ changes }) => changes).filter(({ field }) => field === 'agent');
    expect(told).toEqual([
      { field: 'agent', before: 'Tom', after: null },
      { field: 'agent', before: null, after: 'Tess' },
      { field: 'agent', before: null, after: 'Tom' },
    ]);
  });
});

describe('ITIL priority', () => {
  const alerts = () => named(boards, 'Alerts & Monitoring');

  it('follows impact and urgency, refuses a typed one, and keeps an override until it is taken back', async () => {
    const id = await open({ boardId: await alerts(), impact: 1, urgency: 1 });
    const p4 = await named(priorities, 'P4 Low');
    await expect(test.as(staff(), updateTicket, { id, priorityId: p4 })).rejects.toMatchObject({
      id: 'invalid',
      fields: { priorityId: expect.any(String) },
    });
    await test.as(staff(), updateTicket, { id, priorityId: p4, isPriorityOverridden: true });
    await test.as(staff(), updateTicket, { id, urgency: 2 });
    expect(await seen(id)).toMatchObject({ priority: { name: 'P4 Low' }, urgency: 2, isPriorityOverridden: true });
    await test.as(staff(), updateTicket, { id, isPriorityOverridden: false });
    expect(await seen(id)).toMatchObject({ priority: { name: 'P2 High' }, isPriorityOverridden: false });
    const medium = await named(priorities, 'Medium');
    await expect(
      test.as(staff(), updateTicket, { id, priorityId: medium, isPriorityOverridden: true }),
    ).rejects.toMatchObject({ id: 'invalid' });
  });

  it('leaves the priority of an ordinary board alone when impact is written', async () => {
    const id = await open({ priorityId: await named(priorities, 'High') });
    await test.as(staff(), updateTicket, { id, impact: 1 });
    expect(await seen(id)).toMatchObject({ priority: { name: 'High' } });
  });
});

describe('close rules', () => {
  beforeAll(async () => {
    await test.inside(
      tenant,
      async (ctx) =>
        void (await ctx.db.insert(boardCloseRules, {
          boardId: await desk(),
          needsResolution: true,
          needsChecklist: true,
          requiredFields: ['typeId', 'resolutionCodeId'],
        })),
    );
  });

  it('shows what is missing before, refuses to close, and counts what comes in the same act', async () => {
    const id = await open();
    expect((await seen(id)).closeBlockers.map(({ key }) => key)).toEqual([
      'field.typeId',
      'field.resolutionCodeId',
      'resolution',
    ]);
    const statusId = await statusOf('Resolved');
    await expect(test.as(staff(), updateTicket, { id, statusId })).rejects.toMatchObject({
      id: 'ticket.close_blocked',
      message: expect.stringContaining('Write the resolution'),
    });
    const [code] = await test.inside(tenant, (ctx) => ctx.db.list(resolutionCodes, { name: 'Fixed' }));
    await test.as(staff(), updateTicket, {
      id,
      typeId: await named(ticketTypes, 'Incident'),
      resolutionCodeId: code?.id,
    });
    const comment = { ticketId: id, visibility: 'public', text: 'New toner.', statusId } as const;
    await expect(test.as(staff(), addComment, { ...comment, uploads: [], isResolution: false })).rejects.toMatchObject({
      id: 'ticket.close_blocked',
    });
    expect((await seen(id)).comments).toHaveLength(0);
    await test.as(staff(), addComment, { ...comment, uploads: [] });
    expect(await seen(id)).toMatchObject({ isClosed: true, closeBlockers: [], closeOverrideReason: null });
  });

  it('asks rooms above, and for a new resolution after reopening', async () => {
    const id = await open();
    isChecklistOpen = true;
    expect((await seen(id)).closeBlockers.map(({ key }) => key)).toContain('checklist');
    isChecklistOpen = false;
    await test.as(staff(), addComment, {
      ticketId: id,
      visibility: 'internal',
      text: 'Done.',
      uploads: [],
      isResolution: true,
    });
    expect((await seen(id)).closeBlockers.map(({ key }) => key)).not.toContain('resolution');
    await test.as(staff(), updateTicket, {
      id,
      statusId: await statusOf('Resolved'),
      closeOverrideReason: 'Cleaning up',
    });
    await test.travel(60_000);
    await test.as(staff(), updateTicket, { id, statusId: await statusOf('New') });
    expect((await seen(id)).closeBlockers.map(({ key }) => key)).toContain('resolution');
    expect(await seen(id)).toMatchObject({ closeOverrideReason: null });
    await test.travel(0);
  });

  it('lets a manager override with a reason that the history keeps; a technician may not', async () => {
    const id = await open();
    const input = { id, statusId: await statusOf('Closed'), closeOverrideReason: 'Client went out of business' };
    await expect(test.as(technician(), updateTicket, input)).rejects.toMatchObject({ id: 'forbidden' });
    await test.as(staff(), updateTicket, input);
    const { entries } = await test.as(staff(), ticketHistory, { id });
    const [reason] = entries.flatMap(({ changes }) => changes).filter(({ field }) => field === 'closeOverrideReason');
    expect(reason?.after).toMatch(/^Client went out of business \(left out: Fill in the type\./);
  });

  it('does not bind the program itself, and says so', async () => {
    const id = await open();
    const statusId = await statusOf('Closed');
    await test.inside(tenant, async (ctx) => {
      const { updateTicketAction } = await import('./update-ticket');
      await ctx.run(updateTicketAction, { id, statusId });
    });
    expect((await seen(id)).closeOverrideReason).toMatch(/not by a person. Left out: Fill in the type/);
  });
});

it('takes type, due date and estimate, tells which changed, and refuses nonsense', async () => {
  const dueAt = new Date('2030-05-01T09:00:00Z');
  const id = await open({ typeId: await named(ticketTypes, 'Problem'), dueAt, estimateMinutes: 90 });
  expect(await seen(id)).toMatchObject({ type: { name: 'Problem' }, dueAt, estimateMinutes: 90 });
  await test.as(staff(), updateTicket, { id, dueAt, estimateMinutes: null });
  const events = await test.rows<{ payload: { fields: string[] } }>(
    tenant,
    sql`select payload from outbox where tenant_id = ${tenant} and aggregate_id = ${id} and type = 'ticket.updated'`,
  );
  expect(events.map(({ payload }) => payload.fields)).toEqual([['estimateMinutes']]);
  for (const estimateMinutes of [0, -5, 1.5, 1_000_000])
    await expect(test.dispatcher.wire('ticket.update', { id, estimateMinutes }, staff())).rejects.toMatchObject({
      id: 'invalid',
    });
});

it('has its place among the locations of its client, and loses it with the client or the location', async () => {
  const client = async (name: string) => {
    const { id } = await test.as(staff(), createClient, { name, domains: [] });
    const place = await test.as(staff(), addLocation, {
      clientId: id,
      name: `${name} office`,
      line1: '12 Harbor St',
      city: 'Chicago',
      region: '',
      postalCode: '',
      country: '',
      isDefault: true,
    });
    return { id, place: place.id };
  };
  const [acme, globex] = [await client('Acme'), await client('Globex')];
  const id = await open({ clientId: acme.id, locationId: acme.place });
  expect((await seen(id)).location).toEqual({
    id: acme.place,
    name: 'Acme office',
    address: '12 Harbor St, Chicago',
  });
  const refusal = { fields: { locationId: 'Choose a location of the ticket’s client.' } };
  await expect(open({ clientId: acme.id, locationId: globex.place })).rejects.toMatchObject(refusal);
  await expect(open({ locationId: globex.place })).rejects.toMatchObject(refusal);
  await expect(test.as(staff(), updateTicket, { id, locationId: globex.place })).rejects.toMatchObject(refusal);

  const there = async (place: string) =>
    (
      await test.as(staff(), listTickets, {
        filter: readFilter(`location=${place}`),
        sort: 'activity',
        direction: 'desc',
        limit: 50,
      })
    ).rows.map((row) => row.id);
  expect(await there(acme.place)).toEqual([id]);
  await test.as(staff(), updateTicket, { id, clientId: globex.id });
  expect((await seen(id)).location).toBeNull();
  await test.as(staff(), updateTicket, { id, locationId: globex.place });
  expect(await there(globex.place)).toEqual([id]);
  const { entries } = await test.as(staff(), ticketHistory, { id });
  expect(entries[0]?.changes).toContainEqual({ field: 'locationId', before: null, after: 'Globex office' });

  await test.as(staff(), removeLocation, { id: globex.place });
  expect((await seen(id)).location).toBeNull();
});
