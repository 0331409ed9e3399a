import { writeUser } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, ticketChoices } from '@kelp/tickets';
import { listNotifications } from '../contract';
import { notificationsModule } from '../module';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(notificationsModule);
});
afterAll(() => test.close());

const minute = 60_000;

it('tells the assignee of each warning and of each breach on time and once, in the program and by mail', async () => {
  const tenant = await bareTenant(test);
  const id = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = 'Technician'`,
    );
    return (await writeUser(ctx, { name: 'Tess', email: 'tess@northstar.test', roleIds: [role.id] })).id;
  });
  const tess = callerWith(tenant, 'all', { id, name: 'Tess' });
  const staff = callerWith(tenant, 'all');
  const { boards } = await test.as(staff, ticketChoices, {});
  const boardId = boards.find((board) => board.priorityMode === 'itil')?.id;
  // P1: a response within 15 minutes and a solution within 60, around the clock; warnings at 75 and 90 %.
  await test.as(staff, createTicket, { title: 'All is down', boardId, impact: 1, urgency: 1, assignedTo: id });
  const seen: [number, string][] = [];
  for (const at of [1, 11, 12, 14, 16, 30, 46, 55, 61, 120, 600]) {
    await test.travel(at * minute);
    await settle(test);
    const { rows } = await test.as(tess, listNotifications, { unreadOnly: false, limit: 50 });
    for (const { title } of rows.slice(0, rows.length - seen.length).reverse()) seen.push([at, title]);
  }
  expect(seen).toEqual([
    [1, 'T-0001 was assigned to you'],
    [12, 'T-0001 has used 75 % of its response time'],
    [14, 'T-0001 has used 90 % of its response time, escalated to level 2'],
    [16, 'T-0001 has missed its response time'],
    [46, 'T-0001 has used 75 % of its resolution time'],
    [55, 'T-0001 has used 90 % of its resolution time'],
    [61, 'T-0001 has missed its resolution time'],
  ]);
  const mails = await test.rows<{ subject: string }>(
    tenant,
    sql`select subject from email_messages where tenant_id = ${tenant} order by id`,
  );
  expect(mails.map(({ subject }) => subject)).toEqual(seen.map(([, title]) => title));
});
