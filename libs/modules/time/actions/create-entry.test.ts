import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { createTicket, ticketChoices } from '@kelp/tickets';
import { createTimeEntry, deleteTimeEntry, listTimeEntries, updateTimeEntry, updateTimeSettings } from '../contract';
import { timeModule } from '../module';
import { addService, openWorkshop, type Workshop } from '../testing/workshop';

let test: TestHouse;
let shop: Workshop;

beforeAll(async () => {
  test = await testHouse(timeModule);
});
beforeEach(async () => {
  shop = await openWorkshop(test);
});
afterAll(() => test.close());

const base = () => ({ notes: '', submit: false, ticketId: shop.ticketId, serviceId: shop.remote });
const create = (more: object = {}, caller: Caller = shop.tess) =>
  test.as(caller, createTimeEntry, { ...base(), ...more });
const entryOf = async (id: string) =>
  (await test.as(shop.mona, listTimeEntries, { limit: 200 })).rows.find((row) => row.id === id);
const at = (text: string) => new Date(text);

it('stores who, what, which client and whose money, with the work date on the wall of the person', async () => {
  // 23:30 to 00:30 in Chicago on 10 March: the day it began, although it is the 11th in UTC.
  const { id, warnings } = await create({
    startedAt: at('2026-03-11T04:30:00Z'),
    endedAt: at('2026-03-11T05:30:00Z'),
    notes: 'Night shift',
  });
  expect(warnings).toEqual([]);
  expect(await entryOf(id)).toMatchObject({
    person: { name: 'Tess' },
    ticket: { title: 'Printer offline' },
    client: { name: 'Acme Dental' },
    workDate: '2026-03-10',
    zone: 'America/Chicago',
    minutes: 60,
    billableMinutes: 60,
    state: 'draft',
    lineSource: 'none',
    loggedBy: null,
  });
  await test.inside(shop.tenant, (ctx) =>
    ctx.db.rows(
      sql`update users set zone = 'Asia/Tokyo' where tenant_id = ${shop.tenant} and id = ${shop.tess.actor.id}`,
    ),
  );
  const abroad = await create({ startedAt: at('2026-03-11T16:30:00Z'), minutes: 5 });
  expect(await entryOf(abroad.id)).toMatchObject({ workDate: '2026-03-12', zone: 'Asia/Tokyo' });
});

it('lets minutes end now', async () => {
  const now = at('2026-03-10T15:00:00Z');
  const { id } = await create({ minutes: 45 }, { ...shop.tess, at: now });
  expect(await entryOf(id)).toMatchObject({ startedAt: at('2026-03-10T14:15:00Z'), endedAt: now, minutes: 45 });
});

it('refuses an end that is not after the start, and more billable than worked', async () => {
  await expect(
    create({ startedAt: at('2026-03-10T15:00:00Z'), endedAt: at('2026-03-10T15:00:00Z') }),
  ).rejects.toMatchObject({ id: 'invalid' });
  await expect(create({ minutes: 10, billableMinutes: 11 })).rejects.toMatchObject({
    fields: { billableMinutes: 'At most 10.' },
  });
  expect(await entryOf((await create({ minutes: 10, isBillable: false })).id)).toMatchObject({
    minutes: 10,
    billableMinutes: 0,
  });
});

it('names the entry that overlaps by default, and nothing when ends touch', async () => {
  const first = await create({ startedAt: at('2026-03-10T14:00:00Z'), minutes: 60 });
  const touching = await create({ startedAt: at('2026-03-10T15:00:00Z'), minutes: 30 });
  expect(touching.warnings).toEqual([]);
  const { warnings } = await create({ startedAt: at('2026-03-10T13:20:00Z'), minutes: 60 });
  expect(warnings).toEqual([{ kind: 'overlap', entryId: first.id, message: 'Overlaps 0:20 with "Printer offline".' }]);
  const toms = await create({ startedAt: at('2026-03-10T14:00:00Z'), minutes: 60 }, shop.tom);
  expect(toms.warnings).toEqual([]);
});

it('refuses overlaps where the workspace blocks them, also when two arrive at once', async () => {
  await test.as(shop.olive, updateTimeSettings, { overlapPolicy: 'block' });
  const [one, two] = await Promise.allSettled(
    [0, 1].map(() => create({ startedAt: at('2026-03-10T14:00:00Z'), minutes: 60 })),
  );
  expect([one?.status, two?.status].sort()).toEqual(['fulfilled', 'rejected']);
  await expect(create({ startedAt: at('2026-03-10T14:59:00Z'), minutes: 5 })).rejects.toMatchObject({
    id: 'time_entry.overlap',
  });
  await create({ startedAt: at('2026-03-10T15:00:00Z'), minutes: 5 });
});

it('takes the service of the board, else of the workspace; with several and no default it must be chosen', async () => {
  await expect(create({ minutes: 5, serviceId: undefined })).rejects.toMatchObject({
    fields: { serviceId: 'Choose a service.' },
  });
  await test.as(shop.olive, updateTimeSettings, { defaultServiceId: shop.remote });
  expect(await entryOf((await create({ minutes: 5, serviceId: undefined })).id)).toMatchObject({
    service: { name: 'Remote support' },
  });
  const { boards } = await test.as(shop.olive, ticketChoices, {});
  const board = boards.find((one) => one.isDefault);
  await test.as(shop.olive, updateTimeSettings, {
    boardServices: [{ boardId: board?.id ?? '', serviceId: shop.onsite }],
  });
  expect(await entryOf((await create({ minutes: 5, serviceId: undefined })).id)).toMatchObject({
    service: { name: 'Onsite visit' },
  });
});

it('refuses a service that is not hourly or no longer offered', async () => {
  const fee = await addService(test, shop.tenant, 'Managed server', 'fixed');
  await expect(create({ minutes: 5, serviceId: fee })).rejects.toMatchObject({
    id: 'invalid',
    message: expect.stringContaining('Managed server'),
  });
  await test.inside(shop.tenant, (ctx) =>
    ctx.db.rows(sql`update services set is_active = false where tenant_id = ${shop.tenant} and id = ${shop.onsite}`),
  );
  await expect(create({ minutes: 5, serviceId: shop.onsite })).rejects.toMatchObject({
    message: expect.stringContaining('no longer offered'),
  });
});

it('logs for somebody else only with the right to, and says who wrote it', async () => {
  await expect(create({ minutes: 5, userId: shop.tom.actor.id })).rejects.toMatchObject({ id: 'forbidden' });
  const { id } = await create({ minutes: 5, userId: shop.tom.actor.id }, shop.olive);
  expect(await entryOf(id)).toMatchObject({ person: { name: 'Tom' }, loggedBy: { name: 'Olive' } });
});

it('keeps a ticket’s time with the ticket’s client, and answers for foreign ids as for unknown ones', async () => {
  await expect(create({ minutes: 5, clientId: newId() })).rejects.toMatchObject({
    fields: { clientId: expect.any(String) },
  });
  const other = await openWorkshop(test);
  for (const foreign of [
    { ticketId: other.ticketId },
    { serviceId: other.remote },
    { ticketId: null, clientId: other.clientId },
  ]) {
    const unknown = Object.fromEntries(Object.entries(foreign).map(([key, value]) => [key, value && newId()]));
    const said = await Promise.all(
      [foreign, unknown].map((more) => create({ minutes: 5, ...more }).catch((error: Error) => error.message)),
    );
    expect(said[0]).toBe(said[1]);
    expect(said[0]).toContain('does not exist');
  }
});

it('writes one entry for one key', async () => {
  const caller = { ...shop.tess, idempotencyKey: 'once' };
  const [one, two] = await Promise.all([create({ minutes: 5 }, caller), create({ minutes: 5 }, caller)]);
  expect(one.id).toBe(two.id);
  expect((await test.as(shop.tess, listTimeEntries, { limit: 50 })).rows).toHaveLength(1);
});

it('keeps hostile notes as text and refuses what cannot be stored', async () => {
  const notes = `'; drop table time_entries; -- <img src=x onerror=alert(1)>`;
  expect(await entryOf((await create({ minutes: 5, notes })).id)).toMatchObject({ notes });
  await expect(create({ minutes: 5, notes: 'a\u0000b' })).rejects.toMatchObject({ id: 'invalid' });
  for (const minutes of [0, -5, 1.5, 1441, Number.NaN])
    await expect(create({ minutes })).rejects.toMatchObject({ id: 'invalid' });
});

describe('changing and removing', () => {
  it('changes what was told and keeps whole billable whole', async () => {
    const { id, version } = await create({ startedAt: at('2026-03-10T14:00:00Z'), minutes: 45 });
    const saved = await test.as(shop.tess, updateTimeEntry, { id, version, minutes: 30, notes: 'Toner', submit: true });
    expect(saved.version).toBe(version + 1);
    expect(await entryOf(id)).toMatchObject({
      startedAt: at('2026-03-10T14:00:00Z'),
      endedAt: at('2026-03-10T14:30:00Z'),
      minutes: 30,
      billableMinutes: 30,
      state: 'submitted',
    });
    await expect(
      test.as(shop.tess, updateTimeEntry, { id, version, minutes: 20, submit: false }),
    ).rejects.toMatchObject({ id: 'stale' });
  });

  it('moves the work date with the start, in the zone of the entry', async () => {
    const { id, version } = await create({ startedAt: at('2026-03-10T14:00:00Z'), minutes: 45 });
    await test.as(shop.tess, updateTimeEntry, {
      id,
      version,
      startedAt: at('2026-03-10T04:00:00Z'),
      minutes: 45,
      submit: false,
    });
    expect(await entryOf(id)).toMatchObject({ workDate: '2026-03-09' });
  });

  it('is for the owner and who approves their time: a colleague finds nothing, who may only see it is refused', async () => {
    const { id, version } = await create({ minutes: 45 });
    await expect(test.as(shop.tom, updateTimeEntry, { id, version, minutes: 1, submit: false })).rejects.toMatchObject({
      id: 'not_found',
    });
    await expect(test.as(shop.fin, deleteTimeEntry, { id, version })).rejects.toMatchObject({ id: 'forbidden' });
    await expect(test.as(shop.tess, deleteTimeEntry, { id, version: version + 1 })).rejects.toMatchObject({
      id: 'stale',
    });
    await test.as(shop.tess, deleteTimeEntry, { id, version });
    expect(await entryOf(id)).toBeUndefined();
  });
});

describe('who sees it', () => {
  it('shows a technician their own, a project manager their people’s, a manager everybody’s', async () => {
    await create({ minutes: 5 }, shop.tess);
    await create({ minutes: 5 }, shop.tom);
    const seen = async (caller: Caller) =>
      (await test.as(caller, listTimeEntries, { limit: 50 })).rows.map((row) => row.person.name).sort();
    expect(await seen(shop.tess)).toEqual(['Tess']);
    expect(await seen(shop.pam)).toEqual(['Tess']);
    expect(await seen(shop.mona)).toEqual(['Tess', 'Tom']);
    await expect(seen(callerWith(shop.tenant, []))).rejects.toMatchObject({ id: 'forbidden' });
  });

  it('pages without losing or repeating, and sums what matches', async () => {
    const ticket = await test.as(shop.olive, createTicket, { title: 'Other work' });
    await create({ minutes: 100, ticketId: ticket.id });
    for (let n = 0; n < 7; n += 1)
      await create({ startedAt: at(`2026-03-0${1 + (n % 3)}T14:00:00Z`), minutes: 10 + n, isBillable: n > 0 });
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await test.as(shop.tess, listTimeEntries, { ticketId: shop.ticketId, limit: 3, after });
      if (!after) expect(page.total).toEqual({ minutes: 91, billableMinutes: 81 });
      seen.push(...page.rows.map((row) => row.minutes));
      after = page.next ?? undefined;
    } while (after);
    expect(seen.sort()).toEqual([10, 11, 12, 13, 14, 15, 16]);
    const march2 = await test.as(shop.tess, listTimeEntries, {
      userId: 'me',
      from: '2026-03-02',
      to: '2026-03-02',
      limit: 50,
    });
    expect(march2.rows.map((row) => row.workDate)).toEqual(['2026-03-02', '2026-03-02']);
  });
});
