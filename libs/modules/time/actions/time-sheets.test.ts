import { defineModule, fillServerSlot, type Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  approveTime,
  approveTimeSheets,
  commentTimeSheet,
  createTimeEntry,
  dayGaps,
  deleteTimeEntry,
  deleteTimePeriod,
  deleteTimeSheet,
  getTimeEntry,
  getTimeSheet,
  listTimePeople,
  listTimePeriods,
  logWithComment,
  missingSheets,
  openTimeSheet,
  quickLog,
  recallTimeSheet,
  requestSheetChanges,
  requestTimeChanges,
  reverseTimeSheet,
  setPeriodRule,
  setTimeCell,
  sheetsForApproval,
  submitTimeSheet,
  updateTimeEntry,
  updateTimeSettings,
} from '../contract';
import { writeTimePeriodsJob } from '../jobs/write-time-periods';
import { timeModule } from '../module';
import { entryIsLocked } from '../slots';
import { openWorkshop, type Workshop } from '../testing/workshop';

const locked = new Set<string>();
/** Stands for billing, which holds what it has invoiced. */
const above = defineModule('above', {
  needs: [timeModule],
  fillings: [
    fillServerSlot(entryIsLocked, async (_ctx, { entryId }) =>
      locked.has(entryId) ? 'Invoice INV-1 holds it.' : null,
    ),
  ],
});

let test: TestHouse;
let shop: Workshop;
// Thursday, 12 March 2026, 10:00 in Chicago
const now = Date.UTC(2026, 2, 12, 15);
const tuesday = '2026-03-10';

beforeAll(async () => {
  test = await testHouse(above);
});
beforeEach(async () => {
  locked.clear();
  await test.travel(now - Date.now());
  shop = await openWorkshop(test);
  await test.as(shop.olive, updateTimeSettings, { defaultServiceId: shop.remote });
});
afterAll(() => test.close());

const log = (caller: Caller, startedAt: string, minutes = 60, notes = 'Worked') =>
  test.as(caller, createTimeEntry, {
    ...{ ticketId: shop.ticketId, startedAt: new Date(startedAt), minutes, notes, submit: false },
  });
const submit = (caller: Caller, date = tuesday) => test.as(caller, submitTimeSheet, { date });
const stateOf = async (id: string) => (await test.as(shop.olive, getTimeEntry, { id })).state;
const sheet = (caller: Caller, date = tuesday) => test.as(caller, getTimeSheet, { date });

it('is a draft before anybody touches it, and logging waits for no period', async () => {
  const { id } = await log(shop.tess, '2026-03-10T14:00:00Z');
  const card = await sheet(shop.tess);
  expect(card).toMatchObject({ id: null, state: 'draft', startsOn: '2026-03-09', endsOn: '2026-03-16', minutes: 60 });
  expect(card.abilities).toEqual(['log', 'submit']);
  expect(card).toMatchObject({ capacityMinutes: 2400, today: '2026-03-12' });
  expect(card.days.map(({ minutes }) => minutes)).toEqual([0, 60, 0, 0, 0, 0, 0]);
  expect(await stateOf(id)).toBe('draft');
});

it('hands in the entries with it, and is read-only to its owner at every door', async () => {
  const { id, version } = await log(shop.tess, '2026-03-10T14:00:00Z');
  const handed = await submit(shop.tess);
  expect(handed).toMatchObject({ state: 'submitted', entries: 1, minutes: 60 });
  expect(await stateOf(id)).toBe('submitted');
  const closed = { id: 'time_sheet.closed' };
  const touched = version + 1;
  await expect(log(shop.tess, '2026-03-11T14:00:00Z')).rejects.toMatchObject(closed);
  await expect(
    test.as(shop.tess, updateTimeEntry, { id, version: touched, minutes: 30, submit: false }),
  ).rejects.toMatchObject(closed);
  await expect(test.as(shop.tess, deleteTimeEntry, { id, version: touched })).rejects.toMatchObject(closed);
  await expect(
    test.as(shop.tess, logWithComment, {
      ...{ ticketId: shop.ticketId, visibility: 'internal', text: 'Done', uploads: [], minutes: 5, isBillable: true },
    }),
  ).rejects.toMatchObject(closed);
  await expect(test.as(shop.tess, quickLog, { line: '15m yesterday phone' })).rejects.toMatchObject(closed);
  await expect(submit(shop.tess)).rejects.toMatchObject({ id: 'time_sheet.state' });
  // another week is another sheet, and moving time into this one is refused as well
  const before = await log(shop.tess, '2026-03-06T14:00:00Z');
  await expect(
    test.as(shop.tess, updateTimeEntry, {
      ...{
        id: before.id,
        version: before.version,
        startedAt: new Date('2026-03-11T14:00:00Z'),
        minutes: 60,
        submit: false,
      },
    }),
  ).rejects.toMatchObject(closed);
  // a colleague's is their own
  await log(shop.tom, '2026-03-10T14:00:00Z');
});

it('is recalled until a reviewer opens it', async () => {
  const { id: entryId } = await log(shop.tess, '2026-03-10T14:00:00Z');
  const { id } = await submit(shop.tess);
  await test.as(shop.tess, recallTimeSheet, { id });
  expect(await stateOf(entryId)).toBe('draft');
  await submit(shop.tess);
  await test.as(shop.pam, openTimeSheet, { id });
  expect((await sheet(shop.tess)).abilities).not.toContain('recall');
  await expect(test.as(shop.tess, recallTimeSheet, { id })).rejects.toMatchObject({ id: 'time_sheet.opened' });
  expect((await sheet(shop.tess)).openedBy).toMatchObject({ name: 'Pam' });
});

it('is approved whole by who manages the person, never by the person, and only when it is handed in', async () => {
  const { id: entryId } = await log(shop.tess, '2026-03-10T14:00:00Z');
  const { id } = await submit(shop.tess);
  await expect(test.as(shop.tess, approveTimeSheets, { ids: [id] })).rejects.toMatchObject({ id: 'forbidden' });
  const { rows } = await test.as(shop.pam, sheetsForApproval, {});
  expect(rows).toMatchObject([{ id, person: { name: 'Tess' }, minutes: 60, capacityMinutes: 2400 }]);
  expect(rows[0]?.flags).toEqual(['unpriced', 'short']);
  expect(await test.as(shop.pam, approveTimeSheets, { ids: [id] })).toEqual({ done: [id], skipped: [] });
  expect(await stateOf(entryId)).toBe('approved');
  expect(await sheet(shop.tess)).toMatchObject({ state: 'approved', approvedBy: { name: 'Pam' } });
  await expect(test.as(shop.pam, approveTimeSheets, { ids: [id] })).rejects.toMatchObject({ id: 'time_sheet.state' });
  // tom reports to nobody of pam's
  await log(shop.tom, '2026-03-10T14:00:00Z');
  const foreign = await submit(shop.tom);
  await expect(test.as(shop.pam, approveTimeSheets, { ids: [foreign.id] })).rejects.toMatchObject({ id: 'not_found' });
  await log(shop.mona, '2026-03-10T14:00:00Z');
  const own = await submit(shop.mona);
  await expect(test.as(shop.mona, approveTimeSheets, { ids: [own.id] })).rejects.toMatchObject({
    id: 'time_entry.own_approval',
  });
  const mixed = await test.as(shop.mona, approveTimeSheets, { ids: [own.id, foreign.id] });
  expect(mixed).toMatchObject({ done: [foreign.id], skipped: [{ id: own.id }] });
});

it('sends back single entries or all, with what was said, and hands in again', async () => {
  const first = await log(shop.tess, '2026-03-10T14:00:00Z');
  const second = await log(shop.tess, '2026-03-10T16:00:00Z');
  const { id } = await submit(shop.tess);
  await test.as(shop.mona, requestSheetChanges, { id, reason: 'Which printer?', entryIds: [first.id] });
  expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['changes_requested', 'submitted']);
  expect((await sheet(shop.tess)).abilities).toContain('submit');
  const { version } = await test.as(shop.tess, getTimeEntry, { id: first.id });
  await test.as(shop.tess, updateTimeEntry, { id: first.id, version, notes: 'The one upstairs', submit: false });
  await test.as(shop.tess, commentTimeSheet, { id, body: 'Added.' });
  await submit(shop.tess);
  expect(await stateOf(first.id)).toBe('submitted');
  await test.as(shop.mona, requestSheetChanges, { id, reason: 'All of it', entryIds: [] });
  expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['changes_requested', 'changes_requested']);
  const kinds = (await sheet(shop.tess)).comments.map(({ kind }) => kind);
  expect(kinds).toEqual(['submitted', 'changes_requested', 'comment', 'submitted', 'changes_requested']);
  await expect(test.as(shop.tom, commentTimeSheet, { id, body: 'Hm' })).rejects.toMatchObject({ id: 'not_found' });
});

it('takes an approval back with all its time, but not once an invoice holds any of it', async () => {
  const first = await log(shop.tess, '2026-03-10T14:00:00Z');
  const second = await log(shop.tess, '2026-03-11T14:00:00Z');
  const { id } = await submit(shop.tess);
  await test.as(shop.mona, approveTimeSheets, { ids: [id] });
  locked.add(second.id);
  await expect(test.as(shop.mona, reverseTimeSheet, { id, reason: 'Wrong' })).rejects.toMatchObject({
    id: 'time_entry.locked',
  });
  expect(await stateOf(first.id)).toBe('approved');
  locked.clear();
  await test.as(shop.mona, reverseTimeSheet, { id, reason: 'Wrong' });
  expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['changes_requested', 'changes_requested']);
  expect(await sheet(shop.tess)).toMatchObject({ state: 'changes_requested', approvedAt: null });
});

it('follows what is decided entry by entry', async () => {
  const first = await log(shop.tess, '2026-03-10T14:00:00Z');
  const second = await log(shop.tess, '2026-03-11T14:00:00Z');
  await submit(shop.tess);
  await test.as(shop.mona, approveTime, { ids: [first.id] });
  expect((await sheet(shop.tess)).state).toBe('submitted');
  await test.as(shop.mona, requestTimeChanges, { ids: [second.id], reason: 'Why?' });
  expect((await sheet(shop.tess)).state).toBe('changes_requested');
  await submit(shop.tess);
  await test.as(shop.mona, approveTime, { ids: [second.id] });
  expect((await sheet(shop.tess)).state).toBe('approved');
});

it('never lets an entry slip in beside a sheet that is handed in at the same moment', async () => {
  await log(shop.tess, '2026-03-10T14:00:00Z');
  await submit(shop.tess).then(({ id }) => test.as(shop.tess, recallTimeSheet, { id }));
  await Promise.allSettled([
    log(shop.tess, '2026-03-10T16:00:00Z'),
    submit(shop.tess),
    log(shop.tess, '2026-03-10T18:00:00Z'),
  ]);
  const drafts = await test.rows(
    shop.tenant,
    sql`select id from time_entries where tenant_id = ${shop.tenant} and state = 'draft'`,
  );
  expect(drafts).toEqual([]);
});

it('is handed in for somebody by who may, and only an empty draft is deleted', async () => {
  await log(shop.tess, '2026-03-10T14:00:00Z');
  const tess = shop.tess.actor.id ?? '';
  await expect(test.as(shop.tom, submitTimeSheet, { userId: tess, date: tuesday })).rejects.toMatchObject({
    id: 'forbidden',
  });
  const { id } = await test.as(shop.olive, submitTimeSheet, { userId: tess, date: tuesday });
  await expect(test.as(shop.tess, deleteTimeSheet, { id })).rejects.toMatchObject({ id: 'time_sheet.state' });
  await test.as(shop.tess, recallTimeSheet, { id });
  await expect(test.as(shop.tess, deleteTimeSheet, { id })).rejects.toMatchObject({ id: 'time_sheet.not_empty' });
  const empty = await submit(shop.tess, '2026-03-03');
  await test.as(shop.tess, recallTimeSheet, { id: empty.id });
  await test.as(shop.tess, deleteTimeSheet, { id: empty.id });
  await expect(test.as(shop.tess, getTimeSheet, { id: empty.id })).rejects.toMatchObject({ id: 'not_found' });
});

it('writes periods three ahead once, tells who is late once, and lists what is missing', async () => {
  await log(shop.tess, '2026-03-03T14:00:00Z');
  await test.as(shop.mona, setPeriodRule, {
    ...{ kind: 'week', firstWeekday: 0, anchorOn: '2026-01-05', firstDay: 1, remindAfterDays: 2 },
  });
  const periods = async () => (await test.as(shop.mona, listTimePeriods, {})).rows;
  expect(await periods()).toHaveLength(4);
  // the week before was never written: the time of it is asked for once it is
  const { id } = await submit(shop.tess, '2026-03-03');
  await test.as(shop.tess, recallTimeSheet, { id });
  await test.inside(shop.tenant, (ctx) => ctx.enqueue(writeTimePeriodsJob, { at: '1' }));
  await settle(test);
  await test.inside(shop.tenant, (ctx) => ctx.enqueue(writeTimePeriodsJob, { at: '2' }));
  await settle(test);
  const told = await test.rows(
    shop.tenant,
    sql`select id from outbox where tenant_id = ${shop.tenant} and type = 'time_sheet.late'`,
  );
  const reminded = await test.rows<{ userId: string }>(
    shop.tenant,
    sql`select user_id from timesheets where tenant_id = ${shop.tenant} and reminded_at is not null`,
  );
  expect([told.length, reminded.length]).toEqual([1, 1]);
  expect(await periods()).toHaveLength(5);
  const { rows } = await test.as(shop.mona, missingSheets, { periods: 4 });
  expect(rows).toMatchObject([{ person: { name: 'Tess' }, startsOn: '2026-03-02', minutes: 60, daysLate: 4 }]);
  const [last] = await periods();
  await test.as(shop.mona, deleteTimePeriod, { id: last?.id ?? '' });
  const used = (await periods()).find(({ sheetCount }) => sheetCount > 0);
  await expect(test.as(shop.mona, deleteTimePeriod, { id: used?.id ?? '' })).rejects.toMatchObject({
    id: 'time_period.has_sheets',
  });
});

it('fills the grid cell by cell: made after the last entry of the day, changed, taken away, never guessed at', async () => {
  const cell = { date: tuesday, ticketId: shop.ticketId, serviceId: shop.remote };
  const made = await test.as(shop.tess, setTimeCell, { ...cell, minutes: 90 });
  const entry = await test.as(shop.tess, getTimeEntry, { id: made.entryId ?? '' });
  expect(entry).toMatchObject({ minutes: 90, workDate: tuesday, startedAt: new Date('2026-03-10T13:00:00Z') });
  const other = await test.as(shop.tess, setTimeCell, { ...cell, serviceId: shop.onsite, minutes: 30 });
  expect((await test.as(shop.tess, getTimeEntry, { id: other.entryId ?? '' })).startedAt).toEqual(entry.endedAt);
  expect(await test.as(shop.tess, setTimeCell, { ...cell, minutes: 60 })).toMatchObject({ entryId: entry.id });
  expect(await test.as(shop.tess, setTimeCell, { ...cell, minutes: 0 })).toMatchObject({ entryId: null });
  await log(shop.tess, '2026-03-10T18:00:00Z');
  await log(shop.tess, '2026-03-10T20:00:00Z');
  await expect(test.as(shop.tess, setTimeCell, { ...cell, minutes: 10 })).rejects.toMatchObject({
    id: 'time_entry.several',
  });
  const gaps = await test.as(shop.tess, dayGaps, { date: tuesday });
  expect(gaps).toMatchObject({ capacityMinutes: 480, loggedMinutes: 150 });
  expect(gaps.gaps.at(-1)).toEqual({
    startAt: new Date('2026-03-10T21:00:00Z'),
    endAt: new Date('2026-03-10T22:00:00Z'),
  });
  expect((await test.as(shop.tess, dayGaps, {})).date).toBe('2026-03-11');
});

it('logs one line, on the ticket whose number it names', async () => {
  const { rows } = {
    rows: await test.rows<{ number: bigint }>(shop.tenant, sql`select number from tickets where id = ${shop.ticketId}`),
  };
  const number = String(rows[0]?.number);
  const done = await test.as(shop.tess, quickLog, { line: `30m #${number} onsite yesterday fixed the tray` });
  expect(await test.as(shop.tess, getTimeEntry, { id: done.entryId })).toMatchObject({
    ...{ minutes: 30, notes: 'fixed the tray', workDate: addDays('2026-03-12', -1), state: 'draft' },
    ...{ service: { name: 'Onsite visit' }, ticket: { id: shop.ticketId } },
  });
  await expect(test.as(shop.tess, quickLog, { line: '30m #99999' })).rejects.toMatchObject({ id: 'invalid' });
  await expect(test.as(shop.tess, quickLog, { line: 'soon' })).rejects.toMatchObject({ id: 'invalid' });
});

it('takes the week of a colleague from whoever may approve it, as theirs, and says who logged it', async () => {
  const cell = { userId: shop.tess.actor.id ?? '', date: tuesday, ticketId: shop.ticketId, serviceId: shop.remote };
  const people = async (caller: Caller) => (await test.as(caller, listTimePeople, {})).rows.map(({ name }) => name);
  expect(await people(shop.pam)).toEqual(['Tess']);
  expect(await people(shop.mona)).toEqual(['Fin', 'Olive', 'Pam', 'Tess', 'Tom']);
  expect(await people(shop.tess)).toEqual([]);
  await expect(test.as(shop.tom, setTimeCell, { ...cell, minutes: 60 })).rejects.toMatchObject({ id: 'forbidden' });
  const notHers = { ...cell, userId: shop.tom.actor.id ?? '', minutes: 60 };
  await expect(test.as(shop.pam, setTimeCell, notHers)).rejects.toMatchObject({ id: 'forbidden' });

  const { entryId } = await test.as(shop.pam, setTimeCell, { ...cell, minutes: 60 });
  const id = entryId ?? '';
  const seen = await test.as(shop.tess, getTimeEntry, { id });
  expect(seen).toMatchObject({ person: { name: 'Tess' }, loggedBy: { name: 'Pam' }, state: 'draft', minutes: 60 });
  expect(seen.abilities).toContain('update');
  expect((await test.as(shop.pam, getTimeEntry, { id })).abilities).toEqual(['update', 'delete']);
  const card = await test.as(shop.pam, getTimeSheet, { userId: cell.userId, date: tuesday });
  expect(card).toMatchObject({ person: { name: 'Tess' }, minutes: 60, abilities: ['log'] });
  await test.as(shop.mona, setTimeCell, { ...cell, minutes: 90 });
  const written = await test.rows<{ action: string; actor: string }>(
    shop.tenant,
    sql`select action, actor_name as actor from audit_log where tenant_id = ${shop.tenant} and subject_id = ${id} order by id`,
  );
  expect(written.map(({ actor }) => actor)).toEqual(['Pam', 'Mona']);

  await expect(test.as(shop.pam, submitTimeSheet, { userId: cell.userId, date: tuesday })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await submit(shop.tess);
  await expect(test.as(shop.pam, setTimeCell, { ...cell, minutes: 0 })).rejects.toMatchObject({
    id: 'time_sheet.closed',
  });
});
