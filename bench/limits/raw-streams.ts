import { Redis } from 'ioredis';

const batch = 100;
const stream = 'raw-events';

/** Adds `count` events of 300 bytes to one stream, 100 a pipeline, while each group reads and acknowledges 100 at a time. Seconds. */
export async function useRawStreams(url: string, count: number, groups: readonly string[]): Promise<number> {
  const redis = new Redis(url);
  await redis.del(stream);
  for (const group of groups) await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
  const begin = performance.now();
  await Promise.all([addAll(redis, count), ...groups.map((group) => readAll(url, group, count))]);
  const seconds = (performance.now() - begin) / 1000;
  redis.disconnect();
  return seconds;
}

async function addAll(redis: Redis, count: number): Promise<void> {
  for (let start = 0; start < count; start += batch) {
    const pipeline = redis.pipeline();
    for (let n = start; n < Math.min(count, start + batch); n += 1) pipeline.xadd(stream, '*', 'e', 'x'.repeat(300));
    await pipeline.exec();
  }
}

async function readAll(url: string, group: string, count: number): Promise<void> {
  const redis = new Redis(url);
  let seen = 0;
  while (seen < count) {
    const given = (await redis.xreadgroup(
      'GROUP',
      group,
      'bench',
      'COUNT',
      batch,
      'BLOCK',
      1000,
      'STREAMS',
      stream,
      '>',
    )) as [string, [string, string[]][]][] | null;
    const ids = given?.[0]?.[1].map(([id]) => id) ?? [];
    if (ids.length > 0) await redis.xack(stream, group, ...ids);
    seen += ids.length;
  }
  redis.disconnect();
}
