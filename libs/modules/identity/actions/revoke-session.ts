import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { revokeSession } from '../contract';
import { sessions } from '../tables';

/** Signs one device out, from its next request on: an own one, or anybody's with session.revoke_all. */
export const revokeSessionAction = defineAction(revokeSession, {
  signedIn: true,
  run: async (ctx, { id }) => {
    const session = await ctx.db.lock(sessions, id);
    if (session.userId !== ctx.actor.id && !ctx.can('session.revoke_all')) throw notFound('session');
    if (!session.revokedAt) await ctx.db.update(sessions, id, { revokedAt: ctx.now() });
    ctx.touch('session');
    return { id };
  },
});
