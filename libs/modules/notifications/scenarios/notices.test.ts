import { writeUser } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { slaBreached, slaThresholdCrossed } from '@kelp/sla';
import { newId } from '@kelp/std';
import { timeEntryChangesRequested } from '@kelp/time';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, createTicket, tickets, updateTicket, takeClientReply } from '@kelp/tickets';
import { listNotifications, markNotificationsRead, setNotificationPreference } from '../contract';
import { notificationsModule } from '../module';

let test: TestHouse;
let tenant: string;
let tess: Caller;
let dana: Caller;
let mona: Caller;

beforeEach(async () => {
  test = await testHouse(notificationsModule);
  tenant = await bareTenant(test);
  [tess, dana, mona] = [
    await person('Tess', 'Technician'),
    await person('Dana', 'Dispatcher'),
    await person('Mona', 'Manager'),
  ];
});
afterEach(() => test.close());

async function person(name: string, roleName: string): Promise<Caller> {
  const id = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
    );
    return (await writeUser(ctx, { name, email: `${name.toLowerCase()}@northstar.test`, roleIds: [role.id] })).id;
  });
  return callerWith(tenant, 'all', { id, name });
}

const titles = async (caller: Caller) => {
  await settle(test);
  const page = await test.as(caller, listNotifications, { unreadOnly: false, limit: 50 });
  return page.rows.map((row) => row.title);
};
const mails = () =>
  test.rows<{ toAddress: string; template: string; subject: string }>(
    tenant,
    sql`select to_address, template, subject from email_messages where tenant_id = ${tenant} order by id`,
  );
const open = (title = 'Printer offline', assignee?: Caller) =>
  test.as(dana, createTicket, { title, assignedTo: assignee?.actor.id ?? null });

it('tells the assignee of what others give, not of what they took, in the program and by mail', async () => {
  const { id } = await open();
  await test.as(dana, updateTicket, { id, assignedTo: tess.actor.id });
  expect(await titles(tess)).toEqual(['T-0001 was assigned to you']);
  expect(await mails()).toMatchObject([{ toAddress: 'tess@northstar.test', subject: 'T-0001 was assigned to you' }]);
  const own = await open('Own');
  await test.as(tess, updateTicket, { id: own.id, assignedTo: tess.actor.id });
  expect(await titles(tess)).toHaveLength(1);
});

it('tells dispatchers of a ticket that nobody has, in the program only, and never its author', async () => {
  await test.as(mona, createTicket, { title: 'Orphan' });
  expect(await titles(dana)).toEqual(['T-0001 is new and has no assignee']);
  expect(await titles(mona)).toEqual([]);
  expect(await mails()).toEqual([]);
});

it('tells the assignee what a client wrote, and nobody of a colleague’s note', async () => {
  const { id } = await open('Slow', tess);
  await test.as(mona, addComment, { ticketId: id, visibility: 'internal', text: 'Hm.', uploads: [] });
  await test.inside(tenant, async (ctx) => {
    const ticket = await ctx.db.lock(tickets, id);
    await takeClientReply(ctx, ticket, { authorName: 'Amy Adams', text: 'Still slow.' }, { origin: 'portal' });
  });
  expect(await titles(tess)).toEqual(['Amy Adams replied on T-0001', 'T-0001 was assigned to you']);
});

const crossing = (ticketId: string) => ({
  ticketId,
  clock: 'response' as const,
  epoch: 0,
  percent: 75,
  dueAt: null,
  policyName: 'Standard',
  level: null,
  assignedTo: null,
  boardManagerId: null,
});

it('tells of a threshold and of a breach once each, however often the event comes; without assignee the managers', async () => {
  const { id } = await open('Slow', tess);
  await settle(test);
  await test.inside(tenant, async (ctx) => {
    ctx.emit(slaThresholdCrossed, id, crossing(id));
    ctx.emit(slaBreached, id, { ...crossing(id), percent: 100 });
  });
  await settle(test);
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(sql`update deliveries set state = 'pending', attempts = 0 where tenant_id = ${tenant}`),
  );
  expect((await titles(tess)).slice(0, 2).sort()).toEqual([
    'T-0001 has missed its response time',
    'T-0001 has used 75 % of its response time',
  ]);
  expect(await titles(tess)).toHaveLength(3);
  expect((await mails()).filter(({ template }) => template.startsWith('notification.sla'))).toHaveLength(2);
  const orphan = await open('Orphan');
  await test.inside(tenant, async (ctx) => ctx.emit(slaBreached, orphan.id, crossing(orphan.id)));
  expect(await titles(mona)).toEqual(['T-0002 has missed its response time']);
});

it('respects what people turned off: no row for the program, no mail, or nothing at all', async () => {
  await test.as(tess, setNotificationPreference, { subtype: 'ticket.assigned', channel: 'email', isOn: false });
  await open('One', tess);
  expect(await titles(tess)).toHaveLength(1);
  expect(await mails()).toEqual([]);
  await test.as(tess, setNotificationPreference, { subtype: 'ticket.assigned', channel: 'email', isOn: true });
  await test.as(tess, setNotificationPreference, { subtype: 'ticket.assigned', channel: 'in_app', isOn: false });
  await open('Two', tess);
  expect(await titles(tess)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
});

it('counts unread per person, marks up to a number, and lists what came since', async () => {
  await open('One', tess);
  await settle(test);
  await open('Two', tess);
  await settle(test);
  const all = await test.as(tess, listNotifications, { unreadOnly: false, limit: 50 });
  expect(all).toMatchObject({ unread: 2, lastSeq: 2, rows: [{ seq: 2 }, { seq: 1 }] });
  for (let time = 0; time < 2; time += 1)
    expect(await test.as(tess, markNotificationsRead, { upTo: 1 })).toEqual({ unread: 1 });
  const since = await test.as(tess, listNotifications, { since: 1, unreadOnly: false, limit: 50 });
  expect(since.rows.map(({ seq }) => seq)).toEqual([2]);
  expect(await test.as(mona, markNotificationsRead, { upTo: 99 })).toEqual({ unread: 0 });
  expect((await test.as(tess, listNotifications, { unreadOnly: true, limit: 50 })).unread).toBe(1);
});

it('tells nobody of a muted history', async () => {
  const muted = { ...dana, isMuted: true, at: new Date('2025-03-03T10:00:00Z') };
  await test.as(muted, createTicket, { title: 'Old', assignedTo: tess.actor.id });
  expect(await titles(tess)).toEqual([]);
});

const clientWrites = (ticketId: string, text: string) =>
  test.inside(tenant, async (ctx) => {
    const ticket = await ctx.db.lock(tickets, ticketId);
    await takeClientReply(ctx, ticket, { authorName: 'Amy Adams', text }, { origin: 'portal' });
  });

it('sends at most one mail per ticket and person in two minutes, folds the later ones, and drops what was read', async () => {
  const { id } = await open('Slow', tess);
  await settle(test);
  for (const text of ['One', 'Two']) await clientWrites(id, text);
  expect(await titles(tess)).toHaveLength(3);
  expect(await mails()).toHaveLength(1);
  await test.travel(121_000);
  await settle(test);
  expect((await mails()).slice(1)).toMatchObject([{ template: 'notification.folded', subject: 'T-0001 Slow' }]);
  await clientWrites(id, 'Three');
  expect(await titles(tess)).toHaveLength(4);
  await test.as(tess, markNotificationsRead, { upTo: 99 });
  await test.travel(300_000);
  await settle(test);
  expect(await mails()).toHaveLength(2);
  await clientWrites(id, 'Four');
  expect(await titles(tess)).toHaveLength(5);
  expect((await mails()).at(-1)).toMatchObject({ template: 'notification.ticket.commented' });
});

it('tells who logged time that changes were asked for, and why', async () => {
  const entry = {
    entryId: newId(),
    userId: String(tess.actor.id),
    ticketId: null,
    clientId: null,
    workDate: '2026-03-10',
  };
  await test.inside(tenant, async (ctx) =>
    ctx.emit(timeEntryChangesRequested, entry.entryId, {
      ...entry,
      minutes: 45,
      billableMinutes: 45,
      requestedBy: String(mona.actor.id),
      reason: 'Please name the site.',
    }),
  );
  await settle(test);
  const { rows } = await test.as(tess, listNotifications, { unreadOnly: false, limit: 5 });
  expect(rows).toMatchObject([
    { subtype: 'time_entry.changes_requested', body: 'Please name the site.', link: '/msp/time' },
  ]);
  expect(await mails()).toMatchObject([{ toAddress: 'tess@northstar.test' }]);
});

it('has no notifications for keys', async () => {
  const key = callerWith(tenant, 'all', { kind: 'api_key' });
  await expect(test.as(key, listNotifications, { unreadOnly: false, limit: 5 })).rejects.toMatchObject({
    id: 'notification.no_person',
  });
});
