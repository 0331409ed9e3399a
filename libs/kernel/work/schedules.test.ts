import { sql } from '@kelp/platform/db';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { z } from '../contract';
import { defineJob, defineModule, defineSchedule } from '../define';
import { everythingButDate } from '../testing/everything-but-date';
import { fireSchedules } from './schedules';

const job = defineJob({
  name: 'strike',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async () => undefined,
});

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(
    defineModule('clockwork', { jobs: [job], schedules: [defineSchedule('hourly', '0 * * * *', 'UTC', job)] }),
  );
});
afterAll(() => test.close());
afterEach(() => jest.useRealTimers());

const struck = async (tenant: string) =>
  (await test.rows(tenant, sql`select 1 from jobs where tenant_id = ${tenant} and name = 'strike'`)).length;

it('fires a schedule once for each of its times, missed ones once, by the time of the database', async () => {
  const tenant = await bareTenant(test);
  // The firing before the installation existed is not owed.
  expect(await fireSchedules(test.house)).toEqual([]);
  await test.travel(3 * 3_600_000);
  expect(await fireSchedules(test.house)).toEqual(['hourly']);
  expect(await fireSchedules(test.house)).toEqual([]);
  expect(await struck(tenant)).toBe(1);
  // The clock of this process an hour ahead fires nothing early.
  jest.useFakeTimers({ now: Date.now() + 3_600_000, doNotFake: everythingButDate });
  expect(await fireSchedules(test.house)).toEqual([]);
  jest.useRealTimers();
  await test.travel(4 * 3_600_000);
  expect(await fireSchedules(test.house)).toEqual(['hourly']);
  expect(await struck(tenant)).toBe(2);
});
