import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { revokeSessions } from '../contract';
import { endSessions } from '../end-sessions';
import { users } from '../tables';

/** Signs the caller out on all other devices, or with session.revoke_all somebody else everywhere; from their next request on. */
export const revokeSessionsAction = defineAction(revokeSessions, {
  signedIn: true,
  run: async (ctx, { userId = ctx.actor.id ?? undefined }) => {
    if (!userId) throw notFound('user');
    if (userId === ctx.actor.id) await endSessions(ctx, userId, ctx.actor.sessionId);
    else {
      if (!ctx.can('session.revoke_all')) throw notFound('user');
      await ctx.db.get(users, userId);
      await endSessions(ctx, userId);
    }
    return {};
  },
});
