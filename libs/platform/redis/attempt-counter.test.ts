import { randomUUID } from 'node:crypto';
import { createLogger } from '../log';
import { openRedis, redisAttemptCounter, waitForRedis, type Redis } from './index';

let redis: Redis;
beforeAll(async () => {
  redis = openRedis(String(process.env['TEST_REDIS_URL']), createLogger('test', 'silent'));
  await waitForRedis(redis, 5000);
});
afterAll(() => redis.disconnect());

const counter = () => redisAttemptCounter(redis, `test-${randomUUID()}`);

it('counts every one of many at once', async () => {
  const { increment } = counter();
  const counts = await Promise.all(Array.from({ length: 200 }, () => increment('k', { limit: 5, seconds: 60 })));
  expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
});

it('keeps a lock no longer than its time, although somebody goes on', async () => {
  const { increment } = counter();
  const rule = { limit: 2, seconds: 1 };
  for (let n = 0; n < 2; n += 1) await increment('k', rule);
  const until = Date.now() + 5000;
  let tries = 0;
  while ((await increment('k', rule)).count > 2 && Date.now() < until) {
    tries += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(tries).toBeGreaterThan(5);
  expect(Date.now()).toBeLessThan(until);
});

it('takes one back, forgets all, and leaves no key without an end', async () => {
  const prefix = `test-${randomUUID()}`;
  const { increment, forgive, reset } = redisAttemptCounter(redis, prefix);
  const rule = { limit: 5, seconds: 60 };
  await forgive('a{b}');
  expect(await redis.keys(`${prefix}*`)).toEqual([]);
  await increment('a{b}', rule);
  await increment('a{b}', rule);
  await forgive('a{b}');
  expect(await increment('a{b}', rule)).toEqual({ count: 2, secondsLeft: 60 });
  await reset('a{b}');
  expect((await increment('a{b}', rule)).count).toBe(1);
});
