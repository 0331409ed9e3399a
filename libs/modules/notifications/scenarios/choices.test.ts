import { writeUser } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { invoiceFinalised, paymentRecorded } from '@kelp/billing';
import { userPasswordChanged } from '@kelp/identity';
import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { timeEntryApproved, timeEntrySubmitted } from '@kelp/time';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, createTicket, tickets, updateTicket, takeClientReply } from '@kelp/tickets';
import { initialHabits } from '../addressees';
import {
  explainNotification,
  getNotificationHabits,
  getNotificationPreferences,
  getNotificationRules,
  listNotifications,
  markNotificationsRead,
  saveNotificationHabits,
  saveNotificationSettings,
  setNotificationPreference,
  setNotificationRule,
  setNotificationsRead,
  snoozeNotification,
} from '../contract';
import { notificationsModule } from '../module';

let test: TestHouse;
let tenant: string;
let tess: Caller;
let dana: Caller;

beforeAll(async () => {
  test = await testHouse(notificationsModule);
});
afterAll(() => test.close());

const start = Date.parse('2031-03-04T16:00:00Z');
/** Ten in the morning in Chicago, on a Tuesday. */
const at = (text: string) => test.travel(Date.parse(text) - Date.now());

beforeEach(async () => {
  await test.travel(start - Date.now());
  tenant = await bareTenant(test);
  [tess, dana] = [await person('Tess', 'Technician'), await person('Dana', 'Dispatcher')];
});

async function person(name: string, roleName: string, reportsTo?: string): Promise<Caller> {
  const id = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
    );
    const email = `${name.toLowerCase()}.${tenant.slice(-6)}@northstar.test`;
    const user = await writeUser(ctx, { name, email, roleIds: [role.id] });
    if (reportsTo)
      await ctx.db.rows(
        sql`update users set reports_to = ${reportsTo} where tenant_id = ${tenant} and id = ${user.id}`,
      );
    return user.id;
  });
  return callerWith(tenant, 'all', { id, name });
}

type View = 'unread' | 'all' | 'mentions' | 'snoozed';
const list = async (caller: Caller, view: View = 'all') => {
  await settle(test);
  return test.as(caller, listNotifications, { unreadOnly: false, view, limit: 50 });
};
const titles = async (caller: Caller, view: View = 'all') => (await list(caller, view)).rows.map(({ title }) => title);
const mails = () =>
  test.rows<{ template: string; subject: string; locale: string; text: string }>(
    tenant,
    sql`select template, subject, locale, text from email_messages where tenant_id = ${tenant} order by id`,
  );
const open = (title: string) => test.as(dana, createTicket, { title, assignedTo: tess.actor.id ?? null });
const habits = (caller: Caller, changes: object) =>
  test.as(caller, saveNotificationHabits, { ...initialHabits, version: null, ...changes });
const mention = (ticketId: string, text = 'please look') =>
  test.as(dana, addComment, {
    ticketId,
    visibility: 'internal',
    text: `@Tess ${text}`,
    uploads: [],
  });

it('lets the workspace lock, default and silence, and people choose within that', async () => {
  const email = { subtype: 'ticket.assigned', channel: 'email' } as const;
  await test.as(tess, setNotificationPreference, { ...email, isOn: false });
  await open('One');
  expect(await titles(tess)).toHaveLength(1);
  expect(await mails()).toHaveLength(0);
  await test.as(dana, setNotificationRule, { name: 'ticket.assigned', channel: 'email', mode: 'locked' });
  await open('Two');
  expect(await titles(tess)).toHaveLength(2);
  expect(await mails()).toHaveLength(1);
  await expect(test.as(tess, setNotificationPreference, { ...email, isOn: false })).rejects.toMatchObject({
    id: 'notification.locked',
  });
  const shown = (await test.as(tess, getNotificationPreferences, {})).preferences;
  expect(shown.find((one) => one.subtype === 'ticket.assigned' && one.channel === 'email')).toMatchObject({
    isOn: true,
    mayChoose: false,
    decidedBy: 'workspace',
  });
  await test.as(dana, setNotificationRule, { name: 'ticket', channel: 'all', mode: 'off' });
  await open('Three');
  expect(await titles(tess)).toHaveLength(2);
  await test.as(dana, setNotificationRule, { name: 'ticket', channel: 'all', mode: 'on' });
  await test.as(dana, saveNotificationSettings, { isMailOn: false, foldMinutes: 5 });
  await open('Four');
  expect(await titles(tess)).toHaveLength(3);
  expect(await mails()).toHaveLength(1);
  const rules = await test.as(dana, getNotificationRules, {});
  expect(rules).toMatchObject({ isMailOn: false, foldMinutes: 5 });
});

it('never silences what is about the safety of an account, nor takes rules that make no sense', async () => {
  const decide = (rule: object) => test.as(dana, setNotificationRule, rule as never);
  await expect(decide({ name: 'security', channel: 'all', mode: 'off' })).rejects.toMatchObject({
    id: 'notification.locked',
  });
  await expect(decide({ name: 'security.password_changed', channel: 'in_app', mode: 'off' })).rejects.toMatchObject({
    id: 'notification.locked',
  });
  for (const rule of [
    { name: 'ticket', channel: 'email', mode: 'off' },
    { name: 'ticket', channel: 'all', mode: 'locked' },
    { name: 'ticket.assigned', channel: 'all', mode: 'off' },
    { name: 'ticket.unassigned', channel: 'email', mode: 'on' },
  ])
    await expect(decide(rule)).rejects.toMatchObject({ id: 'invalid' });
  const reader = callerWith(tenant, ['notification_settings.read'], { id: dana.actor.id });
  await expect(
    test.as(reader, setNotificationRule, { name: 'sla', channel: 'all', mode: 'off' }),
  ).rejects.toMatchObject({ id: 'forbidden' });
  const userId = tess.actor.id ?? '';
  await test.inside(tenant, async (ctx) => ctx.emit(userPasswordChanged, userId, { userId, type: 'internal' }));
  expect(await titles(tess)).toEqual(['Your password was changed']);
});

it('holds mail back in quiet hours and sends it as one when they end; what was read is left out; urgent mail passes', async () => {
  await habits(tess, { isQuiet: true });
  await at('2031-03-05T03:00:00Z');
  for (const title of ['One', 'Two', 'Three']) await open(title);
  expect(await titles(tess)).toHaveLength(3);
  expect(await mails()).toHaveLength(0);
  const state = await test.as(tess, getNotificationHabits, {});
  expect(state).toMatchObject({ waiting: 3, quietNow: new Date('2031-03-05T13:00:00Z') });
  const [newest] = (await list(tess)).rows;
  const why = await test.as(tess, explainNotification, { id: newest?.id ?? '' });
  expect(why.mail).toMatchObject({ outcome: 'quiet', dueAt: new Date('2031-03-05T13:00:00Z') });
  await test.as(tess, setNotificationsRead, { ids: [newest?.id ?? ''], isRead: true });
  await at('2031-03-05T12:59:00Z');
  await settle(test);
  expect(await mails()).toHaveLength(0);
  await at('2031-03-05T13:00:30Z');
  await settle(test);
  expect(await mails()).toMatchObject([
    {
      template: 'notification.digest',
      subject: '2 notices from your quiet hours',
      text: expect.stringContaining('T-0002'),
    },
  ]);
  expect((await mails())[0]?.text).not.toContain('T-0003');
});

it('lets go of what waits when quiet hours are turned off, and refuses hours that leave no time and old versions', async () => {
  const { version } = await habits(tess, { isQuiet: true });
  await at('2031-03-05T03:00:00Z');
  await open('One');
  await settle(test);
  expect(await mails()).toHaveLength(0);
  await expect(habits(tess, { isQuiet: false, version: version - 1 })).rejects.toMatchObject({ id: 'stale' });
  const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  await expect(habits(tess, { isQuiet: true, quietDays: all, version })).rejects.toMatchObject({ id: 'invalid' });
  await expect(habits(tess, { locale: 'xx', version })).rejects.toMatchObject({ fields: { locale: 'Not offered.' } });
  await habits(tess, { version });
  await settle(test);
  expect(await mails()).toMatchObject([{ template: 'notification.ticket.assigned' }]);
});

it('snoozes a notice out of sight and out of the count, and brings it back unread as the newest', async () => {
  const { id } = await open('One');
  await settle(test);
  await mention(id);
  const [mentioned] = (await list(tess, 'mentions')).rows;
  expect(mentioned).toMatchObject({ title: 'Dana mentioned you on T-0001', reason: 'mentioned' });
  const until = new Date('2031-03-04T18:00:00Z');
  const wish = { id: mentioned?.id ?? '', until };
  expect(await test.as(tess, snoozeNotification, wish)).toEqual({ unread: 1 });
  expect(await titles(tess)).toEqual(['T-0001 was assigned to you']);
  expect(await list(tess, 'snoozed')).toMatchObject({ snoozed: 1, mentions: 0, rows: [{ snoozedUntil: until }] });
  await test.as(tess, markNotificationsRead, { upTo: 99 });
  const seen = (await list(tess)).lastSeq;
  await at('2031-03-04T18:00:30Z');
  await settle(test);
  const since = await test.as(tess, listNotifications, { since: seen, unreadOnly: false, limit: 50 });
  expect(since.rows).toMatchObject([{ title: 'Dana mentioned you on T-0001', isRead: false, snoozedUntil: null }]);
  expect(since.unread).toBe(1);
  await expect(
    test.as(tess, snoozeNotification, { ...wish, until: new Date('2031-03-04T18:00:00Z') }),
  ).rejects.toMatchObject({ id: 'invalid' });
  await expect(test.as(dana, snoozeNotification, { ...wish, until: null })).rejects.toMatchObject({ id: 'not_found' });
});

it('says why: rule, relation, what became of the mail, and who decided that there is none', async () => {
  const { id } = await open('One');
  const [assigned] = (await list(tess)).rows;
  const reasons = await test.as(tess, explainNotification, { id: assigned?.id ?? '' });
  expect(reasons).toMatchObject({ subtype: 'ticket.assigned', category: 'ticket', reason: 'assignee' });
  expect(reasons.mail.outcome).toBe('sent');
  expect(reasons.mail.history[0]).toMatchObject({ state: 'queued' });
  expect((await mails())[0]?.text).toContain('You get this because you are the assignee of this ticket.');
  await expect(test.as(dana, explainNotification, { id: assigned?.id ?? '' })).rejects.toMatchObject({
    id: 'not_found',
  });
  await test.as(tess, setNotificationPreference, { subtype: 'ticket.mentioned', channel: 'email', isOn: false });
  await mention(id);
  const [mentioned] = (await list(tess)).rows;
  expect((await test.as(tess, explainNotification, { id: mentioned?.id ?? '' })).mail.outcome).toBe('off_by_person');
});

it('speaks the person’s language, with the text of its nearest fallback', async () => {
  await habits(tess, { locale: 'de-AT' });
  await open('Drucker');
  expect(await titles(tess)).toEqual(['T-0001 wurde Ihnen zugewiesen']);
  expect(await mails()).toMatchObject([
    { subject: 'T-0001 wurde Ihnen zugewiesen', locale: 'de', text: expect.stringContaining('Guten Tag Tess') },
  ]);
});

it('tells followers what colleagues did, once while it is unread, and nobody of what a client’s reply moved', async () => {
  const { id } = await open('One');
  await settle(test);
  const statuses = await test.rows<{ id: string; name: string }>(
    tenant,
    sql`select s.id, s.name from statuses s join tickets t on t.tenant_id = s.tenant_id and t.board_id = s.board_id
        where s.tenant_id = ${tenant} and t.id = ${id} and not s.is_closed and s.id <> t.status_id order by s.name`,
  );
  for (const status of statuses.slice(0, 2)) {
    await test.as(dana, updateTicket, { id, statusId: status.id });
    await settle(test);
  }
  const told = (await list(tess)).rows.filter(({ subtype }) => subtype === 'ticket.updated');
  expect(told.map(({ title }) => title)).toEqual([`T-0001 is now ${statuses[1]?.name}`]);
  await test.as(tess, markNotificationsRead, { upTo: 99 });
  await test.inside(tenant, async (ctx) => {
    const ticket = await ctx.db.lock(tickets, id);
    await takeClientReply(ctx, ticket, { authorName: 'Amy', text: 'Hello' }, { origin: 'portal' });
  });
  expect(await titles(tess, 'unread')).toEqual(['Amy replied on T-0001']);
});

it('tells who approves of submitted time and who logged it of its approval, once for a whole sheet', async () => {
  const rita = await person('Rita', 'Technician', tess.actor.id ?? '');
  const userId = rita.actor.id ?? '';
  const entry = (minutes: number) => ({
    ...{ entryId: newId(), userId, ticketId: null, clientId: null, workDate: '2031-03-03' },
    ...{ minutes, billableMinutes: minutes },
  });
  await test.inside(tenant, async (ctx) => {
    for (const minutes of [15, 30, 45]) ctx.emit(timeEntrySubmitted, newId(), entry(minutes));
    for (const minutes of [15, 30])
      ctx.emit(timeEntryApproved, newId(), { ...entry(minutes), approvedBy: dana.actor.id ?? '' });
  });
  expect((await list(tess)).rows).toMatchObject([{ title: 'Rita submitted time for approval', reason: 'approver' }]);
  expect((await list(rita)).rows).toMatchObject([{ title: 'Your time was approved', reason: 'own_time' }]);
  expect(await mails()).toEqual([]);
});

it('tells finance of payments by others, and of an invoice on the morning after it was due unless it is paid', async () => {
  const fin = await person('Fin', 'Finance');
  const clientId = await test.inside(tenant, async (ctx) => {
    const id = newId();
    await ctx.db.rows(sql`insert into clients (tenant_id, id, name) values (${tenant}, ${id}, 'Acme Dental')`);
    return id;
  });
  const payment = { clientId, currency: 'USD', amount: '54000', invoiceIds: [] };
  await test.inside(tenant, async (ctx) => {
    const paymentId = newId();
    ctx.emit(paymentRecorded, paymentId, { paymentId, ...payment });
    const invoiceId = newId();
    const facts = { clientId, number: 'INV-0001', dueDate: '2031-03-04', currency: 'USD', total: '54000' };
    ctx.emit(invoiceFinalised, invoiceId, { invoiceId, ...facts });
  });
  expect((await list(fin)).rows).toMatchObject([{ title: 'Acme Dental paid $540.00', reason: 'finance' }]);
  const timers = await test.rows<{ dueAt: Date }>(
    tenant,
    sql`select due_at from due_items where tenant_id = ${tenant} and kind = 'notification.invoice_overdue'`,
  );
  expect(timers).toEqual([{ dueAt: new Date('2031-03-05T14:00:00Z') }]);
  await at('2031-03-05T14:00:30Z');
  // No such invoice (a draft that was never one): nothing is said, and the timer is gone.
  expect(await titles(fin)).toHaveLength(1);
});
