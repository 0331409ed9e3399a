import { sql } from '@kelp/platform/db';
import { UnrecoverableError, type Job as QueueJob } from '@kelp/platform/queue';
import { systemActor, type Caller } from '../actor';
import type { Job } from '../define';
import { createDispatcher } from '../dispatch';
import { inReadUnit, inUnit, type House } from '../unit';
import type { JobTicket } from './job-relay';

interface JobRow {
  id: string;
  name: string;
  input: unknown;
  state: string;
  attempts: number;
  isMuted: boolean;
}

/** A worker that lives renews its lease; a killed one's job is free for another when it has passed. */
const leaseSeconds = 45;
const renewEveryMs = 15_000;

function callerFor(ticket: JobTicket, name: string, row?: JobRow): Caller {
  return {
    tenant: ticket.tenant,
    actor: systemActor(name),
    door: 'job',
    requestId: ticket.id,
    causeId: ticket.id,
    isMuted: row?.isMuted ?? false,
  };
}

/** Runs one BullMQ job. The row in Postgres is the truth: a row that is done, or gone, makes this a no-op. */
export async function runJob(house: House, queueJob: QueueJob): Promise<void> {
  const ticket = queueJob.data as JobTicket;
  const job = house.registry.jobs.get(queueJob.name);
  if (!job) throw new UnrecoverableError(`This program knows no job "${queueJob.name}".`);
  try {
    await (job.run ? runInside(house, ticket, job) : runOutside(house, ticket, job));
  } catch (error) {
    await recordFailure(house, ticket, job, error);
    throw error;
  }
}

/** All effects in Postgres: they commit together with the row's `done`. */
async function runInside(house: House, ticket: JobTicket, job: Job): Promise<void> {
  await inUnit(house, callerFor(ticket, job.name), job.name, async (ctx) => {
    const [row] = await ctx.db.rows<JobRow>(
      sql`update jobs set state = 'done', attempts = attempts + 1, updated_at = now(), error = null, lease_until = null
          where tenant_id = ${ctx.tenant} and id = ${ticket.id} and state not in ('done', 'dead')
          returning id, name, input, state, attempts, is_muted`,
    );
    if (row && job.run) await job.run(ctx, job.input.parse(row.input) as never);
  });
}

/** Outside effects or several transactions: leased, at least once, done when `process` returns. */
async function runOutside(house: House, ticket: JobTicket, job: Job): Promise<void> {
  const row = await lease(house, ticket, job);
  if (!row || !job.process) return;
  const caller = callerFor(ticket, job.name, row);
  const renewal = setInterval(() => renewLease(house, ticket, caller), renewEveryMs);
  try {
    await job.process(
      {
        tenant: ticket.tenant,
        jobId: ticket.id,
        attempt: row.attempts,
        isLastAttempt: row.attempts >= job.attempts,
        transaction: (work, actor, history) =>
          inUnit(
            house,
            { ...caller, ...(actor ? { actor } : {}), ...(history ? { ...history, isMuted: true } : {}) },
            job.name,
            work,
            60_000,
          ),
        moment: (work) => inReadUnit(house, caller, work, 60_000, 'ISOLATION LEVEL REPEATABLE READ, READ ONLY'),
        act: (as, action, input) => createDispatcher(house).wire(action, input, { ...caller, ...as }),
      },
      job.input.parse(row.input) as never,
    );
  } finally {
    clearInterval(renewal);
  }
  await inUnit(house, caller, job.name, (ctx) =>
    ctx.db.rows(
      sql`update jobs set state = 'done', error = null, lease_until = null, updated_at = now()
          where tenant_id = ${ctx.tenant} and id = ${ticket.id}`,
    ),
  );
}

/** A renewal that fails is made up for by the next: two may fail before the lease passes. */
function renewLease(house: House, ticket: JobTicket, caller: Caller): void {
  const renewed = inUnit(house, caller, 'job.renew', (ctx) =>
    ctx.db.rows(
      sql`update jobs set lease_until = now() + ${leaseSeconds} * interval '1 second'
          where tenant_id = ${ctx.tenant} and id = ${ticket.id} and state = 'running'`,
    ),
  );
  renewed.catch((error: unknown) =>
    house.log.warn({ id: ticket.id, err: error }, 'the lease of a job was not renewed'),
  );
}

function lease(house: House, ticket: JobTicket, job: Job): Promise<JobRow | undefined> {
  return inUnit(house, callerFor(ticket, job.name), job.name, (ctx) =>
    ctx.db.maybe<JobRow>(
      sql`update jobs set state = 'running', attempts = attempts + 1, updated_at = now(),
            lease_until = now() + ${leaseSeconds} * interval '1 second'
          where tenant_id = ${ctx.tenant} and id = ${ticket.id} and state not in ('done', 'dead')
          returning id, name, input, state, attempts, is_muted`,
    ),
  );
}

async function recordFailure(house: House, ticket: JobTicket, job: Job, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  house.log.warn({ job: job.name, id: ticket.id, err: message }, 'a job failed');
  // `run` jobs roll their attempt back with everything else: count it here.
  const counted = job.run ? 1 : 0;
  await inUnit(house, callerFor(ticket, job.name), job.name, (ctx) =>
    ctx.db.rows(
      sql`update jobs set attempts = attempts + ${counted}, error = ${message.slice(0, 2000)}, lease_until = null, updated_at = now(),
            state = case when attempts + ${counted} >= ${job.attempts} then 'dead' else 'added' end
          where tenant_id = ${ctx.tenant} and id = ${ticket.id} and state not in ('done', 'dead')`,
    ),
  );
}
