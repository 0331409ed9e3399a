import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';

/** Ends all sessions of a person, or all but `exceptId`, from the next request on. Open screens are told to ask again. */
export async function endSessions(ctx: Ctx, userId: string, exceptId: string | null = null): Promise<void> {
  const ended = await ctx.db.rows<{ id: string }>(
    sql`update sessions set revoked_at = ${ctx.now()}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and revoked_at is null and id is distinct from ${exceptId}
        returning id`,
  );
  if (ended.length === 0) return;
  const after = { ended: ended.length };
  await recordChange(ctx, { action: 'session.end_all', subject: 'users', subjectId: userId, before: null, after });
  ctx.touch('session');
}
