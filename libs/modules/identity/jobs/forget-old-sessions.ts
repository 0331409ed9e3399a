import { defineJob, defineSchedule } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql } from '@kelp/platform/db';

/** How long an ended session or link is kept, for looking into what happened. */
const keptMs = 30 * 24 * 3_600_000;

/** Deletes sessions and links that ended more than 30 days ago, and the routes of all expired links. */
export const forgetOldSessions = defineJob({
  name: 'identity.forget_old_sessions',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - keptMs);
    await ctx.db.rows(
      sql`delete from sessions where tenant_id = ${ctx.tenant} and least(expires_at, coalesce(revoked_at, expires_at)) < ${before}`,
    );
    await ctx.db.rows(
      sql`delete from token_routes r using identity_tokens i
          where r.tenant_id = ${ctx.tenant} and i.tenant_id = r.tenant_id and i.token_hash = r.token_hash and i.expires_at < ${ctx.now()}`,
    );
    await ctx.db.rows(
      sql`delete from identity_tokens where tenant_id = ${ctx.tenant} and least(expires_at, coalesce(used_at, expires_at)) < ${before}`,
    );
  },
});

export const forgetNightly = defineSchedule('identity.nightly', '40 3 * * *', 'UTC', forgetOldSessions);
