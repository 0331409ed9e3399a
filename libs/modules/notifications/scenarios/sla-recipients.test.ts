import { createTeam, writeUser } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { createBusinessCalendar, setOwnHours, slaBreached } from '@kelp/sla';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { boards, createTicket, updateTicket } from '@kelp/tickets';
import { listNotifications } from '../contract';
import { notificationsModule } from '../module';

let test: TestHouse;
let tenant: string;
let people: Record<'tess' | 'rita' | 'mona' | 'olga', Caller>;

async function person(name: string, roleName: string): Promise<Caller> {
  const id = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
    );
    return (await writeUser(ctx, { name, email: `${name.toLowerCase()}@northstar.test`, roleIds: [role.id] })).id;
  });
  return callerWith(tenant, 'all', { id, name });
}

beforeEach(async () => {
  test = await testHouse(notificationsModule);
  tenant = await bareTenant(test);
  people = {
    tess: await person('Tess', 'Technician'),
    rita: await person('Rita', 'Technician'),
    mona: await person('Mona', 'Manager'),
    olga: await person('Olga', 'Technician'),
  };
});
afterEach(() => test.close());

const idOf = (caller: Caller): string => caller.actor.id ?? '';
const told = async (caller: Caller) => {
  await settle(test);
  const { rows } = await test.as(caller, listNotifications, { unreadOnly: false, limit: 50 });
  return rows.map(({ title }) => title).filter((title) => !/assigned|was closed/.test(title));
};
const mailed = async () =>
  (
    await test.rows<{ toAddress: string }>(
      tenant,
      sql`select to_address from email_messages where tenant_id = ${tenant} and template = 'notification.sla.breached' order by to_address`,
    )
  ).map(({ toAddress }) => toAddress);

const nobody = { assignee: false, team: false, boardManager: false, userIds: [] };

async function breach(ticketId: string, changes: object = {}): Promise<void> {
  const payload = { ticketId, clock: 'response' as const, epoch: 0, percent: 100, dueAt: null, policyName: 'Gold' };
  await test.inside(tenant, async (ctx) =>
    ctx.emit(slaBreached, ticketId, { ...payload, level: null, assignedTo: null, boardManagerId: null, ...changes }),
  );
}

const ticketOf = async (assignee: Caller | null) => {
  const { id } = await test.as(people.mona, createTicket, {
    title: 'Slow',
    assignedTo: assignee ? idOf(assignee) : null,
  });
  await settle(test);
  return id;
};

it('tells whom the rule names: the team and one person, by the one way it names, and nobody else', async () => {
  const { id: teamId } = await test.as(people.mona, createTeam, {
    name: 'Night',
    members: [
      { userId: idOf(people.rita), role: 'member' },
      { userId: idOf(people.tess), role: 'lead' },
    ],
  });
  const ticket = await ticketOf(people.tess);
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(sql`update tickets set team_id = ${teamId} where tenant_id = ${tenant} and id = ${ticket}`),
  );
  await breach(ticket, {
    recipients: { ...nobody, team: true, userIds: [idOf(people.olga)] },
    channels: ['in_app'],
  });
  for (const name of ['tess', 'rita', 'olga'] as const) expect(await told(people[name])).toHaveLength(1);
  expect(await told(people.mona)).toEqual([]);
  expect(await mailed()).toEqual([]);
});

it('asks the present board for its manager, and who is assigned, when it tells', async () => {
  const ticket = await ticketOf(null);
  await test.inside(tenant, async (ctx) => {
    const [board] = await ctx.db.list(boards, { name: 'Service Desk' });
    await ctx.db.update(boards, board?.id ?? '', { managerId: idOf(people.rita) });
  });
  await breach(ticket);
  expect(await told(people.rita)).toEqual(['T-0001 has missed its response time']);
  await test.as(people.mona, updateTicket, { id: ticket, assignedTo: idOf(people.olga) });
  await breach(ticket, { recipients: { ...nobody, assignee: true, boardManager: true } });
  expect(await told(people.olga)).toHaveLength(1);
  expect(await told(people.rita)).toHaveLength(2);
  expect(await mailed()).toEqual(['olga@northstar.test', 'rita@northstar.test', 'rita@northstar.test']);
});

it('holds back what respects the person’s own hours until these begin, unless the ticket was closed meanwhile', async () => {
  const at = (text: string) => test.travel(new Date(text).getTime() - Date.now());
  const week = { mon: [['09:00', '17:00']] as [string, string][] };
  const hours = { timezone: 'UTC', alwaysOpen: false, week, holidays: [], exceptions: [] };
  const { id: calendarId } = await test.as(people.mona, createBusinessCalendar, {
    name: 'Mondays',
    hours: { ...hours, holidayCalendarIds: [], nightShift: 'opening_day' },
  });
  await test.as(people.tess, setOwnHours, { calendarId });
  await at('2030-01-05T23:00:00Z');
  const [first, second] = [await ticketOf(people.tess), await ticketOf(people.tess)];
  const recipients = { ...nobody, assignee: true, userIds: [idOf(people.olga)] };
  for (const ticket of [first, second]) await breach(ticket, { respectsHours: true, recipients });
  expect(await told(people.tess)).toEqual([]);
  // Olga has no hours of her own and the crossing names no calendar: she is told at once.
  expect(await told(people.olga)).toHaveLength(2);
  await test.as(people.mona, updateTicket, { id: second, statusId: await closedStatus() });
  await at('2030-01-07T08:59:00Z');
  expect(await told(people.tess)).toEqual([]);
  await at('2030-01-07T09:00:30Z');
  expect(await told(people.tess)).toEqual(['T-0001 has missed its response time']);
});

async function closedStatus(): Promise<string> {
  const [row] = await test.rows<{ id: string }>(
    tenant,
    sql`select s.id from statuses s join boards b on b.tenant_id = s.tenant_id and b.id = s.board_id
        where s.tenant_id = ${tenant} and b.name = 'Service Desk' and s.name = 'Closed'`,
  );
  return row?.id ?? '';
}
