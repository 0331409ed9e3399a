import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { activateUser } from '../contract';
import { userUpdated } from '../events';
import { assertActsAsOwner, isOwner } from '../owners';
import { users } from '../tables';

/** Lets a deactivated colleague in again, with the roles and the password they had. */
export const activateUserAction = defineAction(activateUser, {
  permission: 'user.deactivate',
  run: async (ctx, { id }) => {
    const user = await ctx.db.lock(users, id);
    if (user.type !== 'internal') throw notFound('user');
    if (await isOwner(ctx, id)) await assertActsAsOwner(ctx);
    await ctx.db.update(users, id, { isActive: true });
    ctx.emit(userUpdated, id, { userId: id, type: user.type });
    return { id };
  },
});
