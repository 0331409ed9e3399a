import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../log';

export type { Redis };

/** Waits between tries: 0.1 s doubling to 5 s, with jitter so that processes don't come back in step. Never gives up. */
export const reconnectDelay = (attempt: number): number =>
  Math.min(5000, 100 * 2 ** Math.min(attempt, 6)) * (0.75 + Math.random() / 2);

/** A connection that outlives any outage. `isBlocking` for BullMQ and subscribers, whose commands must wait instead of fail. */
export function openRedis(url: string, log: Logger, options: { isBlocking?: boolean; name?: string } = {}): Redis {
  const settings: RedisOptions = {
    connectionName: options.name ?? 'kelp',
    retryStrategy: reconnectDelay,
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    maxRetriesPerRequest: options.isBlocking ? null : 1,
    enableOfflineQueue: Boolean(options.isBlocking),
    connectTimeout: 5000,
    keepAlive: 10_000,
    lazyConnect: false,
  };
  if (!options.isBlocking) settings.commandTimeout = 5000;
  const redis = new Redis(url, settings);
  let isDown = false;
  redis.on('error', (error) => {
    if (!isDown) log.warn({ err: error.message }, 'Redis is not reachable; trying again until it is');
    isDown = true;
  });
  redis.on('ready', () => {
    if (isDown) log.info('Redis is back');
    isDown = false;
  });
  return redis;
}

/** Waits until the first connection stands or `timeoutMs` has passed. */
export async function waitForRedis(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis does not answer: check REDIS_URL.')), timeoutMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** An evicting Redis loses queues silently: refuse it with a sentence. Managed servers that hide CONFIG pass through INFO. */
export async function assertNoEviction(redis: Redis): Promise<void> {
  const info = await redis.info('memory');
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1];
  if (policy && policy !== 'noeviction') {
    throw new Error(
      `Redis may evict keys (maxmemory-policy ${policy}); set it to noeviction, or queues will lose work.`,
    );
  }
}

export { redisAttemptCounter } from './attempt-counter';
