import { sql } from '@kelp/platform/db';
import { delayLeft, type Queue } from '@kelp/platform/queue';
import type { QueueName } from '../define';
import type { House } from '../unit';

export type Queues = Readonly<Record<QueueName, Queue>>;

interface JobRow {
  tenantId: string;
  id: string;
  name: string;
  queue: QueueName;
}

/** What a BullMQ job carries: only where the row stands. Input and state are in Postgres. */
export interface JobTicket {
  tenant: string;
  id: string;
}

const batch = 200;
const clockToleranceMs = 60_000;

async function addAll(house: House, queues: Queues, rows: JobRow[]): Promise<void> {
  for (const [name, queue] of Object.entries(queues)) {
    const mine = rows.filter((row) => row.queue === name);
    if (mine.length === 0) continue;
    await queue.addBulk(
      mine.map((row) => ({
        name: row.name,
        data: { tenant: row.tenantId, id: row.id } satisfies JobTicket,
        opts: {
          jobId: row.id,
          attempts: house.registry.jobs.get(row.name)?.attempts ?? 1,
          backoff: { type: 'exponential', delay: 2000, jitter: 0.5 },
        },
      })),
    );
  }
}

/** Adds committed job rows whose time has come to BullMQ: mark first, add after the commit. Returns how many. */
export async function relayJobs(house: House, queues: Queues): Promise<number> {
  const rows = await house.database.asSystem((run) =>
    run<JobRow>(
      sql`with ready as (
            select tenant_id, id from jobs where state = 'queued' and run_at <= kelp_now() order by run_at limit ${batch}
            for update skip locked)
          update jobs set state = 'added', updated_at = now() from ready
          where jobs.tenant_id = ready.tenant_id and jobs.id = ready.id
          returning jobs.tenant_id, jobs.id, jobs.name, jobs.queue`,
    ),
  );
  await addAll(house, queues, rows);
  return rows.length;
}

/**
 * Jobs that BullMQ may have lost (Redis emptied, a crash between commit and add, a worker that died for good): adds them
 * again. BullMQ ignores an id it still has; a row that is done is skipped by the worker. Returns how many were looked at.
 */
export async function sweepJobs(house: House, queues: Queues): Promise<number> {
  const rows = await house.database.asSystem((run) =>
    run<JobRow>(
      sql`with lost as (
            select tenant_id, id from jobs
            where state in ('added', 'running') and updated_at < now() - interval '60 seconds'
              and (lease_until is null or lease_until < now())
            order by updated_at limit 500 for update skip locked)
          update jobs set state = 'added', updated_at = now() from lost
          where jobs.tenant_id = lost.tenant_id and jobs.id = lost.id
          returning jobs.tenant_id, jobs.id, jobs.name, jobs.queue`,
    ),
  );
  for (const row of rows) await free(queues[row.queue], row.id);
  await addAll(house, queues, rows);
  return rows.length;
}

/**
 * A job that BullMQ holds as failed or completed would make the same id a no-op: it is removed, so that it can be added again. One that
 * waits for its next try longer than it was told to was put off by a worker whose clock runs ahead: it goes now.
 */
async function free(queue: Queue | undefined, id: string): Promise<void> {
  const held = await queue?.getJob(id);
  if (!queue || !held) return;
  if ((await held.isFailed()) || (await held.isCompleted())) await held.remove().catch(() => undefined);
  else if ((await delayLeft(queue, id)) > held.delay + clockToleranceMs) await held.promote().catch(() => undefined);
}
