import { defineModule, fillServerSlot, type Caller } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { createClient } from '@kelp/clients';
import { updateTicket } from '@kelp/tickets';
import {
  approveTime,
  correctTimeBilling,
  createTimeEntry,
  deleteTimeEntry,
  getTimeEntry,
  getTimeSettings,
  listTimeEntries,
  payingLinePreview,
  requestTimeChanges,
  reverseTimeApproval,
  submitTime,
  timeForApproval,
  timeServices,
  updateTimeEntry,
  updateTimeSettings,
} from './contract';
import { timeModule } from './module';
import { entryIsLocked, payingLine, type PayingLine, type PayingLineQuestion } from './slots';
import { openWorkshop, type Workshop } from './testing/workshop';

let answer: (question: PayingLineQuestion) => PayingLine;
const locked = new Set<string>();
/** Stands for the rooms above: contracts that know who pays, billing that holds entries. */
const above = defineModule('above', {
  needs: [timeModule],
  fillings: [
    fillServerSlot(payingLine, async (_ctx, question) => answer(question)),
    fillServerSlot(entryIsLocked, async (_ctx, { entryId }) =>
      locked.has(entryId) ? 'Invoice INV-0001 holds this time.' : null,
    ),
  ],
});

let test: TestHouse;
let shop: Workshop;
const [basic, extra] = [newId(), newId()];
const oneLine: PayingLine = { kind: 'line', lineId: basic, lineName: 'Basic', reason: 'The only line for it.' };
const twoLines: PayingLine = {
  kind: 'ambiguous',
  candidates: [
    { id: basic, name: 'Basic' },
    { id: extra, name: 'Extra' },
  ],
};

beforeAll(async () => {
  test = await testHouse(above);
});
beforeEach(async () => {
  shop = await openWorkshop(test);
  locked.clear();
  answer = () => oneLine;
});
afterAll(() => test.close());

const log = async (more: object = {}, caller: Caller = shop.tess) =>
  (
    await test.as(caller, createTimeEntry, {
      notes: '',
      submit: true,
      ticketId: shop.ticketId,
      serviceId: shop.remote,
      minutes: 45,
      ...more,
    })
  ).id;
const entryOf = async (id: string) => {
  const { rows } = await test.as(shop.olive, listTimeEntries, { limit: 200 });
  const found = rows.find((row) => row.id === id);
  if (!found) throw new Error('There is no such entry.');
  return found;
};
const approve = (id: string) => test.as(shop.mona, approveTime, { ids: [id] });

describe('the paying line', () => {
  it('is stored with its reason, and asked with client, service and local date', async () => {
    const asked: PayingLineQuestion[] = [];
    answer = (question) => {
      asked.push(question);
      return oneLine;
    };
    const id = await log({ startedAt: new Date('2026-03-11T04:30:00Z') });
    expect(asked).toEqual([{ clientId: shop.clientId, serviceId: shop.remote, workDate: '2026-03-10' }]);
    expect(await entryOf(id)).toMatchObject({
      lineSource: 'line',
      contractLineId: basic,
      lineReason: 'The only line for it.',
    });
  });

  it('stays open when several could pay, until a person chooses one of them', async () => {
    answer = () => twoLines;
    const id = await log();
    const { version } = await entryOf(id);
    expect(await entryOf(id)).toMatchObject({
      lineSource: 'ambiguous',
      contractLineId: null,
      lineReason: 'Several lines could pay: Basic, Extra.',
    });
    await expect(
      test.as(shop.tess, updateTimeEntry, { id, version, contractLineId: newId(), submit: false }),
    ).rejects.toMatchObject({ id: 'invalid' });
    await test.as(shop.tess, updateTimeEntry, { id, version, contractLineId: extra, submit: false });
    await approve(id);
    expect(await entryOf(id)).toMatchObject({ lineSource: 'line', contractLineId: extra });
  });

  it('is asked once more at the approval, so that a contract signed since counts', async () => {
    answer = () => ({ kind: 'catalogue', reason: 'No contract covers Remote support.' });
    const id = await log();
    expect(await entryOf(id)).toMatchObject({ lineSource: 'catalogue', contractLineId: null });
    answer = () => oneLine;
    await approve(id);
    expect(await entryOf(id)).toMatchObject({ lineSource: 'line', contractLineId: basic });
  });

  it('is previewed before anything is saved', async () => {
    const preview = (input: object) => test.as(shop.tess, payingLinePreview, input);
    expect(await preview({ ticketId: shop.ticketId })).toMatchObject({ service: null, answer: { kind: 'none' } });
    expect(await preview({ ticketId: shop.ticketId, serviceId: shop.remote })).toEqual({
      service: { id: shop.remote, name: 'Remote support' },
      answer: oneLine,
    });
    expect(await preview({ serviceId: shop.remote })).toMatchObject({
      answer: { kind: 'none', reason: expect.stringContaining('no client') },
    });
  });

  it('moves with the ticket to another client, except for what an invoice holds', async () => {
    const [free, held] = [await log(), await log()];
    locked.add(held);
    const bluefin = await test.as(shop.olive, createClient, { name: 'Bluefin Legal', domains: [] });
    answer = ({ clientId }) => (clientId === bluefin.id ? { kind: 'catalogue', reason: 'No contract.' } : oneLine);
    await test.as(shop.olive, updateTicket, { id: shop.ticketId, clientId: bluefin.id });
    await settle(test);
    expect(await entryOf(free)).toMatchObject({
      client: { name: 'Bluefin Legal' },
      lineSource: 'catalogue',
      contractLineId: null,
    });
    expect(await entryOf(held)).toMatchObject({ client: { name: 'Acme Dental' }, contractLineId: basic });
  });
});

describe('from draft to approval and back', () => {
  it('goes back with a reason, is changed and handed in again', async () => {
    const id = await log();
    await expect(test.as(shop.tom, requestTimeChanges, { ids: [id], reason: 'x' })).rejects.toMatchObject({
      id: 'forbidden',
    });
    await expect(test.as(shop.mona, requestTimeChanges, { ids: [id], reason: ' ' })).rejects.toMatchObject({
      id: 'invalid',
    });
    await test.as(shop.mona, requestTimeChanges, { ids: [id], reason: 'What was done?' });
    const back = await entryOf(id);
    expect(back).toMatchObject({ state: 'changes_requested', changeReason: 'What was done?' });
    await expect(approve(id)).rejects.toMatchObject({ id: 'time_entry.state' });
    await test.as(shop.tess, updateTimeEntry, { id, version: back.version, notes: 'New toner', submit: true });
    expect(await entryOf(id)).toMatchObject({ state: 'submitted', changeReason: null });
  });

  it('takes one by its id, as the API names it, and refuses to decide on nothing', async () => {
    const id = await log();
    expect(await test.as(shop.mona, approveTime, { id, ids: [] })).toEqual({ done: [id], skipped: [] });
    await expect(test.as(shop.mona, approveTime, { ids: [] })).rejects.toMatchObject({ id: 'invalid' });
    expect(await test.as(shop.tess, getTimeEntry, { id })).toMatchObject({
      state: 'approved',
      approvedBy: { name: 'Mona' },
    });
    await expect(test.as(shop.tom, getTimeEntry, { id })).rejects.toMatchObject({ id: 'not_found' });
  });

  it('hands drafts in: one’s own only, and once', async () => {
    const id = await log({ submit: false });
    await expect(test.as(shop.tom, submitTime, { ids: [id] })).rejects.toMatchObject({ id: 'not_found' });
    expect(await test.as(shop.tess, submitTime, { ids: [id] })).toEqual({ done: [id], skipped: [] });
    await expect(test.as(shop.tess, submitTime, { ids: [id] })).rejects.toMatchObject({ id: 'time_entry.state' });
  });

  it('is read-only once approved, until the approval is taken back', async () => {
    const id = await log();
    await approve(id);
    const { version } = await entryOf(id);
    await expect(test.as(shop.tess, updateTimeEntry, { id, version, minutes: 5, submit: false })).rejects.toMatchObject(
      { id: 'time_entry.state' },
    );
    await expect(test.as(shop.tess, deleteTimeEntry, { id, version })).rejects.toMatchObject({
      id: 'time_entry.state',
    });
    await expect(test.as(shop.pam, reverseTimeApproval, { ids: [id], reason: 'Wrong' })).rejects.toMatchObject({
      id: 'forbidden',
    });
    await test.as(shop.mona, reverseTimeApproval, { ids: [id], reason: 'Wrong client' });
    expect(await entryOf(id)).toMatchObject({
      state: 'changes_requested',
      approvedBy: null,
      changeReason: 'Wrong client',
    });
  });

  it('changes in no way while an invoice holds it, and the refusal names the invoice', async () => {
    const id = await log();
    await approve(id);
    locked.add(id);
    const { version } = await entryOf(id);
    const held = { id: 'time_entry.locked', message: 'Invoice INV-0001 holds this time.' };
    await expect(test.as(shop.mona, reverseTimeApproval, { ids: [id], reason: 'Wrong' })).rejects.toMatchObject(held);
    await expect(test.as(shop.fin, correctTimeBilling, { id, version, billableMinutes: 0 })).rejects.toMatchObject(
      held,
    );
    await expect(test.as(shop.tess, updateTimeEntry, { id, version, minutes: 5, submit: false })).rejects.toMatchObject(
      held,
    );
    await expect(test.as(shop.tess, deleteTimeEntry, { id, version })).rejects.toMatchObject(held);
  });

  it('lets finance correct how approved time is billed, and nothing else of it', async () => {
    answer = () => twoLines;
    const id = await log();
    await approve(id);
    const { version } = await entryOf(id);
    await expect(test.as(shop.tess, correctTimeBilling, { id, version, billableMinutes: 0 })).rejects.toMatchObject({
      id: 'forbidden',
    });
    await expect(test.as(shop.fin, correctTimeBilling, { id, version, billableMinutes: 46 })).rejects.toMatchObject({
      id: 'invalid',
    });
    await test.as(shop.fin, correctTimeBilling, { id, version, billableMinutes: 30, contractLineId: basic });
    expect(await entryOf(id)).toMatchObject({
      minutes: 45,
      billableMinutes: 30,
      contractLineId: basic,
      state: 'approved',
    });
    await expect(test.as(shop.fin, correctTimeBilling, { id, version, billableMinutes: 0 })).rejects.toMatchObject({
      id: 'stale',
    });
  });
});

describe('the queue of approvals', () => {
  const queue = (caller: Caller, input: object = {}) => test.as(caller, timeForApproval, { limit: 50, ...input });

  it('holds what waits for the caller, person by person, and never their own', async () => {
    await log({ submit: false });
    const later = await log({ startedAt: new Date('2026-03-10T14:00:00Z') });
    const earlier = await log({ startedAt: new Date('2026-03-09T14:00:00Z') });
    const toms = await log({ startedAt: new Date('2026-03-01T14:00:00Z') }, shop.tom);
    await log({}, shop.mona);
    expect((await queue(shop.mona)).rows.map((row) => row.id)).toEqual([earlier, later, toms]);
    expect((await queue(shop.pam)).rows.map((row) => row.id)).toEqual([earlier, later]);
    await expect(queue(shop.tess)).rejects.toMatchObject({ id: 'forbidden' });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await queue(shop.mona, { limit: 1, after });
      paged.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual([earlier, later, toms]);
    await expect(queue(shop.mona, { after: 'nonsense' })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('points at overlaps, missing notes, long days and open lines', async () => {
    answer = () => twoLines;
    const long = await log({ startedAt: new Date('2026-03-10T08:00:00Z'), minutes: 481, notes: 'Move of the office' });
    const inside = await log({ startedAt: new Date('2026-03-10T09:00:00Z'), minutes: 30 });
    answer = () => oneLine;
    const fine = await log({ startedAt: new Date('2026-03-10T16:01:00Z'), minutes: 480, notes: 'Cabling' });
    const flags = new Map((await queue(shop.mona)).rows.map((row) => [row.id, row.flags]));
    expect(flags.get(long)).toEqual(['overlap', 'long', 'ambiguous_line']);
    expect(flags.get(inside)).toEqual(['overlap', 'no_notes', 'ambiguous_line']);
    expect(flags.get(fine)).toEqual([]);
  });
});

describe('settings and services', () => {
  it('keeps what is not given, and refuses what cannot be a default', async () => {
    await test.as(shop.olive, updateTimeSettings, { defaultServiceId: shop.remote });
    expect(await test.as(shop.olive, updateTimeSettings, { overlapPolicy: 'block' })).toEqual({
      overlapPolicy: 'block',
      defaultServiceId: shop.remote,
      boardServices: [],
      untrackedBoardIds: [],
    });
    await expect(test.as(shop.olive, updateTimeSettings, { defaultServiceId: newId() })).rejects.toMatchObject({
      id: 'not_found',
    });
    await expect(test.as(shop.tess, updateTimeSettings, { overlapPolicy: 'warn' })).rejects.toMatchObject({
      id: 'forbidden',
    });
    expect(await test.as(shop.mona, getTimeSettings, {})).toMatchObject({ overlapPolicy: 'block' });
    const { services, defaultServiceId } = await test.as(shop.tess, timeServices, { ticketId: shop.ticketId });
    expect(services.map((service) => service.name)).toEqual(['Onsite visit', 'Remote support']);
    expect(defaultServiceId).toBe(shop.remote);
  });
});

it('writes the audit trail of an approval with who, before and after', async () => {
  const id = await log();
  await approve(id);
  const trail = await test.rows<{
    actorName: string;
    action: string;
    before: { state: string } | null;
    after: { state: string };
  }>(
    shop.tenant,
    sql`select actor_name, action, before, after from audit_log where tenant_id = ${shop.tenant} and subject_id = ${id} order by id`,
  );
  expect(trail.map((row) => [row.actorName, row.action])).toEqual([
    ['Tess', 'time_entry.create'],
    ['Mona', 'time_entry.approve'],
  ]);
  expect(trail[1]).toMatchObject({
    before: { state: 'submitted' },
    after: { state: 'approved', approvedBy: shop.mona.actor.id },
  });
});
