import { list, sql, type Sql } from '@kelp/platform/db';
import { doerOf, type Caller } from '../actor';

/** One row of the audit trail as it is written. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes rows of the trail and notes that they wait for the chain, in one statement: nothing is waited for, nobody is held up. */
export function insertAudit(caller: Caller, entries: readonly AuditEntry[]): Sql {
  const { tenant, door, requestId, causeId } = caller;
  const doer = doerOf(caller.actor);
  const tuples = entries.map(
    (
      entry,
    ) => sql`(${tenant}::uuid, ${entry.id}::uuid, ${entry.at}::timestamptz, ${doer.kind}, ${doer.id}::uuid, ${doer.name}, ${door},
        ${entry.action}, ${requestId}, ${causeId ?? null}::uuid, ${entry.subject}, ${entry.subjectId}::uuid,
        ${entry.before && JSON.stringify(entry.before)}::jsonb, ${entry.after && JSON.stringify(entry.after)}::jsonb)`,
  );
  return sql`with written as (insert into audit_log (tenant_id, id, at, actor_kind, actor_id, actor_name, door, action, request_id,
      cause_id, subject, subject_id, before, after) values ${list(tuples)} returning tenant_id, id)
    insert into audit_unsealed (tenant_id, audit_id) select tenant_id, id from written`;
}
