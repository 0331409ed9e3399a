import { createClient, updateClient } from '@kelp/clients';
import { createTeam, identityModule } from '@kelp/identity';
import type { Caller, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { listSlaPolicies, slaModule, updateBusinessCalendar } from '@kelp/sla';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  createRecurringTicket,
  createTicketTemplate,
  deleteRecurringTicket,
  deleteTicketTemplate,
  getRecurringTicket,
  getTicket,
  listRecurringTickets,
  listTickets,
  previewRecurrence,
  ticketHistory,
  updateRecurringTicket,
} from '../contract';
import { ticketsModule } from '../module';
import { openRecurringTicket } from '../jobs/open-recurring-ticket';
import { openOccurrence } from '../open-occurrence';
import { addColleague, openDesk } from '../testing/prepared-desk';

const day = 86_400_000;
let test: TestHouse;
let tenant: string;
let tess: Caller;
let tom: Caller;

beforeAll(async () => {
  test = await testHouse(ticketsModule, slaModule, identityModule);
});
beforeEach(async () => {
  await test.travel(0);
  ({ tenant, tess, tom } = await openDesk(test, 'UTC'));
});
afterAll(() => test.close());

type Wish = z.output<typeof createRecurringTicket.input>;
const clock = (at: Date) => at.toISOString().slice(0, 16);
/** Every day from an hour from now on. */
const daily = (more: Partial<Wish> = {}): Wish => ({
  name: `Server care ${newId()}`,
  title: 'Monthly server care',
  assignment: 'template',
  rule: 'FREQ=DAILY',
  zone: 'UTC',
  startsAtWall: clock(new Date(Date.now() + 3_600_000)),
  closedDays: 'keep',
  catchUp: 'last',
  ...more,
});
const create = (more: Partial<Wish> = {}) => test.as(tess, createRecurringTicket, daily(more));
const opened = async () =>
  (await test.as(tess, listTickets, { state: 'all', sort: 'number', direction: 'asc', limit: 100 })).rows;
/** Lets business time go on to so many milliseconds from now, with everything that then comes due. */
async function letPass(milliseconds: number): Promise<void> {
  await test.travel(milliseconds);
  await settle(test);
}

it('opens one ticket per occurrence, whatever repeats, and its history names it', async () => {
  const { id } = await create();
  await letPass(30 * 60_000);
  expect(await opened()).toHaveLength(0);
  await letPass(61 * 60_000);
  await letPass(62 * 60_000);
  const [ticket] = await opened();
  expect(await opened()).toHaveLength(1);
  const { entries } = await test.as(tess, ticketHistory, { id: ticket?.id ?? '' });
  const named = entries.flatMap(({ changes }) => changes).find(({ field }) => field === 'recurringTicketId');
  expect(named?.after).toMatch(/^Server care/);
  const [run] = (await test.as(tess, getRecurringTicket, { id })).runs;
  expect(run).toMatchObject({ outcome: 'created', ticket: { id: ticket?.id } });
  const again = { id, originalStart: run?.originalStart ?? '', dueAt: new Date().toISOString() };
  await test.inside(tenant, (ctx) => openOccurrence(ctx, again));
  await test
    .inside(tenant, (ctx) => ctx.enqueue(openRecurringTicket, again).then(() => undefined))
    .catch(() => undefined);
  await Promise.all([1, 2, 3].map(() => test.inside(tenant, (ctx) => openOccurrence(ctx, again))));
  await settle(test);
  expect(await opened()).toHaveLength(1);
});

it.each([
  ['none', 0, 4],
  ['last', 1, 3],
  ['all', 4, 0],
] as const)('after four days of standing still catches up %s', async (catchUp, created, missed) => {
  const { id } = await create({ catchUp });
  await letPass(3 * day + 3 * 3_600_000);
  expect(await opened()).toHaveLength(created);
  const { runs } = await test.as(tess, getRecurringTicket, { id });
  expect(runs.filter(({ outcome }) => outcome === 'missed')).toHaveLength(missed);
  expect(new Set(runs.map(({ originalStart }) => originalStart)).size).toBe(4);
});

it('gives turns to people in their order, passing over who has left', async () => {
  const amy = await addColleague(test, tenant, 'Amy');
  const personIds = [tom, tess, amy].map(({ actor }) => actor.id ?? '');
  await create({ assignment: 'people', personIds });
  await letPass(2 * 3_600_000);
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(sql`update users set is_active = false where tenant_id = ${tenant} and id = ${tess.actor.id}`),
  );
  for (let n = 1; n <= 2; n += 1) await letPass(n * day + 2 * 3_600_000);
  expect((await opened()).map(({ assignee }) => assignee?.name)).toEqual(['Tom', 'Amy', 'Tom']);
});

it('gives turns to a team and puts the team on the ticket', async () => {
  const team = await test.as(tess, createTeam, {
    name: 'Field',
    members: [tess, tom].map(({ actor }) => ({ userId: actor.id ?? '', role: 'member' as const })),
  });
  await create({ assignment: 'team', teamId: team.id });
  for (let n = 0; n < 2; n += 1) await letPass(n * day + 2 * 3_600_000);
  const rows = await opened();
  expect(new Set(rows.map(({ assignee }) => assignee?.name))).toEqual(new Set(['Tess', 'Tom']));
  expect(await test.as(tess, getTicket, { id: rows[0]?.id ?? '' })).toMatchObject({ team: { name: 'Field' } });
});

it('opens nothing while paused, and nothing of the pause afterwards', async () => {
  const { id } = await create({ catchUp: 'all' });
  await test.as(tess, updateRecurringTicket, { id, isPaused: true });
  expect((await test.as(tess, listRecurringTickets, {})).rows.find((row) => row.id === id)?.nextAt).toBeNull();
  await letPass(2 * day);
  await test.as(tess, updateRecurringTicket, { id, isPaused: false });
  await settle(test);
  expect(await opened()).toHaveLength(0);
  await letPass(3 * day + 2 * 3_600_000);
  expect((await opened()).length).toBeGreaterThan(0);
});

it('makes the ticket from its template, for its client', async () => {
  const client = await test.as(tess, createClient, { name: 'Acme Dental', domains: [] });
  const template = await test.as(tess, createTicketTemplate, {
    name: 'Care',
    title: 'unused',
    description: 'Check the backups',
    assignedTo: tom.actor.id,
  });
  await create({ templateId: template.id, clientId: client.id });
  await letPass(2 * 3_600_000);
  const [row] = await opened();
  expect(row).toMatchObject({
    title: 'Monthly server care',
    client: { name: 'Acme Dental' },
    assignee: { name: 'Tom' },
  });
  expect((await test.as(tess, getTicket, { id: row?.id ?? '' })).comments[0]?.text).toBe('Check the backups');
  await expect(test.as(tess, deleteTicketTemplate, { id: template.id })).rejects.toMatchObject({
    id: 'ticket_template.used',
  });
});

it('notes with its sentence what a rule refuses, and goes on with the next', async () => {
  const client = await test.as(tess, createClient, { name: 'Gone Ltd', domains: [] });
  const { id } = await create({ clientId: client.id });
  await test.as(tess, updateClient, { id: client.id, isInactive: true });
  await letPass(2 * 3_600_000);
  expect((await test.as(tess, getRecurringTicket, { id })).runs).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('inactive') },
  ]);
  await test.as(tess, updateClient, { id: client.id, isInactive: false });
  await letPass(day + 2 * 3_600_000);
  expect(await opened()).toHaveLength(1);
});

describe('the preview', () => {
  const firstMonday = { rule: 'FREQ=MONTHLY;BYDAY=1MO', zone: 'America/Chicago', startsAtWall: '2030-08-05T08:00' };
  const closeLaborDay = async () => {
    const [policy] = (await test.as(tess, listSlaPolicies, {})).rows;
    const week = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => [weekday, [['09:00', '17:00']]]),
    );
    await test.as(tess, updateBusinessCalendar, {
      id: policy?.calendarId ?? '',
      hours: {
        timezone: 'America/Chicago',
        alwaysOpen: false,
        week: week as never,
        holidays: [{ date: '2030-09-02', name: 'Labor Day', recurring: false }],
        exceptions: [],
        holidayCalendarIds: [],
        nightShift: 'opening_day',
      },
    });
  };

  it('shows the next five, and what holidays leave out or shift', async () => {
    await closeLaborDay();
    const say = async (closedDays: 'keep' | 'skip' | 'next_open_day') =>
      (await test.as(tess, previewRecurrence, { ...firstMonday, closedDays })).dates.map(
        ({ wall, what }) => `${wall.slice(0, 10)} ${what}`,
      );
    expect(await say('keep')).toEqual([
      '2030-08-05 opens',
      '2030-09-02 opens',
      '2030-10-07 opens',
      '2030-11-04 opens',
      '2030-12-02 opens',
    ]);
    expect(await say('skip')).toEqual([
      '2030-08-05 opens',
      '2030-09-02 skipped',
      '2030-10-07 opens',
      '2030-11-04 opens',
      '2030-12-02 opens',
      '2031-01-06 opens',
    ]);
    expect((await say('next_open_day'))[1]).toBe('2030-09-03 shifted');
  });

  it('follows single dates that were cancelled or moved', async () => {
    const { dates } = await test.as(tess, previewRecurrence, {
      ...firstMonday,
      closedDays: 'keep',
      changes: [
        { original: '2030-08-05T08:00', kind: 'cancelled' },
        { original: '2030-10-07T08:00', kind: 'moved', to: '2030-10-09T10:00' },
      ],
    });
    expect(dates.slice(0, 2).map(({ wall, what }) => [wall, what])).toEqual([
      ['2030-09-02T08:00', 'opens'],
      ['2030-10-09T10:00', 'moved'],
    ]);
  });
});

it('refuses what can never work, with a sentence at its field', async () => {
  await expect(create({ rule: 'FREQ=MINUTELY' })).rejects.toMatchObject({
    id: 'invalid',
    fields: { rule: expect.stringContaining('once a day') },
  });
  await expect(create({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' })).rejects.toMatchObject({ id: 'invalid' });
  await expect(create({ rule: 'FREQ=DAILY;COUNT=3', endsOn: '2040-01-01' })).rejects.toMatchObject({
    fields: { endsOn: expect.any(String) },
  });
  await expect(create({ assignment: 'person' })).rejects.toMatchObject({ fields: { assignedTo: expect.any(String) } });
  await expect(create({ assignment: 'people', personIds: [] })).rejects.toMatchObject({
    fields: { personIds: expect.any(String) },
  });
  await expect(
    test.as(callerWith(tenant, ['recurring_ticket.read']), createRecurringTicket, daily()),
  ).rejects.toMatchObject({ id: 'forbidden' });
});

it('leaves the tickets when it is deleted, and opens no more', async () => {
  const { id } = await create();
  await letPass(2 * 3_600_000);
  await test.as(tess, deleteRecurringTicket, { id });
  await letPass(3 * day);
  expect(await opened()).toHaveLength(1);
});
