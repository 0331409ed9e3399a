import { sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { systemActor } from '../actor';
import type { Ctx } from '../context';
import { inUnit, type House } from '../unit';

/**
 * SQL: a row `a` of the trail as the one text that is hashed: a JSON array as PostgreSQL writes jsonb (keys in its order, instants with
 * microseconds in UTC). Null for a row that is gone.
 */
export const canonicalRow = sql`jsonb_build_array('kelp-audit-1', a.tenant_id, a.id,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor_kind, a.actor_id, a.actor_name, a.door, a.action, a.request_id,
  a.cause_id, a.subject, a.subject_id, a.before, a.after)::text`;

/** A link: sha256 over the hash before, the place in the chain, and the row. */
export const linkHash = (before: string, seq: bigint, canonical: string | null): string =>
  sha256(`${before}\n${seq}\n${canonical ?? 'missing'}`);

const perRound = 1000;

/** Seals what is written in one workspace, in the order in which it was found. Returns how many rows; one sealer at a time goes on. */
export async function sealTenant(house: House, tenant: string): Promise<number> {
  const caller = { tenant, actor: systemActor('audit seal'), door: 'schedule' as const, requestId: newId() };
  let total = 0;
  for (;;) {
    const count = await inUnit(house, caller, 'audit.seal', sealRound, 60_000);
    total += count;
    if (count < perRound) return total;
  }
}

async function sealRound(ctx: Ctx): Promise<number> {
  await ctx.db.rows(
    sql`insert into audit_heads (tenant_id, seq, hash, sealed_at) values (${ctx.tenant}, 0, '', ${ctx.now()}) on conflict do nothing`,
  );
  const head = await ctx.db.one<{ seq: bigint; hash: string }>(
    sql`select seq, hash from audit_heads where tenant_id = ${ctx.tenant} for update`,
  );
  const waiting = await ctx.db.rows<{ auditId: string; canonical: string | null }>(
    sql`select u.audit_id, case when a.id is not null then ${canonicalRow} end as canonical
        from audit_unsealed u left join audit_log a on a.tenant_id = u.tenant_id and a.id = u.audit_id
        where u.tenant_id = ${ctx.tenant} order by u.audit_id limit ${perRound}`,
  );
  if (waiting.length === 0) return 0;
  let { seq, hash } = head;
  const links = waiting.map(({ auditId, canonical }) => {
    seq += 1n;
    hash = linkHash(hash, seq, canonical);
    return { auditId, seq: String(seq), hash };
  });
  const ids = links.map(({ auditId }) => auditId);
  await ctx.db.rows(
    sql`insert into audit_chain (tenant_id, seq, audit_id, hash) select ${ctx.tenant}, l.seq, l.audit_id, l.hash
        from unnest(${links.map((link) => link.seq)}::bigint[], ${ids}::uuid[], ${links.map((link) => link.hash)}::text[]) as l (seq, audit_id, hash)`,
  );
  await ctx.db.rows(sql`delete from audit_unsealed where tenant_id = ${ctx.tenant} and audit_id = any(${ids}::uuid[])`);
  await ctx.db.rows(
    sql`update audit_heads set seq = ${String(seq)}::bigint, hash = ${hash}, sealed_at = ${ctx.now()} where tenant_id = ${ctx.tenant}`,
  );
  return links.length;
}

/** Seals whatever waits in any workspace. The leader does it every few seconds. */
export async function sealAll(house: House): Promise<number> {
  const tenants = await house.database.control<{ id: string }>(sql`select id from unsealed_tenants() as t(id)`);
  let total = 0;
  for (const { id } of tenants) total += await sealTenant(house, id);
  return total;
}
