import { newId } from '@kelp/std';
import { list, sql, type Unit } from '@kelp/platform/db';
import { doerOf, type Caller } from './actor';
import { insertAudit } from './audit/write';
import { aggregateOf } from './aggregate';
import { inChunks } from './store';
import type { Gathered } from './unit';

/**
 * Writes what a unit gathered, as its last statements: audit rows, outbox rows, then the live counter (the last lock,
 * held only until the commit that follows). Returns the new live counter, 0 when nothing became visible to others.
 */
export async function flush(unit: Unit, caller: Caller, label: string, gathered: Gathered, now: Date): Promise<number> {
  const audited = gathered.changes.filter((change) => change.table.isAudited);
  for (const changes of inChunks(audited)) unit.send(auditRows(caller, label, changes, now));
  for (const events of inChunks(gathered.events)) unit.send(outboxRows(unit.tenant, caller, events, now));
  if (gathered.topics.size === 0) return 0;
  const rows = await unit.rows<{ n: bigint }>(
    sql`insert into live_counters (tenant_id, n) values (${unit.tenant}, 1)
        on conflict (tenant_id) do update set n = live_counters.n + 1 returning n`,
  );
  return Number(rows[0]?.n ?? 0n);
}

function auditRows(caller: Caller, label: string, changes: Gathered['changes'], now: Date) {
  const entries = changes.map(({ table, id, before, after, at = caller.at }) => ({
    id: newId(at),
    at: at ?? now,
    action: label,
    subject: table.name,
    subjectId: id,
    before,
    after,
  }));
  return insertAudit(caller, entries);
}

function outboxRows(tenant: string, caller: Caller, events: Gathered['events'], now: Date) {
  const actor = JSON.stringify(doerOf(caller.actor));
  const tuples = events.map(
    (event) => sql`(${tenant}, ${event.id}, ${event.type.type}, ${event.type.version}, ${aggregateOf(event.type.type)},
      ${event.aggregateId}, ${event.at ?? now}, ${actor}, ${caller.causeId ?? null}, ${caller.depth ?? 0}, ${caller.isMuted ?? false},
      ${JSON.stringify(event.payload)})`,
  );
  return sql`insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, cause_id,
    depth, is_muted, payload) values ${list(tuples)}`;
}
