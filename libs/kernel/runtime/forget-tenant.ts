import type { Redis } from '@kelp/platform/redis';
import { allStreams } from '../bus/consumer';
import { deadLetterName } from '../bus/streams';
import { openQueues, type Engines } from './processes';

const atOnce = 500;
const states = ['active', 'completed', 'delayed', 'failed', 'prioritized', 'waiting', 'waiting-children'] as const;

/**
 * Takes what Redis holds of a workspace away: its events in the streams and among those given up, and its jobs in the queues. Counters of
 * sign-in tries, which name a person, end by themselves within the hour. Returns how many entries and jobs went.
 */
export async function forgetTenant(engines: Engines, tenant: string): Promise<number> {
  let gone = 0;
  for (const stream of allStreams(engines.config.REDIS_PREFIX))
    for (const name of [stream, deadLetterName(stream)]) gone += await forgetEntries(engines.redis, name, tenant);
  const { queues, close } = openQueues(engines);
  try {
    for (const queue of Object.values(queues)) {
      const jobs = (await queue.getJobs([...states])).filter(
        (job) => (job?.data as { tenant?: string })?.tenant === tenant,
      );
      const removed = await Promise.all(
        jobs.map((job) =>
          job.remove().then(
            () => 1,
            () => 0,
          ),
        ),
      );
      gone += removed.reduce<number>((sum, one) => sum + one, 0);
    }
  } finally {
    await close();
  }
  return gone;
}

async function forgetEntries(redis: Redis, stream: string, tenant: string): Promise<number> {
  let gone = 0;
  for (let from = '-'; ;) {
    const entries = await redis.xrange(stream, from, '+', 'COUNT', atOnce);
    const mine = entries.filter(([, fields]) => tenantOf(fields) === tenant).map(([id]) => id);
    if (mine.length > 0) gone += await redis.xdel(stream, ...mine);
    const last = entries.at(-1);
    if (!last || entries.length < atOnce) return gone;
    from = `(${last[0]}`;
  }
}

/** Whose event an entry of a stream is; undefined for one that cannot be read. */
function tenantOf(fields: readonly string[]): string | undefined {
  const body = fields[fields.indexOf('e') + 1] ?? '';
  try {
    return (JSON.parse(body) as { tenant?: string }).tenant;
  } catch {
    return undefined;
  }
}
