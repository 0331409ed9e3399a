import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { settle } from '@kelp/testing';
import { mailboxesModule } from '@kelp/mailboxes';
import { notificationsModule } from '@kelp/notifications';
import { sql } from '@kelp/platform/db';
import { searchModule, suggestRecords } from '@kelp/search';
import { slaModule } from '@kelp/sla';
import { addComment, getTicket, listTickets, ticketsModule, updateTicket } from '@kelp/tickets';
import { importsModule } from './module';
import { importDesk } from './testing/import-desk';

const desk = importDesk(
  ...[identityModule, clientsModule, ticketsModule, slaModule, mailboxesModule, notificationsModule, searchModule],
  importsModule,
);
const { staff, begin, check, run, undo, rowsOf, problemsOf, whole } = desk;
const test = () => desk.house();
const all = async () =>
  (await test().as(staff(), listTickets, { limit: 50, state: 'all', sort: 'created', direction: 'asc' })).rows;
const count = async (
  table: 'sla_facts' | 'sla_clocks' | 'notifications' | 'email_messages' | 'tickets' | 'comments',
) => {
  const counts = {
    sla_facts: sql`select count(*)::int as n from sla_facts where tenant_id = ${desk.tenant()}`,
    sla_clocks: sql`select count(*)::int as n from sla_clocks where tenant_id = ${desk.tenant()}`,
    notifications: sql`select count(*)::int as n from notifications where tenant_id = ${desk.tenant()}`,
    email_messages: sql`select count(*)::int as n from email_messages where tenant_id = ${desk.tenant()}`,
    tickets: sql`select count(*)::int as n from tickets where tenant_id = ${desk.tenant()}`,
    comments: sql`select count(*)::int as n from comments where tenant_id = ${desk.tenant()}`,
  };
  return (await test().rows<{ n: number }>(desk.tenant(), counts[table]))[0]?.n;
};

const file =
  'Id,Ticket Number,Summary,Company,Contact,Status,Priority,Category,Assigned to,Date opened,Date closed,Details\n' +
  '9001,T-4711,Printer is dead,Acme,amy@acme.test,>Closed (done),Priority 1 - Urgent,,Olive,2019-03-04 09:30,2019-03-05 17:00,It smokes\n' +
  '9002,T-4712,VPN drops,17,Amy Adams,In progress,High,,,2026-01-10 08:00,,Every hour\n' +
  '9003,T-4713,No date,Acme,,,,,,,,\n' +
  '9004,T-4714,Future,Acme,,New,,,,2190-01-01,,\n' +
  '9005,T-4715,Backwards,Acme,,Closed,,,,2020-01-02,2020-01-01,\n' +
  '9006,T-4716,Odd words,Acme,,Sleeping,Whatever,,,2020-01-02,,\n' +
  '9007,T-4717,Another,Acme,,New,,,,,,\n' +
  '9008,T-4711,Twice too,Acme,,New,,,,,,\n';

beforeEach(async () => {
  await whole('Id,Name\n17,Acme\n');
  await whole('Name,Email,Company\nAmy Adams,amy@acme.test,17\n', 'contacts');
});

it('keeps tickets as they were: dates, status, people, words and the number they had', async () => {
  const id = await begin(file, 'tickets');
  expect(await check(id)).toMatchObject({ counts: { creates: 4, problem: 4 } });
  expect(await count('tickets')).toBe(0);
  expect(await problemsOf(id)).toEqual([
    [5, { column: 'Date opened', value: '2190-01-01', message: expect.stringMatching(/not over yet/) }],
    [6, { column: 'Date closed', value: '2020-01-01', message: expect.stringMatching(/between the opening/) }],
    [
      7,
      {
        column: 'Status',
        value: 'Sleeping',
        message: expect.stringMatching(/There is no status “Sleeping” here. Write one of: New, /),
      },
    ],
    [9, { column: null, value: null, message: expect.stringMatching(/Line 2 is about the same record/) }],
  ]);
  expect((await run(id)).counts).toEqual({ created: 4, failed: 4 });
  const [printer, vpn] = await all();
  const whole = await test().as(staff(), getTicket, { id: printer?.id ?? '' });
  expect(whole).toMatchObject({
    title: 'Printer is dead',
    formerNumber: 'T-4711',
    client: { name: 'Acme' },
    contact: { name: 'Amy Adams' },
    status: { name: 'Closed', isClosed: true },
    priority: { name: 'Urgent' },
    assignee: { name: 'Olive' },
    createdAt: new Date('2019-03-04T09:30:00Z'),
    closedAt: new Date('2019-03-05T17:00:00Z'),
    lastActivityAt: new Date('2019-03-05T17:00:00Z'),
    comments: [
      { authorName: 'Amy Adams', text: 'It smokes', visibility: 'public', createdAt: new Date('2019-03-04T09:30:00Z') },
    ],
  });
  expect(vpn).toMatchObject({
    title: 'VPN drops',
    status: { name: 'In progress' },
    isClosed: false,
    createdAt: new Date('2026-01-10T08:00:00Z'),
  });
  // Nothing closes it for having rested in the other system.
  expect(vpn?.lastActivityAt.getTime()).toBeGreaterThan(new Date('2026-01-11').getTime());
});

it('tells nobody, starts no clock of what is closed, and finds the number of the other system', async () => {
  const { done } = await whole(file, 'tickets');
  expect(done.counts).toMatchObject({ created: 4 });
  expect([await count('notifications'), await count('email_messages')]).toEqual([0, 0]);
  const ofClosed = await test().rows<{ n: number }>(
    desk.tenant(),
    sql`select count(*)::int as n from sla_facts f join tickets t on t.tenant_id = f.tenant_id and t.id = f.ticket_id
        where f.tenant_id = ${desk.tenant()} and t.is_closed`,
  );
  expect(ofClosed[0]?.n).toBe(0);
  expect(await count('sla_facts')).toBeGreaterThan(0);
  // An opening text is nobody's business but the search's: what it does not concern is not even handed over.
  const handed = await test().rows<{ handler: string }>(
    desk.tenant(),
    sql`select distinct d.handler from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
        where d.tenant_id = ${desk.tenant()} and o.type = 'ticket.commented'`,
  );
  expect(handed).toEqual([{ handler: 'on-ticket-commented-index-comment' }]);
  const found = await test().as(staff(), suggestRecords, { text: 'T-4711' });
  expect(found.groups.flatMap(({ hits }) => hits.map(({ title }) => title.map(({ text }) => text).join('')))).toEqual([
    'Printer is dead',
  ]);
  // Opened again it is an ordinary ticket.
  const [printer] = await all();
  const open = await test().rows<{ id: string }>(
    desk.tenant(),
    sql`select id from statuses where tenant_id = ${desk.tenant()} and board_id = ${printer?.board.id ?? ''} and is_default`,
  );
  await test().as(staff(), updateTicket, { id: printer?.id ?? '', statusId: open[0]?.id ?? '' });
  await settle(test());
  expect(await test().as(staff(), getTicket, { id: printer?.id ?? '' })).toMatchObject({
    isClosed: false,
    closedAt: null,
  });
});

it('knows tickets that are here already, and takes back those that nobody worked on', async () => {
  const { id } = await whole(file, 'tickets');
  const again = await begin(file, 'tickets');
  expect((await check(again)).counts).toMatchObject({ skips: 4 });
  expect((await rowsOf(again))[0]?.problems[0]?.message).toMatch(/such a ticket already/);
  const [, vpn] = await all();
  await test().as(staff(), addComment, {
    ticketId: vpn?.id ?? '',
    text: 'Looking',
    visibility: 'internal',
    uploads: [],
  });
  expect((await undo(id)).counts).toEqual({ undone: 3, kept: 1, failed: 4 });
  expect((await all()).map(({ title }) => title)).toEqual(['VPN drops']);
  expect(await count('comments')).toBe(2);
  const fresh = await whole(file, 'tickets');
  expect(fresh.done.counts).toMatchObject({ created: 3, skipped: 1 });
});
