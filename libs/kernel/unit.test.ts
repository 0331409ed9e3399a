import { sql } from '@kelp/platform/db';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { countingModule } from './testing/counting-module';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(countingModule);
});
afterAll(() => test.close());

it('tells why the first statement failed to whoever waits for one behind it', async () => {
  const tenant = await bareTenant(test);
  const reasons: unknown[] = [];
  const work = test.inside(tenant, async (ctx) => {
    const asked = ['x', 'y'].map((text) => ctx.db.rows(sql`select ${text}::uuid`));
    for (const one of await Promise.allSettled([...asked, ctx.db.rows(sql`select 1`)]))
      reasons.push(one.status === 'rejected' && (one.reason as Error).message);
  });
  // What was swallowed saves nothing.
  await expect(work).rejects.toMatchObject({ id: 'rolled_back' });
  expect(reasons).toEqual(Array(3).fill('invalid input syntax for type uuid: "x"'));
});
