import { updateTicket } from '@kelp/tickets';
import { sql } from '@kelp/platform/db';
import { callerWith } from '@kelp/testing';
import { createTenant } from '@kelp/tenants';
import {
  assignSlaPolicy,
  createBusinessCalendar,
  createSlaPolicy,
  deleteBusinessCalendar,
  deleteSlaPolicy,
  getBusinessCalendar,
  getSlaPolicy,
  getTicketSla,
  listBusinessCalendars,
  listSlaPolicies,
  updateBusinessCalendar,
  updateSlaPolicy,
} from '../contract';
import { at } from '../domain/testing/story';
import { alwaysOpen, nineToFive, openDesk, type Desk } from './desk';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk('America/New_York');
});
afterAll(() => desk.close());

const won = async (ticketId: string) => (await desk.call(getTicketSla, { ticketId })).policy;

describe('a new workspace', () => {
  it('has business hours in its zone and targets for every priority', async () => {
    const { rows } = await desk.call(listSlaPolicies, {});
    const standard = rows.find((row) => row.isDefault);
    expect(standard).toMatchObject({ name: 'Standard', calendarName: 'Business hours', clientCount: 0, boardCount: 0 });
    const policy = await desk.call(getSlaPolicy, { id: standard?.id ?? '' });
    expect(policy.targets).toHaveLength(18);
    expect(policy.rules.map(({ kind, percent }) => `${kind} ${percent}`)).toEqual([
      ...[75, 90, 100].map((percent) => `notify ${percent}`),
      ...[70, 90, 110].map((percent) => `escalate ${percent}`),
    ]);
    const calendar = await desk.call(getBusinessCalendar, { id: policy.calendarId });
    expect(calendar).toMatchObject({
      zone: 'America/New_York',
      neverOpens: false,
      hours: { week: { mon: [['08:00', '17:00']] } },
    });
  });

  it('is due in business hours on its own walls', async () => {
    const ticket = await desk.open('2024-01-05T21:00', null, { priorityId: desk.priority('Urgent') });
    // Friday 16:00 in New York: one hour is left of the day, three follow on Monday from 08:00.
    expect(await desk.clocks('2024-01-05T21:01', ticket)).toMatchObject({
      response: { dueAt: at('2024-01-05T21:30'), level: 'default', policyName: 'Standard' },
      resolution: { dueAt: at('2024-01-08T16:00') },
    });
  });

  it('counts P1 around the clock', async () => {
    const ticket = await desk.open('2024-01-06T03:00', null, {
      boardId: desk.board('Alerts & Monitoring'),
      impact: 1,
      urgency: 1,
    });
    expect((await desk.clocks('2024-01-06T03:01', ticket)).resolution).toMatchObject({
      dueAt: at('2024-01-06T04:00'),
      explanation: { zone: null },
    });
  });
});

describe('the ladder', () => {
  it('takes the client’s policy, else the board’s, else the default; an empty one is a deliberate no', async () => {
    const client = await desk.client('Laddered', null);
    const [own, boards, empty] = [
      await desk.policy('Own'),
      await desk.policy('Board'),
      await desk.policy('Empty', { targets: {} }),
    ];
    const boardId = desk.board('Service Desk');
    const ticket = await desk.open('10:00', client);
    expect(await won(ticket)).toMatchObject({ name: 'Standard', level: 'default' });
    await desk.act('10:01', assignSlaPolicy, { policyId: boards, boardId });
    expect(await won(ticket)).toMatchObject({ name: 'Board', level: 'board' });
    await desk.act('10:02', assignSlaPolicy, { policyId: own, clientId: client });
    expect(await won(ticket)).toMatchObject({ name: 'Own', level: 'client' });
    await desk.act('10:03', assignSlaPolicy, { policyId: empty, clientId: client });
    expect(await desk.call(getTicketSla, { ticketId: ticket })).toMatchObject({
      policy: { name: 'Empty', level: 'client' },
      clocks: [{ state: 'cancelled' }, { state: 'cancelled' }],
    });
    await desk.act('10:04', deleteSlaPolicy, { id: empty });
    expect(await won(ticket)).toMatchObject({ name: 'Board', level: 'board' });
    await desk.act('10:05', assignSlaPolicy, { policyId: null, boardId });
    expect(await won(ticket)).toMatchObject({ name: 'Standard', level: 'default' });
    await expect(desk.call(getSlaPolicy, { id: empty })).rejects.toMatchObject({ id: 'not_found' });
    await expect(desk.test.as(desk.staff, assignSlaPolicy, { policyId: own })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('never lets the default go', async () => {
    const id = (await desk.call(listSlaPolicies, {})).rows.find((row) => row.isDefault)?.id ?? '';
    await expect(desk.call(deleteSlaPolicy, { id })).rejects.toMatchObject({ id: 'sla_policy.is_default' });
    const other = await desk.policy('Next default');
    await desk.call(updateSlaPolicy, { id: other, isDefault: true });
    const ticket = await desk.open('10:00', null);
    expect(await won(ticket)).toMatchObject({ name: 'Next default', level: 'default' });
    await desk.call(updateSlaPolicy, { id, isDefault: true });
    await desk.settle();
    expect(await won(ticket)).toMatchObject({ name: 'Standard' });
  });
});

describe('a changed policy', () => {
  it('retargets what runs and leaves verdicts alone', async () => {
    const client = await desk.client('Edited');
    const ticket = await desk.open('10:00', client);
    await desk.reply('10:50', ticket);
    const id = (await won(ticket))?.id ?? '';
    const medium = desk.priority('Medium');
    const targets = [
      { priorityId: medium, clock: 'response' as const, amount: 10 },
      { priorityId: medium, clock: 'resolution' as const, amount: 120 },
    ];
    await desk.act('11:00', updateSlaPolicy, { id, targets });
    expect(await desk.clocks('11:01', ticket)).toMatchObject({
      response: { state: 'met', targetMinutes: 60 },
      resolution: { state: 'running', dueAt: at('12:00') },
    });
    const { version } = await desk.call(getSlaPolicy, { id });
    await desk.call(updateSlaPolicy, { id, version, name: 'Renamed' });
    await expect(desk.call(updateSlaPolicy, { id, version, name: 'Again' })).rejects.toMatchObject({ id: 'stale' });
  });

  it('refuses doubled targets, levels without an escalation, and names that are taken', async () => {
    const calendarId = (await desk.call(listBusinessCalendars, {})).rows[0]?.id ?? '';
    const target = { priorityId: desk.priority('Low'), clock: 'response' as const, amount: 5 };
    const base = { name: 'Refused', calendarId };
    await expect(desk.call(createSlaPolicy, { ...base, targets: [target, target] })).rejects.toMatchObject({
      id: 'invalid',
    });
    await expect(
      desk.call(createSlaPolicy, { ...base, rules: [{ kind: 'notify', percent: 50, level: 1 }] }),
    ).rejects.toMatchObject({
      fields: { 'rules.0.level': expect.any(String) },
    });
    await expect(desk.call(createSlaPolicy, { ...base, name: 'STANDARD' })).rejects.toMatchObject({ status: 409 });
    await expect(desk.call(createSlaPolicy, base, callerWith(desk.tenant, ['sla_policy.read']))).rejects.toMatchObject({
      id: 'forbidden',
    });
  });
});

describe('a changed calendar', () => {
  it('moves what runs from its effective instant on, and explains it', async () => {
    const client = await desk.client('Calendars', { hours: nineToFive, targets: { Medium: [60, 600] } });
    const done = await desk.open('09:00', client);
    await desk.status('16:00', done, 'Resolved');
    const ticket = await desk.open('15:00', client);
    expect((await desk.clocks('16:00', ticket)).resolution?.dueAt).toEqual(at('2024-01-08T17:00'));
    const calendarId = (await desk.call(getSlaPolicy, { id: (await won(ticket))?.id ?? '' })).calendarId;
    const hours = { ...nineToFive, holidays: [{ date: '2024-01-08', name: 'Plough Monday', recurring: false }] };
    const caller = await desk.moveTo('16:10');
    await expect(
      desk.call(updateBusinessCalendar, { id: calendarId, hours, effectiveAt: '2024-01-05T16:00:00Z' }, caller),
    ).rejects.toMatchObject({
      fields: { effectiveAt: expect.any(String) },
    });
    await desk.act('16:10', updateBusinessCalendar, { id: calendarId, hours });
    const { resolution } = await desk.clocks('16:11', ticket);
    expect(resolution).toMatchObject({
      dueAt: at('2024-01-09T17:00'),
      explanation: { holidays: [{ date: '2024-01-08', name: 'Plough Monday' }], countedMinutes: 600 },
    });
    const shorter = { ...nineToFive, week: { fri: [['09:00', '10:00'] as [string, string]] } };
    await desk.act('16:20', updateBusinessCalendar, { id: calendarId, hours: shorter });
    expect((await desk.clocks('16:21', done)).resolution).toMatchObject({
      state: 'met',
      explanation: { countedMinutes: 420 },
    });
    expect((await desk.call(getBusinessCalendar, { id: calendarId })).number).toBe(3);
    await expect(desk.call(deleteBusinessCalendar, { id: calendarId })).rejects.toMatchObject({
      id: 'business_calendar.in_use',
    });
  });

  it('is refused with one sentence per wrong field, and may be deleted while nothing counts by it', async () => {
    const wrong = { ...nineToFive, timezone: 'Mars/Olympus', week: { mon: [['09:00', '09:00'] as [string, string]] } };
    await expect(desk.call(createBusinessCalendar, { name: 'Mars', hours: wrong })).rejects.toMatchObject({
      fields: { 'hours.timezone': expect.any(String), 'hours.week.mon.0': expect.any(String) },
    });
    const { id } = await desk.call(createBusinessCalendar, { name: 'Never', hours: { ...nineToFive, week: {} } });
    expect(await desk.call(getBusinessCalendar, { id })).toMatchObject({ neverOpens: true });
    const night = {
      ...alwaysOpen,
      alwaysOpen: false,
      week: { fri: [['22:00', '06:00'] as [string, string]] },
      exceptions: [{ date: '2024-12-24', intervals: [] }],
    };
    await desk.call(updateBusinessCalendar, { id, name: 'Nights', hours: night });
    expect((await desk.call(getBusinessCalendar, { id })).hours).toEqual({
      ...night,
      week: { fri: [['22:00', '30:00']] },
      nightShift: 'opening_day',
      holidayCalendarIds: [],
    });
    await desk.call(deleteBusinessCalendar, { id });
    await expect(desk.call(getBusinessCalendar, { id })).rejects.toMatchObject({ id: 'not_found' });
  });
});

it('shows nothing of another workspace', async () => {
  const foreign = await createTenant(desk.test.house, { name: 'Other', zone: 'UTC', currency: 'USD' });
  const other = callerWith(foreign, 'all');
  const mine = (await desk.call(listSlaPolicies, {})).rows[0];
  const ticket = await desk.open('10:00', null);
  await desk.act('10:01', updateTicket, { id: ticket, title: 'Another' });
  await expect(desk.call(getSlaPolicy, { id: mine?.id ?? '' }, other)).rejects.toMatchObject({ id: 'not_found' });
  await expect(desk.call(getTicketSla, { ticketId: ticket }, other)).rejects.toMatchObject({ id: 'not_found' });
  const calendarId = (await desk.call(listBusinessCalendars, {}, other)).rows[0]?.id ?? '';
  await expect(
    desk.call(
      createSlaPolicy,
      { name: 'x', calendarId, targets: [{ priorityId: desk.priority('Low'), clock: 'response', amount: 5 }] },
      other,
    ),
  ).rejects.toMatchObject({ id: 'not_found' });
  const rows = await desk.test.rows(foreign, sql`select 1 from sla_facts where tenant_id = ${desk.tenant}`);
  expect(rows).toEqual([]);
});
