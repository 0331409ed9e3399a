/** @jest-environment node */
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

/** Checks with the program as it would run on other zone data, in which `zone` has the rules of `like`. */
async function checkWithout(zone: string, like: string): Promise<void> {
  const Present = Intl.DateTimeFormat;
  const other = jest
    .spyOn(Intl, 'DateTimeFormat')
    .mockImplementation(
      (locale, options) =>
        new Present(locale, { ...options, timeZone: options?.timeZone === zone ? like : options?.timeZone }),
    );
  try {
    // A program reads the zone data when it starts: these modules start anew.
    const fresh: { checkOne?: typeof checkOne } = {};
    jest.isolateModules(() => Object.assign(fresh, jest.requireActual('../jobs/check-zone-data')));
    const once = fresh.checkOne;
    if (!once) throw new Error('The check was not loaded.');
    while (await desk.test.inside(desk.tenant, once));
  } finally {
    other.mockRestore();
  }
}

it('with the zone data of a country that gave summer time up moves exactly the dues beyond its change', async () => {
  const hours = (timezone: string) => ({ ...nineToFive, timezone });
  const berlin = await desk.client('Berlin', { hours: hours('Europe/Berlin') });
  const lagos = await desk.client('Lagos', { hours: hours('Africa/Lagos') });
  // Friday before the clocks of Berlin go forward: one hour is left of the day, three are due on Monday.
  const beyond = await desk.open('2024-03-29T15:00', berlin);
  const before = await desk.open('2024-03-29T10:00', berlin);
  const elsewhere = await desk.open('2024-03-29T15:00', lagos);
  const dues = async () => {
    const rows = await desk.test.rows<{ ticketId: string; dueAt: Date }>(
      desk.tenant,
      sql`select ticket_id, due_at from sla_clocks where tenant_id = ${desk.tenant} and clock = 'resolution'`,
    );
    const of = (id: string) => rows.find(({ ticketId }) => ticketId === id)?.dueAt.toISOString();
    return [of(beyond), of(before), of(elsewhere)];
  };
  const unmoved = ['2024-03-29T14:00:00.000Z', '2024-04-01T11:00:00.000Z'];
  expect(await dues()).toEqual(['2024-04-01T10:00:00.000Z', ...unmoved]);
  await desk.test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(
      sql`update business_calendars set tzdb = '2023a' where tenant_id = ${desk.tenant} and name in ('Berlin hours', 'Lagos hours')`,
    ),
  );
  await checkWithout('Europe/Berlin', 'Africa/Lagos');
  expect(await dues()).toEqual(['2024-04-01T11:00:00.000Z', ...unmoved]);
  const reports = await desk.test.inside(desk.tenant, (ctx) => ctx.db.list(zoneDataReports, { fromTzdb: '2023a' }));
  expect(reports.flatMap(({ moved }) => moved)).toEqual([
    {
      ticketId: beyond,
      clock: 'resolution',
      before: '2024-04-01T10:00:00.000Z',
      after: '2024-04-01T11:00:00.000Z',
      zone: 'Europe/Berlin',
    },
  ]);
  expect(reports.reduce((sum, { clockCount }) => sum + clockCount, 0)).toBe(6);
});
