import { sql } from '@kelp/platform/db';
import { checkOne, presentTzdb } from '../jobs/check-zone-data';
import { zoneDataReports } from '../tables';
import { at } from '../domain/testing/story';
import { nineToFive, openDesk, type Desk } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const check = async () => {
  while (await desk.test.inside(desk.tenant, checkOne));
  return desk.test.inside(desk.tenant, (ctx) => ctx.db.list(zoneDataReports, {}));
};

it('after other zone data works the dues out anew and lists those that moved, once', async () => {
  const client = await desk.client('Zones', { hours: nineToFive });
  const [moved, same] = [await desk.open('10:00', client), await desk.open('10:00', client)];
  expect(await check()).toEqual([]);
  // As if the due had been made by zone data that put it an hour later.
  await desk.test.inside(desk.tenant, async (ctx) => {
    await ctx.db.rows(
      sql`update sla_clocks set due_at = due_at + interval '1 hour'
          where tenant_id = ${desk.tenant} and ticket_id = ${moved} and clock = 'resolution'`,
    );
    await ctx.db.rows(
      sql`update business_calendars set tzdb = '2011a' where tenant_id = ${desk.tenant} and name = 'Zones hours'`,
    );
  });
  const reports = await check();
  expect(reports).toMatchObject([{ fromTzdb: '2011a', toTzdb: presentTzdb(), clockCount: 4, movedCount: 1 }]);
  expect(reports[0]?.moved).toEqual([
    {
      ticketId: moved,
      clock: 'resolution',
      before: at('15:00').toISOString(),
      after: at('14:00').toISOString(),
      zone: 'UTC',
    },
  ]);
  for (const ticket of [moved, same]) {
    expect((await desk.clocks('10:01', ticket)).resolution).toMatchObject({ dueAt: at('14:00') });
  }
  expect(await check()).toHaveLength(1);
});
