import { groupBy, newId } from '@kelp/std';
import { handleEntries } from '../bus/consumer';
import { relayOnce, toEnvelope, type OutboxRow } from '../bus/relay';
import { streamName, streamOf } from '../bus/streams';
import { runDueBatch, sweepDueItems } from '../work/due-sweep';
import { relayJobs } from '../work/job-relay';
import { runJob } from '../work/job-worker';
import { sql } from '@kelp/platform/db';
import type { Queue } from '@kelp/platform/queue';
import type { QueueName } from '../define';
import type { Engines } from './processes';

interface Held {
  name: string;
  data: unknown;
}

const maxRounds = 200;

/**
 * Does, in this process and in order, what relay, consumers, workers and sweeps would do, until nothing is left: outbox rows
 * become deliveries and are handled, due jobs run, timers that have come due fire. For loading histories and for tests; it goes through
 * the same ledger rows, so running beside real workers is safe. Returns the number of rounds.
 */
export async function consumeAll(engines: Engines): Promise<number> {
  const { house, redis, config } = engines;
  const waiting: Held[] = [];
  const queues = collectInto(waiting);
  for (let round = 1; round <= maxRounds; round += 1) {
    let moved = await relayOnce(house, redis, config.REDIS_PREFIX);
    moved += await handlePending(engines);
    moved += await relayJobs(house, queues);
    moved += await sweepDueItems(house, queues);
    for (const held of waiting.splice(0)) {
      const job = held as Parameters<typeof runJob>[1];
      await (job.name === 'due' ? runDueBatch(house, job) : runJob(house, job)).catch(() => undefined);
    }
    if (moved === 0) return round;
  }
  throw new Error('There was still work after 200 rounds: something makes work for itself.');
}

/** Stands in for the BullMQ queues: what would be added is kept to be run here. */
function collectInto(waiting: Held[]): Record<QueueName, Queue> {
  const queue = {
    addBulk: async (jobs: Held[]) => void waiting.push(...jobs),
    add: async (name: string, data: unknown) => void waiting.push({ name, data }),
  } as unknown as Queue;
  return { billing: queue, sla: queue, mail: queue, webhooks: queue, imports: queue, default: queue };
}

type PendingRow = OutboxRow & { handler: string };

/** Handles every pending delivery straight from the ledger: each handler takes its own together, as it would from a stream. */
async function handlePending(engines: Engines): Promise<number> {
  const { house, redis, config } = engines;
  const settings = { prefix: config.REDIS_PREFIX, maxDeliveries: config.REDIS_STREAM_MAX_DELIVERIES };
  const pending = await house.database.asSystem((rows) =>
    rows<PendingRow>(
      sql`select o.*, d.handler from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
          where d.state = 'pending' and d.attempts < 3 order by o.id limit 500`,
    ),
  );
  for (const [handler, rows] of groupBy(pending, (row) => row.handler)) {
    const subscriber = house.registry.subscribers.get(handler);
    const entries = rows.map((row) => ({
      stream: streamName(config.REDIS_PREFIX, streamOf(row.tenantId, row.aggregateId)),
      messageId: `0-${newId()}`,
      envelope: toEnvelope(row, [handler]),
    }));
    if (subscriber) await handleEntries(house, redis, settings, subscriber, entries);
  }
  return pending.length;
}
