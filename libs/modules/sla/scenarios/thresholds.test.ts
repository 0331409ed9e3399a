import { createClient } from '@kelp/clients';
import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { addComment, createTicket, updateTicket } from '@kelp/tickets';
import { getSlaForTickets } from '../contract';
import { slaBreached } from '../events';
import { at } from '../domain/testing/story';
import { fireCrossings } from '../fire-crossings';
import { openDesk, type Desk } from './desk';

const rules = [
  { kind: 'notify' as const, percent: 75 },
  { kind: 'notify' as const, percent: 90 },
  { kind: 'notify' as const, percent: 100 },
];
let desk: Desk;
let gold: string;

beforeAll(async () => {
  desk = await openDesk();
  gold = await desk.client('Acme Dental', { rules });
});
afterAll(() => desk.close());

const timersOf = (ticketId: string) =>
  desk.test.rows<{ key: string; dueAt: Date }>(
    desk.tenant,
    sql`select split_part(key, ':', 2) as key, due_at from due_items where tenant_id = ${desk.tenant} and kind = 'sla.threshold'
        and key like ${`${ticketId}%`} order by key desc`,
  );

const redeliver = () =>
  desk.test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(
      sql`update deliveries set state = 'pending' where tenant_id = ${desk.tenant} and handler like 'on-ticket-%'`,
    ),
  );

it('keeps one timer per running clock, at its next threshold to the second', async () => {
  const ticket = await desk.open('10:00', gold, { priorityId: desk.priority('High') });
  expect(await timersOf(ticket)).toEqual([
    { key: 'response', dueAt: at('10:11:15') },
    { key: 'resolution', dueAt: at('10:45') },
  ]);
  await desk.wait('10:11:16');
  expect(await desk.told(ticket)).toEqual(['sla.threshold_crossed response 75']);
  expect((await timersOf(ticket))[0]).toEqual({ key: 'response', dueAt: at('10:13:30') });
  await desk.status('10:12', ticket, 'Waiting for customer');
  expect(await timersOf(ticket)).toEqual([]);
  await desk.status('10:20', ticket, 'In progress');
  expect((await timersOf(ticket))[0]).toEqual({ key: 'response', dueAt: at('10:21:30') });
  await desk.status('10:21', ticket, 'Resolved');
  expect(await timersOf(ticket)).toEqual([]);
});

it('fires a breach once, though the sweep runs twice and every event is delivered three times', async () => {
  const ticket = await desk.open('10:00', gold);
  for (const time of ['10:46', '10:55', '11:01', '11:01:01', '11:30']) await desk.wait(time);
  for (let time = 0; time < 3; time += 1) {
    await redeliver();
    await desk.wait('11:31');
  }
  await Promise.all([1, 2].map(() => desk.test.inside(desk.tenant, (ctx) => fireCrossings(ctx, [ticket]))));
  const response = (lines: string[]) => lines.filter((line) => line.includes('response'));
  expect(response(await desk.told(ticket))).toEqual([
    'sla.threshold_crossed response 75',
    'sla.threshold_crossed response 90',
    'sla.breached response 100',
  ]);
  expect(response(await desk.firings(ticket))).toEqual([
    'response 0 75 sent',
    'response 0 90 sent',
    'response 0 100 sent',
  ]);
});

it('after an outage records all that was crossed and tells the highest only', async () => {
  const ticket = await desk.open('10:00', gold);
  await desk.wait('13:40');
  expect(await desk.told(ticket)).toEqual(['sla.breached response 100', 'sla.threshold_crossed resolution 90']);
  expect(await desk.firings(ticket)).toEqual([
    'response 0 75 coalesced',
    'response 0 90 coalesced',
    'response 0 100 sent',
    'resolution 0 75 coalesced',
    'resolution 0 90 sent',
  ]);
});

it('does not call a clock late whose reply was made in time but not handled yet', async () => {
  const caller = await desk.moveTo('10:00');
  const ticket = (await desk.call(createTicket, { title: 'Slow', clientId: gold }, caller)).id;
  await desk.settle();
  await desk.call(addComment, { ticketId: ticket, visibility: 'public', text: 'On it.' }, await desk.moveTo('10:30'));
  await desk.moveTo('11:30');
  await desk.test.inside(desk.tenant, (ctx) => fireCrossings(ctx, [ticket]));
  expect(await desk.firings(ticket)).toEqual([]);
  await desk.wait('11:31');
  expect((await desk.clocks('11:31', ticket)).response).toMatchObject({ state: 'met' });
  expect(await desk.told(ticket)).toEqual([]);
});

it('notices a breach that only a late reply brought to light', async () => {
  const ticket = await desk.open('10:00', gold);
  await desk.call(addComment, { ticketId: ticket, visibility: 'public', text: 'Sorry.' }, await desk.moveTo('12:00'));
  await desk.wait('12:00:01');
  expect(await desk.firings(ticket)).toContain('response 0 100 sent');
  expect((await desk.clocks('12:01', ticket)).response).toMatchObject({ state: 'missed', breachedAt: at('11:00') });
});

it('says what others need to tell people', async () => {
  const ticket = await desk.open('10:00', gold);
  await desk.wait('11:00:01');
  const [event] = await desk.test.rows<{ payload: unknown; aggregateId: string }>(
    desk.tenant,
    sql`select payload, aggregate_id from outbox where tenant_id = ${desk.tenant} and type = 'sla.breached' and aggregate_id = ${ticket}`,
  );
  expect(slaBreached.payload.parse(event?.payload)).toEqual({
    ticketId: ticket,
    clock: 'response',
    epoch: 0,
    percent: 100,
    dueAt: '2024-01-05T11:00:00.000Z',
    policyName: 'Acme Dental',
    level: null,
    assignedTo: null,
    boardManagerId: null,
    recipients: { assignee: true, team: false, boardManager: false, userIds: [] },
    channels: ['in_app', 'email'],
    respectsHours: false,
    calendarId: expect.any(String) as string,
  });
});

it('warns again of a new spell, not of what was warned about before', async () => {
  const ticket = await desk.open('10:00', gold);
  await desk.reply('10:01', ticket);
  await desk.wait('13:01');
  await desk.status('13:02', ticket, 'Resolved');
  await desk.status('20:00', ticket, 'In progress');
  await desk.wait('20:40');
  await desk.wait('21:00');
  expect(await desk.firings(ticket)).toEqual(['resolution 0 75 sent', 'resolution 1 90 sent', 'resolution 1 100 sent']);
});

it('raises the escalation level, never lowers it, and does so without a manager', async () => {
  const escalated = await desk.client('Escalated', {
    rules: [
      { kind: 'escalate', percent: 70, level: 1 },
      { kind: 'escalate', percent: 90, level: 2 },
      { kind: 'escalate', percent: 110, level: 3 },
      { kind: 'escalate', percent: null, level: 4 },
    ],
  });
  const levelsOf = async (ticketId: string) =>
    (
      await desk.test.rows<{ level: number }>(
        desk.tenant,
        sql`select level from sla_escalations where tenant_id = ${desk.tenant} and ticket_id = ${ticketId} order by at, level`,
      )
    ).map(({ level }) => level);
  const ticket = await desk.open('10:00', escalated);
  await desk.wait('10:43');
  expect(await levelsOf(ticket)).toEqual([1]);
  await desk.wait('11:10');
  expect(await levelsOf(ticket)).toEqual([1, 3]);
  // The other clock's first level is below what is reached.
  await desk.wait('12:55');
  expect(await levelsOf(ticket)).toEqual([1, 3]);
  expect(await desk.told(ticket)).toEqual(['sla.threshold_crossed response 70', 'sla.breached response 110']);
});

it('takes an imported ticket in silence, and warns of what is still to come', async () => {
  await desk.moveTo('15:00');
  const muted = { isMuted: true, at: at('10:00') };
  const ticket = (
    await desk.call(createTicket, { title: 'From the old system', clientId: gold }, { ...desk.staff, ...muted })
  ).id;
  await desk.settle();
  expect(await desk.told(ticket)).toEqual([]);
  expect(await desk.firings(ticket)).toEqual([
    'response 0 75 suppressed',
    'response 0 90 suppressed',
    'response 0 100 suppressed',
    'resolution 0 75 suppressed',
    'resolution 0 90 suppressed',
    'resolution 0 100 suppressed',
  ]);
  expect((await desk.clocks('15:01', ticket)).response).toMatchObject({
    startedAt: at('10:00'),
    breachedAt: at('11:00'),
  });

  await desk.moveTo('2024-01-05T12:00');
  const young = (
    await desk.call(
      createTicket,
      { title: 'From the old system, younger', clientId: gold },
      { ...desk.staff, ...muted },
    )
  ).id;
  await desk.settle();
  expect(await desk.told(young)).toEqual([]);
  await desk.wait('13:01');
  expect(await desk.told(young)).toEqual(['sla.threshold_crossed resolution 75']);
});

it('gives lists the clock that is due first', async () => {
  const running = await desk.open('10:00', gold);
  const paused = await desk.open('10:00', gold);
  const done = await desk.open('10:00', gold);
  await desk.reply('10:05', running);
  await desk.status('10:30', paused, 'Waiting for customer');
  await desk.reply('10:05', done);
  await desk.status('10:30', done, 'Resolved');
  const free = (await desk.call(createClient, { name: 'Nobody' })).id;
  const none = await desk.open('10:00', free, { priorityId: desk.priority('Medium') });
  await desk.act('10:40', updateTicket, { id: none, title: 'Another title' });
  const { rows } = await desk.call(
    getSlaForTickets,
    { ticketIds: [running, paused, done, newId()] },
    await desk.moveTo('10:45'),
  );
  const byId = Object.fromEntries(rows.map((row) => [row.ticketId, row]));
  expect(rows).toHaveLength(3);
  expect(byId[running]).toMatchObject({
    clock: 'resolution',
    state: 'running',
    dueAt: at('14:00'),
    isAtRisk: false,
    isBreached: false,
  });
  expect(byId[paused]).toMatchObject({ clock: 'response', state: 'paused', dueAt: null, remainingMinutes: 30 });
  expect(byId[done]).toMatchObject({ clock: 'resolution', state: 'met' });
});
