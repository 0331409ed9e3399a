import { Queue, UnrecoverableError, Worker, type Job, type JobsOptions, type Processor } from 'bullmq';
import type { Redis } from '../redis';

export { Queue, UnrecoverableError, Worker };
export type { Job, JobsOptions, Processor };

/** Every queue keeps its keys in one cluster slot of its own. */
export const queuePrefix = (prefix: string, queue: string): string => `{${prefix}:${queue}}`;

/** The producing side of one queue. */
export function openQueue(name: string, prefix: string, connection: Redis): Queue {
  return new Queue(name, {
    connection,
    prefix: queuePrefix(prefix, name),
    defaultJobOptions: {
      removeOnComplete: { count: 1000, age: 3600 },
      removeOnFail: { count: 5000, age: 14 * 86_400 },
    },
  });
}

/** The consuming side of one queue; `concurrency` jobs at a time in this process. */
export function openWorker(
  name: string,
  prefix: string,
  connection: Redis,
  processor: Processor,
  concurrency: number,
): Worker {
  return new Worker(name, processor, {
    connection,
    prefix: queuePrefix(prefix, name),
    concurrency,
    lockDuration: 30_000,
    stalledInterval: 15_000,
    maxStalledCount: 5,
    drainDelay: 5,
  });
}

/**
 * How long a job will be held back yet, in milliseconds by the clock of Redis; 0 for one that is not delayed. The clock of the worker that
 * put it off may have been another.
 */
export async function delayLeft(queue: Queue, jobId: string): Promise<number> {
  const redis = (await queue.backend.client) as unknown as Redis;
  const score = await redis.zscore(queue.toKey('delayed'), jobId);
  if (score === null) return 0;
  const [seconds] = await redis.time();
  // BullMQ keeps the instant in the upper bits and the place among those of one instant in the lower twelve.
  return Number(score) / 4096 - Number(seconds) * 1000;
}
