import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { getTicket, ticketChoices } from '@kelp/tickets';
import { listTimeEntries, logWithComment, updateTimeSettings } from '../contract';
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

const base = () => ({
  ticketId: shop.ticketId,
  visibility: 'public' as const,
  text: 'It prints again.',
  uploads: [],
  isBillable: true,
});
const log = (more: object, caller: Caller = shop.tess) => test.as(caller, logWithComment, { ...base(), ...more });
const ticket = () => test.as(shop.olive, getTicket, { id: shop.ticketId });
const entries = async () => (await test.as(shop.olive, listTimeEntries, { ticketId: shop.ticketId, limit: 50 })).rows;
const eventTypes = async () =>
  (
    await test.rows<{ type: string }>(
      shop.tenant,
      sql`select type from outbox where tenant_id = ${shop.tenant} and type not like '%.created' order by id`,
    )
  ).map((row) => row.type);

it('writes reply, time and closing in one act: 30m onsite is one comment and one 30 minute entry of Onsite visit', async () => {
  const { statuses } = await test.as(shop.olive, ticketChoices, {});
  const { board } = await ticket();
  const closed = statuses.find((status) => status.isClosed && status.boardId === board.id);
  const at = new Date('2026-03-10T15:00:00Z');
  const { commentId, entryId, minutes } = await log(
    { quick: '30m onsite replaced the toner', statusId: closed?.id },
    { ...shop.tess, at },
  );
  expect(minutes).toBe(30);
  expect(await ticket()).toMatchObject({
    isClosed: true,
    comments: [{ id: commentId, text: 'It prints again.', visibility: 'public' }],
  });
  expect(await entries()).toMatchObject([
    {
      id: entryId,
      commentId,
      person: { name: 'Tess' },
      service: { name: 'Onsite visit' },
      minutes: 30,
      endedAt: at,
      notes: 'replaced the toner',
      state: 'submitted',
    },
  ]);
  expect(await eventTypes()).toEqual([
    'ticket.commented',
    'time_entry.submitted',
    'ticket.status_changed',
    'ticket.closed',
  ]);
});

it('takes minutes and a chosen service, and can be not billable', async () => {
  await log({ minutes: 45, serviceId: shop.remote, isBillable: false });
  expect(await entries()).toMatchObject([
    { minutes: 45, billableMinutes: 0, service: { name: 'Remote support' }, notes: '' },
  ]);
});

describe('leaves nothing behind when a part fails', () => {
  const failures: [string, () => object, object][] = [
    ['no service is clear', () => ({ minutes: 45 }), { fields: { serviceId: 'Choose a service.' } }],
    ['the line has no time', () => ({ quick: 'onsite' }), { id: 'invalid' }],
    ['there is neither line nor minutes', () => ({}), { id: 'invalid' }],
    ['there are both', () => ({ minutes: 5, quick: '5m onsite' }), { id: 'invalid' }],
    ['the service is unknown', () => ({ minutes: 45, serviceId: newId() }), { id: 'not_found' }],
    ['the status is unknown', () => ({ quick: '45m onsite', statusId: newId() }), { id: 'not_found' }],
    ['an upload is unknown', () => ({ quick: '45m onsite', uploads: [newId()] }), {}],
    ['the text is empty', () => ({ quick: '45m onsite', text: '  ' }), { id: 'invalid' }],
  ];
  it.each(failures)('%s', async (_what, more, refusal) => {
    await expect(log(more())).rejects.toMatchObject(refusal);
    expect((await ticket()).comments).toEqual([]);
    expect(await entries()).toEqual([]);
    expect(await eventTypes()).toEqual([]);
  });

  it('the overlap is blocked', async () => {
    await test.as(shop.olive, updateTimeSettings, { overlapPolicy: 'block' });
    await log({ quick: '45m onsite' });
    await expect(log({ quick: '45m onsite', text: 'Again.' })).rejects.toMatchObject({ id: 'time_entry.overlap' });
    expect((await ticket()).comments).toHaveLength(1);
  });
});

it('does a doubled press once', async () => {
  const caller = { ...shop.tess, idempotencyKey: 'press' };
  const [one, two] = await Promise.all([log({ quick: '45m onsite' }, caller), log({ quick: '45m onsite' }, caller)]);
  expect(one).toEqual(two);
  expect((await ticket()).comments).toHaveLength(1);
  expect(await entries()).toHaveLength(1);
});

it('needs the right to reply and the right to log time', async () => {
  const without = (permission: string): Caller => ({
    ...shop.tess,
    actor: {
      ...shop.tess.actor,
      permissions: new Set([...(shop.tess.actor.permissions as Set<string>)].filter((one) => one !== permission)),
    },
  });
  for (const permission of ['time_entry.create', 'time_sheet.submit', 'ticket_comment.create_public']) {
    await expect(log({ quick: '45m onsite' }, without(permission))).rejects.toMatchObject({ id: 'forbidden' });
  }
  expect((await ticket()).comments).toEqual([]);
});
