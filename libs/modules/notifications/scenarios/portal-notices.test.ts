import { clients, contacts } from '@kelp/clients';
import { permissionsOfRoles, roles, users, writePortalUser, writeUser } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import {
  createServiceRequestDefinition,
  createVisibilityGroup,
  portalRequestForm,
  publishServiceRequestDefinition,
  refusePortalRequest,
  replyToPortalTicket,
  submitPortalRequest,
} from '@kelp/portal';
import { createTenant } from '@kelp/tenants';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, createTicket, statuses, tickets, ticketWatchers, updateTicket } from '@kelp/tickets';
import {
  getNotificationPreferences,
  listNotifications,
  markNotificationsRead,
  setNotificationPreference,
  setNotificationRule,
} from '../contract';
import { notificationsModule } from '../module';

let test: TestHouse;
let tenant: string;
let staff: Caller;
let acme: string;
const people = new Map<string, { caller: Caller; contactId: string }>();

async function person(name: string, role: 'Admin' | 'User', locale: string | null = null): Promise<void> {
  const held = { name: role, msp: false, followsDefault: true, granted: [] };
  const granted = permissionsOfRoles(test.house.registry.permissions, [held]);
  await test.inside(tenant, async (ctx) => {
    const fields = { clientId: acme, fullName: name, email: `${name.toLowerCase()}@acme.test`, locale };
    const { id: contactId } = await ctx.db.insert(contacts, fields);
    await writePortalUser(ctx, { contactId, role, password: 'quite long enough 7' });
    const user = await ctx.db.find(users, { contactId });
    if (user && locale) await ctx.db.update(users, user.id, { locale });
    const who = { id: user?.id ?? null, name, userType: 'client' as const, clientId: acme, contactId };
    people.set(name, { caller: callerWith(tenant, [...granted], who), contactId });
  });
}

beforeAll(async () => {
  test = await testHouse(notificationsModule);
  tenant = await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' });
  acme = await test.inside(tenant, async (ctx) => (await ctx.db.insert(clients, { name: 'Acme' })).id);
  await person('Amy', 'Admin');
  await person('Ulf', 'User', 'de');
  await person('Uma', 'User');
  const tess = await test.inside(tenant, (ctx) =>
    ctx.db.insert(users, { type: 'internal', email: 'tess@northstar.test', name: 'Tess' }),
  );
  staff = callerWith(tenant, 'all', { id: tess.id, name: 'Tess' });
});
afterAll(() => test.close());

const who = (name: string) => people.get(name)?.caller ?? staff;
const contact = (name: string) => people.get(name)?.contactId ?? '';
const notices = async (name: string) => test.as(who(name), listNotifications, { unreadOnly: false, limit: 50 });
const titlesOf = async (name: string) => (await notices(name)).rows.map(({ title }) => title);
const mailsOf = (ticketId: string) =>
  test.inside(tenant, (ctx) =>
    ctx.db.rows<{ toAddress: string; template: string; subject: string; text: string }>(
      sql`select to_address, template, subject, text from email_messages
          where tenant_id = ${tenant} and about_id = ${ticketId} order by created_at, to_address`,
    ),
  );
const open = async (name: string, watchers: string[] = []) => {
  const ticket = await test.as(staff, createTicket, { title: `${name}’s printer`, contactId: contact(name) });
  await test.inside(tenant, async (ctx) => {
    for (const one of watchers) await ctx.db.insert(ticketWatchers, { ticketId: ticket.id, contactId: contact(one) });
  });
  await settle(test);
  return ticket;
};
const say = async (ticketId: string, text: string, visibility: 'public' | 'internal' = 'public') => {
  await test.as(staff, addComment, { ticketId, visibility, text, uploads: [] });
  await settle(test);
};
const reply = async (name: string, id: string, text: string) => {
  await test.as(who(name), replyToPortalTicket, { id, text, uploads: [] });
  await settle(test);
};

it('tells who takes part of our answer, in their language, and nobody of a note or of other people’s tickets', async () => {
  const { id, number } = await open('Ulf');
  await say(id, 'The owner never pays before March.', 'internal');
  expect(await titlesOf('Ulf')).toEqual([]);
  await say(id, 'Please restart it.');
  expect(await titlesOf('Ulf')).toEqual([`Tess hat auf ${number} geantwortet`]);
  expect(await titlesOf('Uma')).toEqual([]);
  expect(await titlesOf('Amy')).toEqual([]);
  const { rows } = await notices('Ulf');
  expect(rows[0]).toMatchObject({ link: `/client-portal/tickets/${id}`, body: 'Ulf’s printer', isRead: false });
  expect(JSON.stringify(rows)).not.toContain('March');
});

it('mails a client’s reply in the portal to the others who take part and see it, never to its writer', async () => {
  const { id } = await open('Ulf', ['Amy', 'Uma']);
  await test.inside(tenant, (ctx) => ctx.db.insert(ticketWatchers, { ticketId: id, address: 'vendor@else.test' }));
  await reply('Ulf', id, 'It blinks red.');
  const mails = (await mailsOf(id)).filter(({ template }) => template === 'ticket.colleague_replied');
  // Uma watches it, but sees only her own tickets in the portal.
  expect(mails.map(({ toAddress }) => toAddress)).toEqual(['amy@acme.test', 'vendor@else.test']);
  expect(mails[0]?.text).toContain('It blinks red.');
  expect((await titlesOf('Amy'))[0]).toMatch(/^Ulf wrote on /);
  expect(await titlesOf('Uma')).toEqual([]);
});

it('follows what a person chose in the profile, and what the workspace decided', async () => {
  const { id } = await open('Ulf', ['Amy']);
  const off = (subtype: 'portal.replied' | 'portal.colleague_replied', channel: 'email' | 'in_app') =>
    test.as(who('Amy'), setNotificationPreference, { subtype, channel, isOn: false });
  await off('portal.colleague_replied', 'email');
  await off('portal.replied', 'email');
  const before = (await notices('Amy')).rows.length;
  await reply('Ulf', id, 'Anybody there?');
  await say(id, 'We are.');
  expect((await mailsOf(id)).map(({ toAddress }) => toAddress)).not.toContain('amy@acme.test');
  expect((await mailsOf(id)).map(({ toAddress }) => toAddress)).toContain('ulf@acme.test');
  expect((await notices('Amy')).rows).toHaveLength(before + 2);
  await test.as(staff, setNotificationRule, { name: 'portal', channel: 'all', mode: 'off' });
  await say(id, 'Still there.');
  expect((await notices('Amy')).rows).toHaveLength(before + 2);
  await test.as(staff, setNotificationRule, { name: 'portal', channel: 'all', mode: 'on' });
});

it('offers each side its own kinds only', async () => {
  const mine = await test.as(who('Amy'), getNotificationPreferences, {});
  expect(new Set(mine.preferences.map(({ category }) => category))).toEqual(new Set(['portal']));
  const theirs = await test.as(staff, getNotificationPreferences, {});
  expect(theirs.preferences.some(({ category }) => category === 'portal')).toBe(false);
  const wish = { subtype: 'sla.breached' as const, channel: 'email' as const, isOn: false };
  await expect(test.as(who('Amy'), setNotificationPreference, wish)).rejects.toMatchObject({ id: 'invalid' });
});

it('says another status in the portal’s words, and closing with the way back; not to who did it', async () => {
  const { id, number } = await open('Uma');
  const { boardId } = await test.inside(tenant, (ctx) => ctx.db.get(tickets, id));
  const all = await test.inside(tenant, (ctx) => ctx.db.list(statuses, { boardId }, { orderBy: 'position' }));
  const next = all.find(({ isClosed, portalLabel }) => !isClosed && portalLabel !== all[0]?.portalLabel);
  const done = all.find(({ isClosed }) => isClosed);
  await test.as(staff, updateTicket, { id, statusId: next?.id ?? '' });
  await settle(test);
  expect((await titlesOf('Uma'))[0]).toBe(`${number} is now: ${next?.portalLabel ?? ''}`);
  await test.as(staff, updateTicket, { id, statusId: done?.id ?? '' });
  await settle(test);
  expect((await notices('Uma')).rows[0]).toMatchObject({
    title: `${number} was closed`,
    body: 'Still broken? A reply opens it again.',
  });
});

it('forgets what a person may see no longer, in the list and in the count', async () => {
  const { id } = await open('Ulf', ['Uma']);
  const group = {
    clientId: acme,
    name: 'Pair',
    reach: 'some' as const,
    seesMembers: true,
    contactIds: [],
    boardIds: [],
  };
  const memberIds = [contact('Ulf'), contact('Uma')];
  await test.as(staff, createVisibilityGroup, { ...group, memberIds });
  await say(id, 'We come at ten.');
  const link = `/client-portal/tickets/${id}`;
  expect((await notices('Uma')).rows[0]?.link).toBe(link);
  const { unread } = await notices('Uma');
  await test.inside(tenant, (ctx) => ctx.db.rows(sql`delete from visibility_group_people where tenant_id = ${tenant}`));
  expect((await notices('Uma')).rows.map((row) => row.link)).not.toContain(link);
  const left = await notices('Uma');
  expect(left.unread).toBe(unread - 1);
  await test.as(who('Uma'), markNotificationsRead, { upTo: left.lastSeq });
  expect((await notices('Uma')).unread).toBe(0);
});

it('tells approvers what waits, who asked what became of it, and managers where nobody at the client may approve', async () => {
  const { id } = await test.as(staff, createServiceRequestDefinition, {
    name: 'Neuer Arbeitsplatz',
    needsApproval: true,
    clientIds: null,
    roleIds: null,
  });
  await test.as(staff, publishServiceRequestDefinition, { id });
  const { versionId } = await test.as(who('Ulf'), portalRequestForm, { id });
  const asked = await test.as(who('Ulf'), submitPortalRequest, { id, versionId, answers: {} });
  await settle(test);
  expect((await titlesOf('Amy'))[0]).toBe('Ulf asks for Neuer Arbeitsplatz');
  expect(await titlesOf('Uma')).not.toContain('Ulf asks for Neuer Arbeitsplatz');
  await test.as(who('Amy'), refusePortalRequest, { id: asked.id, reason: 'Erst im Mai.' });
  await settle(test);
  const { rows } = await notices('Ulf');
  expect(rows[0]).toMatchObject({ title: 'Abgelehnt: Neuer Arbeitsplatz', body: 'Erst im Mai.' });
  const [mail] = await test.inside(tenant, (ctx) =>
    ctx.db.rows<{ toAddress: string; text: string }>(
      sql`select to_address, text from email_messages where tenant_id = ${tenant} and template = 'notification.portal.request_decided'`,
    ),
  );
  expect(mail?.toAddress).toBe('ulf@acme.test');
  expect(mail?.text).toMatch(/Guten Tag Ulf[^]*Erst im Mai\.[^]*es Ihre eigene Anfrage ist/);

  const mona = await test.inside(tenant, async (ctx) => {
    const manager = await ctx.db.find(roles, { name: 'Manager', msp: true });
    const user = await writeUser(ctx, { name: 'Mona', email: 'mona@northstar.test', roleIds: [manager?.id ?? ''] });
    await ctx.db.update(users, who('Amy').actor.id ?? '', { isActive: false });
    return callerWith(tenant, 'all', { id: user.id, name: 'Mona' });
  });
  await test.as(who('Uma'), submitPortalRequest, { id, versionId, answers: {} });
  await settle(test);
  const told = await test.as(mona, listNotifications, { unreadOnly: false, limit: 5 });
  expect(told.rows[0]).toMatchObject({
    subtype: 'service_request.unattended',
    title: 'Uma asks for Neuer Arbeitsplatz',
  });
});
