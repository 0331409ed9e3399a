import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { inviteUser } from '../contract';
import { sendInvitation, sendPasswordReset } from '../invite';
import { users } from '../tables';

/** Sends the invitation anew, or a link for a new password to somebody who has one already. Older links are void. */
export const inviteUserAction = defineAction(inviteUser, {
  permission: 'user.invite',
  run: async (ctx, { id }) => {
    const user = await ctx.db.get(users, id);
    if (user.type !== 'internal') throw notFound('user');
    if (!user.isActive) throw refused('user.inactive', 'This person is deactivated. Activate them first.');
    if (user.passwordHash === null) await sendInvitation(ctx, user);
    else {
      ctx.require('user.reset_password');
      await sendPasswordReset(ctx, user);
    }
    return { id };
  },
});
