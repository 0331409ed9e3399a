import { firstIdAt, newId } from '@kelp/std';
import { sql, type Sql } from '@kelp/platform/db';
import { systemActor } from '../actor';
import { inUnit, type House } from '../unit';

const day = 24 * 3_600_000;
/** How long what is finished stays to be looked at: events with their deliveries, jobs, answers kept for repeated requests. */
const keepMs = { events: 14 * day, jobs: 30 * day, answers: 7 * day };
/** Rows a statement takes away, so that no transaction is long. */
const perStatement = 5000;

/** Runs a deleting statement again until it finds less than it may take. Returns how many rows went. */
async function drain(once: () => Promise<unknown[]>): Promise<number> {
  let total = 0;
  for (;;) {
    const { length } = await once();
    total += length;
    if (length < perStatement) return total;
  }
}

/**
 * Takes away what was finished long ago: events whose deliveries are all done, and jobs that are done. What is waiting or dead
 * stays until somebody has dealt with it. Returns how many rows went.
 */
export async function removeFinished(house: House, now: Date): Promise<number> {
  const asSystem = (statement: Sql) => () => house.database.asSystem((rows) => rows(statement));
  const tenants = await house.database.asSystem((rows) =>
    rows<{ id: string }>(sql`select id from active_tenants() as t(id)`),
  );
  let removed = 0;
  for (const { id: tenant } of tenants) {
    const events = firstIdAt(new Date(now.getTime() - keepMs.events));
    removed += await drain(
      asSystem(sql`delete from deliveries where tenant_id = ${tenant} and (event_id, handler) in (
        select event_id, handler from deliveries
        where tenant_id = ${tenant} and event_id < ${events} and state in ('done', 'skipped') limit ${perStatement}) returning 1`),
    );
    removed += await drain(
      asSystem(sql`delete from outbox where tenant_id = ${tenant} and id in (
        select id from outbox o where tenant_id = ${tenant} and id < ${events} and published_at is not null
          and not exists (select from deliveries d where d.tenant_id = ${tenant} and d.event_id = o.id)
        limit ${perStatement}) returning 1`),
    );
    removed += await drain(
      asSystem(sql`delete from jobs where tenant_id = ${tenant} and id in (
        select id from jobs where tenant_id = ${tenant} and id < ${firstIdAt(new Date(now.getTime() - keepMs.jobs))} and state = 'done'
        limit ${perStatement}) returning 1`),
    );
    removed += await removeAnswers(house, tenant, new Date(now.getTime() - keepMs.answers));
  }
  return removed;
}

/** Answers kept so that a request sent twice acts once: the one who sent it has long given up. */
async function removeAnswers(house: House, tenant: string, before: Date): Promise<number> {
  const caller = { tenant, actor: systemActor('retention'), door: 'schedule' as const, requestId: newId() };
  return drain(() =>
    inUnit(house, caller, 'retention', (ctx) =>
      ctx.db.rows(
        sql`delete from idempotency_keys where tenant_id = ${tenant} and key in (
          select key from idempotency_keys where tenant_id = ${tenant} and created_at < ${before} limit ${perStatement}) returning 1`,
      ),
    ),
  );
}
