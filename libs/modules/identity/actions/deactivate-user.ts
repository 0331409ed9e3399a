import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { deactivateUser } from '../contract';
import { endAccess } from '../end-access';
import { assertActsAsOwner, assertOwnerRemains, isOwner } from '../owners';
import { users } from '../tables';

/** Ends a colleague's access at once; the last Owner is protected. Doing it again changes nothing. */
export const deactivateUserAction = defineAction(deactivateUser, {
  permission: 'user.deactivate',
  run: async (ctx, { id }) => {
    const user = await ctx.db.lock(users, id);
    if (user.type !== 'internal') throw notFound('user');
    if (!user.isActive) return { id };
    const isAnOwner = await isOwner(ctx, id);
    if (isAnOwner) await assertActsAsOwner(ctx);
    await endAccess(ctx, user);
    if (isAnOwner) await assertOwnerRemains(ctx);
    if (id === ctx.actor.id) throw refused('user.self', 'You cannot deactivate yourself. Ask another administrator.');
    return { id };
  },
});
