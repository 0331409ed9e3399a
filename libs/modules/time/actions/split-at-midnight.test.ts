import { testHouse, type TestHouse } from '@kelp/testing';
import {
  createTimeEntry,
  listTimeEntries,
  startTimer,
  stopTimer,
  submitTimeSheet,
  updateTimeEntry,
  updateTimer,
  updateTimeSettings,
} from '../contract';
import { timeModule } from '../module';
import { openWorkshop, type Workshop } from '../testing/workshop';

let test: TestHouse;
let shop: Workshop;

beforeAll(async () => {
  test = await testHouse(timeModule);
});
beforeEach(async () => {
  shop = await openWorkshop(test);
});
afterAll(() => test.close());

const at = (text: string) => new Date(text);
/** 23:30 on 10 March to 00:30 in Chicago. */
const night = { startedAt: at('2026-03-11T04:30:00Z'), endedAt: at('2026-03-11T05:30:00Z') };
const midnight = at('2026-03-11T05:00:00Z');
const create = (more: object = {}) =>
  test.as(shop.tess, createTimeEntry, {
    ...{ ticketId: shop.ticketId, serviceId: shop.remote, notes: 'Night shift', submit: false },
    ...night,
    ...more,
  });
const days = async () =>
  (await test.as(shop.tess, listTimeEntries, { userId: 'me', limit: 50 })).rows.sort(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime(),
  );

it('makes an entry a day of work over midnight, touching there, with all else the same', async () => {
  const { id, laterIds, warnings } = await create({ splitAtMidnight: true, submit: true });
  expect(warnings).toEqual([]);
  const [first, second, ...none] = await days();
  expect(none).toEqual([]);
  expect([first?.id, second?.id]).toEqual([id, ...laterIds]);
  const shared = {
    notes: 'Night shift',
    state: 'submitted',
    service: { id: shop.remote },
    minutes: 30,
    zone: 'America/Chicago',
  };
  expect(first).toMatchObject({ ...shared, workDate: '2026-03-10', startedAt: night.startedAt, endedAt: midnight });
  expect(second).toMatchObject({ ...shared, workDate: '2026-03-11', startedAt: midnight, endedAt: night.endedAt });
  expect(second).toMatchObject({ ticket: { id: shop.ticketId }, client: { name: 'Acme Dental' } });
});

it('leaves work within a day, and work with less than a minute beyond midnight, whole', async () => {
  const within = { startedAt: at('2026-03-10T14:00:00Z'), endedAt: at('2026-03-10T15:00:00Z') };
  expect((await create({ ...within, splitAtMidnight: true })).laterIds).toEqual([]);
  const barely = { startedAt: at('2026-03-13T04:00:00Z'), endedAt: at('2026-03-13T05:00:20Z') };
  expect((await create({ ...barely, splitAtMidnight: true })).laterIds).toEqual([]);
  expect((await create()).laterIds).toEqual([]);
  expect(await days()).toMatchObject([
    { workDate: '2026-03-10', minutes: 60 },
    { workDate: '2026-03-10', minutes: 60 },
    { workDate: '2026-03-12', minutes: 60 },
  ]);
});

it('shares billable minutes by the minutes of each day', async () => {
  await create({ startedAt: at('2026-03-11T04:15:00Z'), billableMinutes: 50, splitAtMidnight: true });
  expect(await days()).toMatchObject([
    { minutes: 45, billableMinutes: 30 },
    { minutes: 30, billableMinutes: 20 },
  ]);
});

it('writes neither half when one of the days is handed in already, or when the whole overlaps where that is refused', async () => {
  await test.as(shop.tess, submitTimeSheet, { date: '2026-03-16' });
  // Sunday the 15th to Monday the 16th
  const weekend = { startedAt: at('2026-03-16T04:30:00Z'), endedAt: at('2026-03-16T05:30:00Z') };
  await expect(create({ ...weekend, splitAtMidnight: true })).rejects.toMatchObject({ id: 'time_sheet.closed' });
  expect(await days()).toEqual([]);
  await create({ startedAt: midnight, endedAt: at('2026-03-11T06:00:00Z') });
  await test.as(shop.olive, updateTimeSettings, { overlapPolicy: 'block' });
  await expect(create({ splitAtMidnight: true })).rejects.toMatchObject({ id: 'time_entry.overlap' });
  expect(await days()).toHaveLength(1);
  await expect(
    create({ startedAt: night.endedAt, endedAt: night.startedAt, splitAtMidnight: true }),
  ).rejects.toMatchObject({ id: 'invalid' });
});

it('splits an entry that was written whole, at midnight of its own zone, and hands both in', async () => {
  const { id, version } = await create({ isBillable: false });
  const saved = await test.as(shop.tess, updateTimeEntry, {
    id,
    version,
    notes: 'Backup',
    submit: true,
    splitAtMidnight: true,
  });
  expect(saved.laterIds).toHaveLength(1);
  const shared = { notes: 'Backup', state: 'submitted', minutes: 30, billableMinutes: 0 };
  expect(await days()).toMatchObject([
    { id, ...shared, workDate: '2026-03-10', endedAt: midnight },
    { ...shared, workDate: '2026-03-11', startedAt: midnight, endedAt: night.endedAt },
  ]);
  // a second press finds nothing to split
  const again = await test.as(shop.tess, updateTimeEntry, {
    id,
    version: saved.version,
    submit: true,
    splitAtMidnight: true,
  });
  expect(again.laterIds).toEqual([]);
  expect(await days()).toHaveLength(2);
});

it('splits what a timer ran over midnight', async () => {
  const tess = { ...shop.tess, at: at('2026-03-11T05:20:00Z') };
  const { id } = await test.as(tess, startTimer, { ticketId: shop.ticketId, serviceId: shop.remote });
  await test.as(tess, updateTimer, { id, version: 1, startedAt: night.startedAt });
  const done = await test.as({ ...tess, at: night.endedAt }, stopTimer, { id, submit: false, splitAtMidnight: true });
  expect(done).toMatchObject({ minutes: 60, about: 'Printer offline', warnings: [] });
  expect(await days()).toMatchObject([
    { minutes: 30, workDate: '2026-03-10' },
    { minutes: 30, workDate: '2026-03-11' },
  ]);
});
