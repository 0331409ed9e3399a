import { deactivateUser } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { createTicket } from '@kelp/tickets';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  discardTimer,
  getTimer,
  getTimeEntry,
  listTimeEntries,
  listWorkSchedules,
  startTimer,
  stopTimer,
  updateTimer,
  updateTimeSettings,
  updateWorkSchedule,
} from '../contract';
import { timeModule } from '../module';
import { addService, openWorkshop, type Workshop } from '../testing/workshop';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let test: TestHouse;
let shop: Workshop;
let offset = 0;

/** Moves the clock of the house on. */
async function pass(ms: number) {
  offset += ms;
  await test.travel(offset);
}

beforeAll(async () => {
  test = await testHouse(timeModule);
  // Tuesday, 10 March 2026, 9:00 in Chicago
  offset = Date.UTC(2026, 2, 10, 14) - Date.now();
});
beforeEach(async () => {
  await test.travel(offset);
  shop = await openWorkshop(test);
  await test.as(shop.olive, updateTimeSettings, { defaultServiceId: shop.remote });
});
afterAll(() => test.close());

const entriesOf = async () => (await test.as(shop.tess, listTimeEntries, { userId: 'me', limit: 50 })).rows;
const anotherTicket = () => test.as(shop.olive, createTicket, { title: 'Mail is slow', clientId: shop.clientId });

it('runs once for a person, and a second press on the same ticket starts nothing anew', async () => {
  expect((await test.as(shop.tess, getTimer, {})).timer).toBeNull();
  const first = await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  await pass(5 * minuteMs);
  const again = await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  expect(again).toMatchObject({ id: first.id, isNew: false, stopped: null, startedAt: first.startedAt });
  const { timer, now } = await test.as(shop.tess, getTimer, {});
  expect(timer).toMatchObject({ id: first.id, ticket: { title: 'Printer offline' }, client: { name: 'Acme Dental' } });
  expect(now.getTime() - first.startedAt.getTime()).toBeGreaterThanOrEqual(5 * minuteMs);
  // a colleague's is their own
  expect((await test.as(shop.tom, getTimer, {})).timer).toBeNull();
  await expect(test.as(shop.tom, stopTimer, { id: first.id, submit: false })).rejects.toMatchObject({
    id: 'not_found',
  });
});

it('stops the old one at the very instant the new one starts: a draft waits, and nothing overlaps', async () => {
  await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  await pass(25 * minuteMs);
  const other = await anotherTicket();
  const { stopped, startedAt, warnings } = await test.as(shop.tess, startTimer, { ticketId: other.id });
  expect(stopped).toMatchObject({ minutes: 25, about: 'Printer offline' });
  expect(warnings).toEqual([]);
  const entry = await test.as(shop.tess, getTimeEntry, { id: stopped?.entryId ?? '' });
  expect(entry).toMatchObject({ state: 'draft', service: { name: 'Remote support' }, minutes: 25 });
  expect(entry.endedAt).toEqual(startedAt);
  await pass(10 * minuteMs);
  const { timer } = await test.as(shop.tess, getTimer, {});
  const done = await test.as(shop.tess, stopTimer, { id: timer?.id ?? '', notes: ' Done. ', submit: true });
  expect(done).toMatchObject({ minutes: 10, about: 'Mail is slow', warnings: [] });
  expect(await test.as(shop.tess, getTimeEntry, { id: done.entryId })).toMatchObject({
    state: 'submitted',
    notes: 'Done.',
  });
});

it('keeps one timer when two devices start at once, and the second to stop is told', async () => {
  const other = await anotherTicket();
  await Promise.all([
    test.as(shop.tess, startTimer, { ticketId: shop.ticketId }),
    test.as(shop.tess, startTimer, { ticketId: other.id }),
  ]);
  const { timer } = await test.as(shop.tess, getTimer, {});
  const id = timer?.id ?? '';
  const answers = await Promise.allSettled([
    test.as(shop.tess, stopTimer, { id, submit: false }),
    test.as(shop.tess, stopTimer, { id, submit: false }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await entriesOf()).toHaveLength(2);
  await test.as(shop.tess, startTimer, {});
  await expect(test.as(shop.tess, stopTimer, { id, submit: false })).rejects.toMatchObject({ id: 'timer.stopped' });
});

it('runs without a ticket, says what it is about, and may be moved to an earlier start or thrown away', async () => {
  const { id, startedAt } = await test.as(shop.tess, startTimer, { clientId: shop.clientId, notes: 'Stock taking' });
  const { timer } = await test.as(shop.tess, getTimer, {});
  expect(timer).toMatchObject({ ticket: null, client: { id: shop.clientId }, notes: 'Stock taking' });
  const earlier = new Date(startedAt.getTime() - 30 * minuteMs);
  const { version } = await test.as(shop.tess, updateTimer, {
    id,
    version: 1,
    startedAt: earlier,
    serviceId: shop.onsite,
    isBillable: false,
  });
  await expect(test.as(shop.tess, updateTimer, { id, version: 1, notes: 'x' })).rejects.toMatchObject({ id: 'stale' });
  await expect(
    test.as(shop.tess, updateTimer, { id, version, startedAt: new Date(startedAt.getTime() + hourMs) }),
  ).rejects.toMatchObject({ fields: { startedAt: 'Choose an earlier start.' } });
  await expect(
    test.as(shop.tess, updateTimer, { id, version, startedAt: new Date(startedAt.getTime() - 25 * hourMs) }),
  ).rejects.toMatchObject({ fields: { startedAt: 'Choose a later start.' } });
  const { entryId } = await test.as(shop.tess, stopTimer, { id, submit: false });
  expect(await test.as(shop.tess, getTimeEntry, { id: entryId })).toMatchObject({
    startedAt: earlier,
    minutes: 30,
    billableMinutes: 0,
    service: { name: 'Onsite visit' },
  });
  const next = await test.as(shop.tess, startTimer, {});
  await test.as(shop.tess, discardTimer, { id: next.id });
  expect((await test.as(shop.tess, getTimer, {})).timer).toBeNull();
  expect(await entriesOf()).toHaveLength(1);
});

it('takes the service last worked on where none is the default, and asks where there is none', async () => {
  await test.as(shop.olive, updateTimeSettings, { defaultServiceId: null });
  const { id } = await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  await pass(minuteMs);
  await expect(test.as(shop.tess, stopTimer, { id, submit: false })).rejects.toMatchObject({
    fields: { serviceId: 'Choose a service.' },
  });
  await test.as(shop.tess, stopTimer, { id, serviceId: shop.onsite, submit: false });
  const next = await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  await pass(minuteMs);
  await test.as(shop.tess, stopTimer, { id: next.id, submit: false });
  expect((await entriesOf()).map(({ service }) => service.name)).toEqual(['Onsite visit', 'Onsite visit']);
  const fixed = await addService(test, shop.tenant, 'Backup', 'fixed');
  await expect(test.as(shop.tess, startTimer, { serviceId: fixed })).rejects.toMatchObject({ id: 'invalid' });
  await expect(test.as(shop.tess, startTimer, { ticketId: newId() })).rejects.toMatchObject({ id: 'not_found' });
});

it('does not guess when a timer was left running over the night, but says when the day ended', async () => {
  const { id, startedAt } = await test.as(shop.tess, startTimer, { ticketId: shop.ticketId });
  await pass(20 * hourMs);
  const { timer } = await test.as(shop.tess, getTimer, {});
  const fivePm = timer?.suggestedEnd;
  expect(fivePm && fivePm >= startedAt).toBe(true);
  await expect(test.as(shop.tess, startTimer, {})).rejects.toMatchObject({ id: 'timer.forgotten' });
  await pass(8 * hourMs);
  await expect(test.as(shop.tess, stopTimer, { id, submit: false })).rejects.toMatchObject({
    fields: { endedAt: 'Split the work into days.' },
  });
  await test.as(shop.tess, stopTimer, { id, endedAt: new Date(startedAt.getTime() + hourMs), submit: false });
  expect((await entriesOf())[0]).toMatchObject({ minutes: 60 });
});

it('keeps as a draft what ran when its person was deactivated', async () => {
  await test.as(shop.tess, startTimer, { ticketId: shop.ticketId, notes: 'Cabling' });
  await pass(3 * minuteMs);
  await test.as(shop.olive, deactivateUser, { id: shop.tess.actor.id ?? '' });
  await settle(test);
  expect(await test.rows(shop.tenant, sql`select id from timers where tenant_id = ${shop.tenant}`)).toEqual([]);
  const { rows } = await test.as(shop.mona, listTimeEntries, { limit: 50 });
  expect(rows).toMatchObject([{ state: 'draft', minutes: 3, notes: 'Cabling', person: { name: 'Tess' } }]);
});

it('knows when people work: the usual hours, or their own', async () => {
  const tess = shop.tess.actor.id ?? '';
  const rowOf = async () => (await test.as(shop.mona, listWorkSchedules, { userIds: [tess] })).rows[0];
  expect(await rowOf()).toMatchObject({ isUsual: true, person: { name: 'Tess', zone: 'America/Chicago' } });
  const day = { startMinute: 600, endMinute: 1080, breakMinutes: 30 };
  await test.as(shop.mona, updateWorkSchedule, { userId: tess, week: [day, day, null, day, day, null, null] });
  expect(await rowOf()).toMatchObject({ isUsual: false, week: [day, day, null, day, day, null, null] });
  await test.as(shop.mona, updateWorkSchedule, { userId: tess, week: null });
  expect(await rowOf()).toMatchObject({ isUsual: true });
  await expect(
    test.as(shop.mona, updateWorkSchedule, { userId: tess, week: Array(7).fill({ ...day, endMinute: 600 }) }),
  ).rejects.toMatchObject({ id: 'invalid' });
  await expect(test.as(shop.tess, updateWorkSchedule, { userId: tess, week: null })).rejects.toMatchObject({
    id: 'forbidden',
  });
});
