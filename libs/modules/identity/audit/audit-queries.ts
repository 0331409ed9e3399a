import { defineQuery, readCursor, writeCursor, type ReadCtx, type z } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { toCsvPage, type CsvColumn } from '@kelp/std';
import { exportAudit, getAuditSettings, listAudit, type AuditRow } from '../contract';
import { auditRetention } from '../settings';

type Wish = z.output<typeof exportAudit.input>;

/** A page of the trail, newest first: the ids carry the time at which a row was written. */
async function pageOfTrail(
  ctx: ReadCtx,
  wish: Wish,
  limit: number,
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const cursor = readCursor(wish.after, ['string']);
  const where = [sql`a.tenant_id = ${ctx.tenant}`];
  if (cursor) where.push(sql`a.id < ${cursor[0]}::uuid`);
  if (wish.door) where.push(sql`a.door = ${wish.door}`);
  if (wish.userId) where.push(sql`a.actor_id = ${wish.userId}`);
  if (wish.subjectId) where.push(sql`a.subject_id = ${wish.subjectId}`);
  if (wish.from) where.push(sql`a.at >= ${wish.from}`);
  if (wish.to) where.push(sql`a.at < ${wish.to}`);
  for (const word of wish.words?.split(/\s+/).filter(Boolean) ?? [])
    where.push(
      sql`position(lower(${word}) in lower(concat_ws(' ', a.actor_name, a.action, a.subject, a.subject_id, a.before, a.after))) > 0`,
    );
  const found = await ctx.db.rows<AuditRow>(
    sql`select a.id, a.at, a.actor_kind, a.actor_name, a.door, a.action, a.subject, a.subject_id, a.before, a.after
        from audit_log a where ${and(where)} order by a.id desc limit ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.id]) : null };
}

export const listAuditQuery = defineQuery(listAudit, {
  permission: 'audit_log.read',
  timeoutMs: 15_000,
  run: (ctx, { limit, ...wish }) => pageOfTrail(ctx, wish, limit),
});

const columns: CsvColumn<AuditRow>[] = [
  { header: 'When (UTC)', value: ({ at }) => at },
  { header: 'Who', value: ({ actorName }) => actorName },
  { header: 'Kind', value: ({ actorKind }) => actorKind },
  { header: 'Door', value: ({ door }) => door },
  { header: 'What', value: ({ action }) => action },
  { header: 'Record', value: ({ subject }) => subject },
  { header: 'Record ID', value: ({ subjectId }) => subjectId },
  { header: 'Before', value: ({ before }) => before && JSON.stringify(before) },
  { header: 'After', value: ({ after }) => after && JSON.stringify(after) },
];

/** The trail as CSV, page by page; formulas made harmless. */
export const exportAuditQuery = defineQuery(exportAudit, {
  permission: 'audit_log.export',
  timeoutMs: 15_000,
  run: async (ctx, wish) => {
    ctx.require('audit_log.read');
    const { rows, next } = await pageOfTrail(ctx, wish, 500);
    const day = (await ctx.time()).toISOString().slice(0, 10);
    return { filename: `audit-${day}.csv`, csv: toCsvPage(rows, columns, !wish.after), next };
  },
});

/** How long the trail is kept, and how far it is sealed. */
export const getAuditSettingsQuery = defineQuery(getAuditSettings, {
  permission: 'audit_log.read',
  run: async (ctx) => {
    const state = await ctx.db.one<{ sealed: number; waiting: number; sealedAt: Date | null }>(
      sql`select coalesce((select seq - base_seq from audit_heads where tenant_id = ${ctx.tenant}), 0)::float8 as sealed,
            (select sealed_at from audit_heads where tenant_id = ${ctx.tenant}) as sealed_at,
            (select count(*)::integer from audit_unsealed where tenant_id = ${ctx.tenant}) as waiting`,
    );
    return { ...state, keptMonths: await ctx.setting(auditRetention) };
  },
});
