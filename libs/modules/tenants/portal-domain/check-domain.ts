import { defineJob, defineSchedule, type Ctx } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql } from '@kelp/platform/db';
import { portalDomains } from '../tables';
import { askForRecord, type RecordAnswer } from './domain-record';

/** So long a verified domain may be without its record: a mistake in the DNS must not take a portal away at once. */
const graceMs = 3 * 24 * 3_600_000;

/** Asks the DNS whose a domain is and writes down what it said. A domain that was removed or replaced meanwhile is left alone. */
export const checkDomain = defineJob({
  name: 'portal_domain.check',
  queue: 'default',
  input: z.object({ domainId: z.uuid(), asked: z.string() }),
  key: ({ domainId, asked }) => `${domainId}:${asked}`,
  attempts: 3,
  process: async (unit, { domainId }) => {
    const row = await unit.transaction((ctx) => ctx.db.find(portalDomains, { id: domainId }));
    if (!row) return;
    const answer = await askForRecord(row.host, row.token);
    await unit.transaction((ctx) => settle(ctx, domainId, answer));
  },
});

/** Once a day each domain is asked for anew: who gave a domain up must not keep it here. */
const recheckDomain = defineJob({
  name: 'portal_domain.recheck',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx, { at }) => {
    const row = await ctx.db.find(portalDomains, {});
    if (row?.verifiedAt) await ctx.enqueue(checkDomain, { domainId: row.id, asked: at });
  },
});
export const recheckDaily = defineSchedule('portal_domain.recheck', '20 4 * * *', 'UTC', recheckDomain);
export const domainJobs = [checkDomain, recheckDomain];

async function settle(ctx: Ctx, id: string, answer: RecordAnswer): Promise<void> {
  if (!(await ctx.db.find(portalDomains, { id }))) return;
  const row = await ctx.db.lock(portalDomains, id);
  const patch = await (answer === 'found' ? verified(ctx, row.host, row.verifiedAt) : unproved(ctx, row, answer));
  await ctx.db.update(portalDomains, id, { ...patch, checkedAt: ctx.now(), isChecking: false });
  ctx.touch('portal_domain');
}

/** The key of the routes lets a domain lead to one workspace only, whoever proves it at the same time. */
async function verified(ctx: Ctx, host: string, since: Date | null) {
  const mine = await ctx.db.maybe<{ host: string }>(
    sql`with made as (insert into portal_domain_routes (tenant_id, host) values (${ctx.tenant}, ${host})
          on conflict (host) do nothing returning host)
        select host from made union select host from portal_domain_routes where tenant_id = ${ctx.tenant} and host = ${host}`,
  );
  if (!mine) return { problem: 'taken' as const };
  return { verifiedAt: since ?? ctx.now(), problem: null, missingSince: null };
}

async function unproved(
  ctx: Ctx,
  { host, verifiedAt, missingSince }: { host: string; verifiedAt: Date | null; missingSince: Date | null },
  answer: Exclude<RecordAnswer, 'found'>,
) {
  // No answer says nothing about whose a domain is.
  if (answer === 'unreachable') return { problem: answer };
  if (!verifiedAt) return { problem: answer };
  const since = missingSince ?? ctx.now();
  if (ctx.now().getTime() - since.getTime() < graceMs) return { problem: answer, missingSince: since };
  await dropRoute(ctx, host);
  return { problem: 'lost' as const, verifiedAt: null, missingSince: null };
}

/** From the commit on no request to this host finds the workspace any more. */
export async function dropRoute(ctx: Ctx, host: string): Promise<void> {
  await ctx.db.rows(sql`delete from portal_domain_routes where tenant_id = ${ctx.tenant} and host = ${host}`);
}
