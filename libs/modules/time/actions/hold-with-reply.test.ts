import { identityModule } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { addDays, localDate, startOfLocalDay } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { getTicket, ticketChoices, withdrawReply } from '@kelp/tickets';
import { createTimeEntry, holdWithReply, listTimeEntries, updateTimeSettings } from '../contract';
import { timeModule } from '../module';
import { openWorkshop, type Workshop } from '../testing/workshop';

let test: TestHouse;
let shop: Workshop;

beforeAll(async () => {
  test = await testHouse(identityModule, timeModule);
});
beforeEach(async () => {
  await test.travel(0);
  shop = await openWorkshop(test);
  await giveRole('Technician');
});
afterAll(() => test.close());

/** What leaves later is written as the person who they are then, by the roles that they hold. */
const giveRole = (name: string) =>
  test.inside(shop.tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into user_roles (tenant_id, user_id, role_id)
          select tenant_id, ${shop.tess.actor.id}, id from roles where tenant_id = ${shop.tenant} and name = ${name} and msp`,
    ),
  );
const hold = (quick: string, more: object = {}) =>
  test.as(shop.tess, holdWithReply, {
    ticketId: shop.ticketId,
    text: 'It prints again.',
    uploads: [],
    isBillable: true,
    quick,
    ...more,
  });
const ticket = () => test.as(shop.olive, getTicket, { id: shop.ticketId });
const entries = async () => (await test.as(shop.olive, listTimeEntries, { ticketId: shop.ticketId, limit: 50 })).rows;
const later = async (ms: number) => {
  await test.travel(ms);
  await settle(test);
};

it('makes one comment and one entry together when the seconds are over, and closes in the same act', async () => {
  const { statuses } = await test.as(shop.olive, ticketChoices, {});
  const { board } = await ticket();
  const closed = statuses.find(({ isClosed, boardId }) => isClosed && boardId === board.id);
  await hold('30m onsite replaced the toner', { statusId: closed?.id });
  await settle(test);
  expect(await entries()).toEqual([]);
  await later(11_000);
  const { comments, isClosed } = await ticket();
  expect({ isClosed, count: comments.length }).toEqual({ isClosed: true, count: 1 });
  expect(await entries()).toMatchObject([
    {
      commentId: comments[0]?.id,
      person: { name: 'Tess' },
      service: { name: 'Onsite visit' },
      minutes: 30,
      notes: 'replaced the toner',
      state: 'submitted',
    },
  ]);
});

it('means the day on which it was typed, however late the reply leaves', async () => {
  const zone = 'America/Chicago';
  const yesterday = addDays(localDate(new Date(), zone), -1);
  const typed = await test.as(shop.tess, createTimeEntry, {
    minutes: 30,
    startedAt: new Date(startOfLocalDay(yesterday, zone).getTime() + 10 * 3_600_000),
    serviceId: shop.onsite,
    notes: '',
    submit: false,
  });
  const before = (
    await test.as(shop.olive, listTimeEntries, { userId: String(shop.tess.actor.id), limit: 50 })
  ).rows.find(({ id }) => id === typed.id);
  await hold('1h15 remote yesterday not billable', { sendAt: new Date(Date.now() + 3 * 86_400_000) });
  await later(4 * 86_400_000);
  const [entry] = await entries();
  expect(entry).toMatchObject({ minutes: 75, billableMinutes: 0, service: { name: 'Remote support' } });
  expect(entry?.workDate).toBe(before?.workDate);
  // placed after the day's last entry, so that the two do not overlap
  expect(entry?.startedAt.getTime()).toBeGreaterThanOrEqual(before?.endedAt.getTime() ?? Infinity);
});

it('gives reply and time back when it is taken back', async () => {
  const { id } = await hold('45m onsite');
  const back = await test.as(shop.tess, withdrawReply, { id });
  expect(back).toMatchObject({ text: 'It prints again.', rest: { minutes: 45, serviceId: shop.onsite } });
  await later(60_000);
  expect([(await ticket()).comments, await entries()]).toEqual([[], []]);
});

it('refuses at once what could not be logged later, and writes neither part when the time is refused then', async () => {
  await expect(hold('onsite')).rejects.toMatchObject({ id: 'invalid' });
  await expect(hold('45m')).rejects.toMatchObject({ fields: { serviceId: 'Choose a service.' } });
  await expect(hold('45m onsite 2999-01-01')).rejects.toMatchObject({ id: 'invalid' });
  await hold('45m onsite');
  await test.as(shop.olive, updateTimeSettings, { overlapPolicy: 'block' });
  await hold('45m onsite', { text: 'Again.' });
  await later(11_000);
  expect((await ticket()).comments).toHaveLength(1);
  expect(await entries()).toHaveLength(1);
  const [held] = await test.rows<{ state: string }>(
    shop.tenant,
    sql`select state from held_replies where tenant_id = ${shop.tenant}`,
  );
  expect(held).toMatchObject({ state: 'failed' });
});
