import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '@kelp/platform/db';
import type { Config } from '@kelp/platform/config';
import { createLogger, type Logger } from '@kelp/platform/log';
import { openQueue, openWorker, type Worker } from '@kelp/platform/queue';
import { openRedis, type Redis } from '@kelp/platform/redis';
import { anchorHeads } from '../audit/anchor';
import { sealAll } from '../audit/seal';
import { startConsumers, type Consumers } from '../bus/consumers';
import { buryUnknown, relayOnce, sweepDeliveries } from '../bus/relay';
import { liveChannel, wakeChannel } from '../bus/streams';
import { trimStreams } from '../bus/trim';
import { fileStorage } from '../files';
import { queueNames, type QueueName } from '../define';
import { rulesOfHosts, useMailHostRules, workspaceCounter } from '../mail/host-rules';
import type { Registry } from '../registry';
import { useSecret } from '../secrets';
import type { House } from '../unit';
import { dueJobName, runDueBatch, sweepDueItems } from '../work/due-sweep';
import { removeFinished } from '../work/retention';
import { relayJobs, sweepJobs, type Queues } from '../work/job-relay';
import { runJob } from '../work/job-worker';
import { databaseTime, dropLease, fireSchedules, holdLease } from '../work/schedules';
import { startLoop, type Loop } from './loop';

/** The engines of one process and what the kernel needs of them. */
export interface Engines {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly redis: Redis;
  readonly house: House;
  close(): Promise<void>;
}

/** Opens database and Redis for one process. `needsSystem` where relay and sweeps run. */
export function openEngines(name: string, config: Config, registry: Registry): Engines {
  const log = createLogger(name, config.LOG_LEVEL);
  useSecret(config.KELP_SECRET, config.KELP_FORMER_SECRET);
  const database = openDatabase({
    url: config.DATABASE_URL,
    systemUrl: config.SYSTEM_DATABASE_URL,
    pool: config.DATABASE_POOL,
    name: `kelp-${name}`,
    log,
  });
  const redis = openRedis(config.REDIS_URL, log, { name: `kelp-${name}` });
  const publish = (channel: string, message: string) => void redis.publish(channel, message).catch(() => undefined);
  const house: House = {
    registry,
    database,
    log,
    hint: ({ relays, ...hint }) => {
      for (const what of relays) publish(wakeChannel(config.REDIS_PREFIX, 'relay'), what);
      if (hint.topics.length > 0) publish(liveChannel(config.REDIS_PREFIX), JSON.stringify(hint));
    },
  };
  useMailHostRules(rulesOfHosts(config, workspaceCounter(house)));
  const close = async () => {
    redis.disconnect();
    await database.close();
  };
  return { config, log, database, redis, house, close };
}

/** The producing side of all queues, for relay, sweeps and dashboards. */
export function openQueues(engines: Engines): { queues: Queues; close(): Promise<void> } {
  const connection = openRedis(engines.config.REDIS_URL, engines.log, { isBlocking: true, name: 'kelp-queues' });
  const open = (name: QueueName) => {
    const queue = openQueue(name, engines.config.REDIS_PREFIX, connection);
    queue.on('error', (error) => engines.log.debug({ err: error.message }, 'queue connection'));
    return [name, queue];
  };
  const queues = Object.fromEntries(queueNames.map(open)) as Queues;
  return {
    queues,
    close: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.close().catch(() => undefined)));
      connection.disconnect();
    },
  };
}

export interface Running {
  /** When the slowest loop last turned. */
  lastTurn(): Date;
  stop(): Promise<void>;
}

const concurrency: Record<QueueName, number> = { billing: 2, sla: 4, mail: 12, webhooks: 16, imports: 2, default: 4 };

/** The worker's loops: stream consumers and queue processors, as the registry names them. */
export async function startWork(engines: Engines): Promise<Running> {
  const { config, log, house, redis } = engines;
  const listener = openRedis(config.REDIS_URL, log, { isBlocking: true, name: 'kelp-wake' });
  const connection = openRedis(config.REDIS_URL, log, { isBlocking: true, name: 'kelp-bullmq' });
  const settings = { prefix: config.REDIS_PREFIX, maxDeliveries: config.REDIS_STREAM_MAX_DELIVERIES };
  const consumers: Consumers = await startConsumers(house, redis, listener, settings);
  const workers: Worker[] = queueNames.map((name) => {
    const processor = (job: Parameters<typeof runJob>[1]) =>
      job.name === dueJobName ? runDueBatch(house, job) : runJob(house, job);
    const worker = openWorker(name, config.REDIS_PREFIX, connection, processor, concurrency[name]);
    worker.on('error', (error) => log.debug({ err: error.message }, 'worker connection'));
    return worker;
  });
  return {
    lastTurn: consumers.lastTurn,
    stop: async () => {
      await consumers.stop();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 20_000))]);
      listener.disconnect();
      connection.disconnect();
    },
  };
}

const leaderSeconds = 15;

/** Again as long as a turn is full. */
const drain = async (once: () => Promise<number>) => {
  while ((await once()) >= 200);
};

/** The scheduler's loops. Every instance relays (rows are claimed); sweeps and schedules run on the one that holds the lease. */
export async function startSchedule(engines: Engines): Promise<Running> {
  const { config, log, house, redis } = engines;
  const { queues, close } = openQueues(engines);
  const holder = `${process.pid}-${randomUUID()}`;
  let isLeader = false;
  const leading = (name: string, everyMs: number, work: () => Promise<unknown>) =>
    startLoop(log, name, everyMs, async () => void (isLeader && (await work())));
  /** What marks rows and then goes to Redis waits until Redis is there: else all would be the slow sweepers' afterwards. */
  const withRedis = (work: () => Promise<unknown>) => async () => {
    await redis.ping();
    await work();
  };
  const handlers = new Set(house.registry.subscribers.keys());
  const relay = (name: string, once: () => Promise<number>) =>
    startLoop(
      log,
      name,
      500,
      withRedis(() => drain(once)),
    );
  const relays = {
    events: relay('outbox relay', () => relayOnce(house, redis, config.REDIS_PREFIX)),
    jobs: relay('job relay', () => relayJobs(house, queues)),
  };
  const loops: Loop[] = [
    ...Object.values(relays),
    startLoop(
      log,
      'lease',
      5000,
      async () => void (isLeader = await holdLease(house, 'scheduler', holder, leaderSeconds)),
    ),
    leading(
      'due sweep',
      1000,
      withRedis(() => sweepDueItems(house, queues)),
    ),
    leading(
      'delivery sweep',
      10_000,
      withRedis(() => sweepDeliveries(house, redis, config.REDIS_PREFIX)),
    ),
    leading('unknown events', 10_000, () => buryUnknown(house)),
    leading(
      'job sweep',
      15_000,
      withRedis(() => sweepJobs(house, queues)),
    ),
    leading('schedules', 20_000, () => fireSchedules(house)),
    leading('retention', 3_600_000, async () => removeFinished(house, await databaseTime(house))),
    leading('audit seal', 3000, () => sealAll(house)),
    leading('audit anchors', 600_000, async () => anchorHeads(house, fileStorage(), await databaseTime(house))),
    leading('stream trim', 60_000, () => trimStreams(redis, config.REDIS_PREFIX, handlers)),
  ];
  const listener = openRedis(config.REDIS_URL, log, { isBlocking: true, name: 'kelp-wake' });
  listener.on('message', (_channel, what) => {
    // An earlier program does not say what.
    if (what !== 'jobs') relays.events.wake();
    if (what !== 'events') relays.jobs.wake();
  });
  listener.subscribe(wakeChannel(config.REDIS_PREFIX, 'relay')).catch(() => undefined);
  return {
    lastTurn: () => new Date(Math.min(...loops.map((loop) => loop.turnedAt().getTime() + loop.everyMs))),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      if (isLeader) await dropLease(house, 'scheduler', holder).catch(() => undefined);
      listener.disconnect();
      await close();
    },
  };
}
