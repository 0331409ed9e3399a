import { sql } from '@kelp/platform/db';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { queueNames } from '../define';
import { countingModule } from '../testing/counting-module';
import { sweepDueItems } from './due-sweep';
import type { Queues } from './job-relay';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(countingModule);
});
afterAll(() => test.close());

/** Stands in for BullMQ: keeps what would be handed out, as keys by tenant. */
function collecting() {
  const handed = new Map<string, string[]>();
  const add = (_name: string, { tenant, keys }: { tenant: string; keys: string[] }) => {
    handed.set(tenant, [...(handed.get(tenant) ?? []), ...keys]);
    return Promise.resolve();
  };
  return { handed, queues: Object.fromEntries(queueNames.map((name) => [name, { add }])) as unknown as Queues };
}

/** The same queues, noting whose batch was handed out when. */
function watching(queues: Queues, order: string[]): Queues {
  const add = async (name: string, batch: { tenant: string }) => {
    order.push(batch.tenant);
    await queues.default.add(name, batch);
  };
  return Object.fromEntries(queueNames.map((name) => [name, { add }])) as unknown as Queues;
}

const timers = (tenant: string, count: number, minutesAgo: number) =>
  test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into due_items (tenant_id, kind, key, due_at, payload)
          select ${tenant}, 'storm', n::text, now() - ${minutesAgo} * interval '1 minute', '{}' from generate_series(1, ${count}) n`,
    ),
  );

it('does not let the import of one workspace hold up the timers of another', async () => {
  const [storm, quiet] = [await bareTenant(test), await bareTenant(test)];
  await timers(storm, 5000, 60);
  await timers(quiet, 3, 1);
  const { handed, queues } = collecting();
  const order: string[] = [];
  const count = await sweepDueItems(test.house, watching(queues, order));
  // The quiet one's are handed out in the first round; the storm gets its share of each, and time to be worked off.
  expect(order.slice(0, 2).sort()).toEqual([quiet, storm].sort());
  expect(handed.get(quiet)).toHaveLength(3);
  expect(handed.get(storm)).toHaveLength(2000);
  expect(count).toBe(2003);
  // The next sweeps go on with the storm to its end and hand nothing out twice.
  await sweepDueItems(test.house, queues);
  await sweepDueItems(test.house, queues);
  expect(await sweepDueItems(test.house, queues)).toBe(0);
  const all = handed.get(storm) ?? [];
  expect(all).toHaveLength(5000);
  expect(new Set(all).size).toBe(5000);
  expect(handed.get(quiet)).toHaveLength(3);
}, 90_000);
