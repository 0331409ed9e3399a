import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { listSessions, type SessionCard } from '../contract';
import { sessionLife } from '../domain/session-life';
import { users } from '../tables';

/** The devices that are signed in, last used first: the own ones, or those of another person with session.revoke_all. */
export const listSessionsQuery = defineQuery(listSessions, {
  signedIn: true,
  run: async (ctx, { userId = ctx.actor.id ?? undefined }) => {
    if (!userId) return { sessions: [] };
    if (userId !== ctx.actor.id) {
      if (!ctx.can('session.revoke_all')) throw notFound('user');
      await ctx.db.get(users, userId);
    }
    const now = await ctx.time();
    const idleSince = new Date(now.getTime() - sessionLife.idleMs);
    const sessions = await ctx.db.rows<SessionCard>(
      sql`select id, user_agent, remote_address, created_at, seen_at, expires_at, coalesce(id = ${ctx.actor.sessionId}, false) as is_current
          from sessions where tenant_id = ${ctx.tenant} and user_id = ${userId} and revoked_at is null
            and expires_at > ${now} and seen_at > ${idleSince}
          order by is_current desc, seen_at desc limit 100`,
    );
    return { sessions };
  },
});
