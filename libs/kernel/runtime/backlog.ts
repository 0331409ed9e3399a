import { sql } from '@kelp/platform/db';
import { nobody } from '../bus/relay';
import type { House } from '../unit';

export interface Backlog {
  counts: Record<'unpublished' | 'pending' | 'dead_deliveries' | 'jobs' | 'dead_jobs' | 'timers_due', number>;
  /** Age of the oldest event that was not published yet, in seconds; 0 for none. */
  oldestUnpublishedSeconds: number;
}

/** What waits over all tenants, as kelp_system sees it: for dashboards and alarms, never for a decision. */
export async function readBacklog(house: House): Promise<Backlog> {
  const [row] = await house.database.asSystem((rows) =>
    rows<Record<string, number>>(
      sql`select (select count(*)::int from outbox where published_at is null) as unpublished,
            (select coalesce(extract(epoch from now() - min(occurred_at)), 0)::int from outbox where published_at is null) as age,
            (select count(*)::int from deliveries where state = 'pending') as pending,
            (select count(*)::int from deliveries where state = 'dead') as dead_deliveries,
            (select count(*)::int from jobs where state in ('queued', 'added', 'running') and run_at <= now()) as jobs,
            (select count(*)::int from jobs where state = 'dead') as dead_jobs,
            (select count(*)::int from due_items where due_at <= now()) as timers_due`,
    ),
  );
  const {
    unpublished = 0,
    pending = 0,
    deadDeliveries = 0,
    jobs = 0,
    deadJobs = 0,
    timersDue = 0,
    age = 0,
  } = row ?? {};
  return {
    counts: { unpublished, pending, dead_deliveries: deadDeliveries, jobs, dead_jobs: deadJobs, timers_due: timersDue },
    oldestUnpublishedSeconds: Math.max(0, age),
  };
}

/** How many deliveries of these handlers wait over all tenants, and for how long the oldest of them, in seconds. */
export async function readLag(
  house: House,
  handlers: readonly string[],
): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await house.database.asSystem((rows) =>
    rows<{ waiting: number; oldest: number }>(
      sql`select count(*)::int as waiting, coalesce(extract(epoch from now() - min(o.occurred_at)), 0)::int as oldest
          from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
          where d.state = 'pending' and d.handler = any(${[...handlers]})`,
    ),
  );
  return { waiting: row?.waiting ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
}

export interface DeadDelivery {
  tenantId: string;
  eventId: string;
  handler: string;
  attempts: number;
  error: string | null;
  type: string;
  occurredAt: Date;
}

/** The newest deliveries that were given up, with what they carried. */
export function listDeadDeliveries(house: House, limit = 100): Promise<(DeadDelivery & { payload: unknown })[]> {
  return house.database.asSystem((rows) =>
    rows(
      sql`select d.tenant_id, d.event_id, d.handler, d.attempts, d.error, o.type, o.occurred_at, o.payload
          from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
          where d.state = 'dead' order by d.event_id desc limit ${limit}`,
    ),
  );
}

/**
 * Puts a delivery that was given up back into the ledger as new; the sweeper brings it to its handler. An event that no program knew goes
 * back to the relay. False when it is not dead any more.
 */
export async function replayDelivery(
  house: House,
  key: { tenantId: string; eventId: string; handler: string },
): Promise<boolean> {
  if (key.handler === nobody) return publishAgain(house, key);
  const moved = await house.database.asSystem((rows) =>
    rows(
      sql`update deliveries set state = 'pending', attempts = 0, next_at = now(), error = null, done_at = null
          where tenant_id = ${key.tenantId} and event_id = ${key.eventId} and handler = ${key.handler} and state = 'dead' returning handler`,
    ),
  );
  return moved.length > 0;
}

/** `skipped` and not gone: the ledger keeps that it was given up once. */
async function publishAgain(house: House, key: { tenantId: string; eventId: string }): Promise<boolean> {
  const moved = await house.database.asSystem((rows) =>
    rows(
      sql`with given as (
            update deliveries set state = 'skipped', done_at = now()
            where tenant_id = ${key.tenantId} and event_id = ${key.eventId} and handler = ${nobody} and state = 'dead'
            returning tenant_id, event_id)
          update outbox o set published_at = null from given where o.tenant_id = given.tenant_id and o.id = given.event_id returning 1`,
    ),
  );
  return moved.length > 0;
}

/** The same for a job that was given up. */
export async function replayJob(house: House, key: { tenantId: string; id: string }): Promise<boolean> {
  const moved = await house.database.asSystem((rows) =>
    rows(
      sql`update jobs set state = 'queued', attempts = 0, run_at = now(), error = null, updated_at = now()
          where tenant_id = ${key.tenantId} and id = ${key.id} and state = 'dead' returning id`,
    ),
  );
  return moved.length > 0;
}

/** The newest jobs that were given up. */
export function listDeadJobs(
  house: House,
  limit = 100,
): Promise<{ tenantId: string; id: string; name: string; attempts: number; error: string | null; updatedAt: Date }[]> {
  return house.database.asSystem((rows) =>
    rows(
      sql`select tenant_id, id, name, attempts, error, updated_at from jobs where state = 'dead' order by updated_at desc limit ${limit}`,
    ),
  );
}
