import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

const quietLimitMs = 12 * 60_000;

/** Resolves when nothing waits any more to be published, handled, run or mailed; says so when that does not come. */
export async function becomeQuiet(ledger) {
  const deadline = Date.now() + quietLimitMs;
  let calm = 0;
  let waiting;
  while (Date.now() < deadline) {
    waiting = await ledger.waiting();
    calm = Object.values(waiting).every((count) => count === 0) ? calm + 1 : 0;
    if (calm === 3) return;
    await delay(500);
  }
  console.log(`Not quiet after ${quietLimitMs / 1000} s: ${JSON.stringify(waiting)}`);
}

/** Resolves when every group has read its streams to the end and settled what it read. */
export async function streamsAreRead(url) {
  const redis = new Redis(url);
  const deadline = Date.now() + quietLimitMs;
  while (Date.now() < deadline && (await unread(redis)) > 0) await delay(500);
  redis.disconnect();
}

async function unread(redis) {
  const streams = (await redis.keys('{*:events:*}')).filter((name) => !name.endsWith('dead-letter'));
  let left = 0;
  for (const stream of streams) {
    for (const info of await redis.xinfo('GROUPS', stream)) {
      const at = (name) => info[info.indexOf(name) + 1];
      left += Number(at('pending')) + Number(at('lag') ?? 0);
    }
  }
  return left;
}
