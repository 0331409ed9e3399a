import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { openRedis } from '@kelp/platform/redis';
import { askToCount, batches, countingModule } from '../testing/counting-module';
import { replayDelivery } from '../runtime/backlog';
import { startConsumers } from './consumers';
import { relayOnce, sweepDeliveries, toEnvelope } from './relay';
import { addToStreams, deadLetterName } from './streams';
import { allStreams } from './consumer';

let test: TestHouse;
let tenant: string;
const settings = () => ({ prefix: test.engines.config.REDIS_PREFIX, maxDeliveries: 3 });

beforeAll(async () => {
  test = await testHouse(countingModule);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const ask = (names: string[], isPoison = false) =>
  test.as(callerWith(tenant, ['count.ask']), askToCount, { names, isPoison });
const counts = async (): Promise<Record<string, number>> => {
  const rows = await test.rows<{ key: string; value: number }>(
    tenant,
    sql`select key, value from tenant_settings where tenant_id = ${tenant}`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
};
const twice = (names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`first:${name}`, 1],
      [`second:${name}`, 1],
    ]),
  );

async function until(isReached: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await isReached()) return;
    await delay(25);
  }
  throw new Error('It did not come to pass within five seconds.');
}

async function withConsumers<T>(work: () => Promise<T>): Promise<T> {
  const listener = openRedis(test.engines.config.REDIS_URL, test.engines.log, { isBlocking: true });
  const running = await Promise.all(
    [1, 2].map(() => startConsumers(test.house, test.engines.redis, listener, settings())),
  );
  try {
    return await work();
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    listener.disconnect();
  }
}

it('brings every event to every handler once, though two consumers read and each event is on the stream three times', async () => {
  const names = Array.from({ length: 120 }, (_, n) => `n${n}`);
  await ask(names);
  await withConsumers(async () => {
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    const rows = await test.house.database.asSystem((run) =>
      run<never>(sql`select * from outbox where tenant_id = ${tenant}`),
    );
    const again = rows.map((row) => toEnvelope(row, ['first', 'second']));
    for (const copy of [again, again]) await addToStreams(test.engines.redis, settings().prefix, copy);
    await until(async () => Object.keys(await counts()).length === 240);
    await delay(200);
  });
  expect(await counts()).toEqual(twice(names));
});

it('gives a subscriber by set the events of a burst together and in their order', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `burst${n}`);
  await ask(names);
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  batches.length = 0;
  await withConsumers(() => until(async () => Object.keys(await counts()).length === 80));
  const order = (name: string) => names.indexOf(name);
  expect(batches.flat().sort((a, b) => order(a) - order(b))).toEqual(names);
  expect(batches.some((batch) => batch.length > 1)).toBe(true);
  for (const batch of batches) expect(batch).toEqual([...batch].sort((a, b) => order(a) - order(b)));
});

it('loses nothing when Redis is emptied after the relay: the sweeper brings it back', async () => {
  const names = ['a', 'b', 'c'];
  await ask(names);
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  for (const stream of allStreams(settings().prefix)) await test.engines.redis.del(stream);
  await test.house.database.asSystem((run) =>
    run(sql`update deliveries set next_at = now() - interval '1 second' where tenant_id = ${tenant}`),
  );
  await withConsumers(async () => {
    expect(await sweepDeliveries(test.house, test.engines.redis, settings().prefix)).toBe(6);
    await until(async () => Object.keys(await counts()).length === 6);
  });
  expect(await counts()).toEqual(twice(names));
});

it('does not let a poison event harm its neighbours, buries it after its tries, and replays it', async () => {
  await ask(['good1', 'good2']);
  await ask(['bad'], true);
  await ask(['good3']);
  const dead = () =>
    test.rows<{ eventId: string; attempts: number; error: string }>(
      tenant,
      sql`select event_id, attempts, error from deliveries where tenant_id = ${tenant} and state = 'dead'`,
    );
  await withConsumers(async () => {
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    for (let n = 0; n < 4; n += 1) {
      await until(async () => (await counts())['first:bad'] === 1);
      await test.house.database.asSystem((run) =>
        run(sql`update deliveries set next_at = now() where tenant_id = ${tenant} and state = 'pending'`),
      );
      await delay(60);
      await sweepDeliveries(test.house, test.engines.redis, settings().prefix);
      await delay(120);
    }
    await until(async () => (await dead()).length === 1);
  });
  expect(await counts()).toEqual({ ...twice(['good1', 'good2', 'good3']), 'first:bad': 1 });
  const [buried] = await dead();
  expect(buried).toMatchObject({ attempts: 3, error: expect.stringContaining('poison') });
  const letters = await Promise.all(
    allStreams(settings().prefix).map((stream) => test.engines.redis.xlen(deadLetterName(stream))),
  );
  expect(letters.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(
    await replayDelivery(test.house, { tenantId: tenant, eventId: buried?.eventId ?? '', handler: 'second' }),
  ).toBe(true);
  expect(await dead()).toEqual([]);
});

it('publishes nothing of a change that was rolled back', async () => {
  await expect(
    test.inside(tenant, async (ctx) => {
      await ctx.run(test.house.registry.actions.get('count.ask') as never, { names: ['x'], isPoison: false } as never);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await settle(test);
  expect(await counts()).toEqual({});
});
