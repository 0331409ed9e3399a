import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { revokePortalUser } from '../contract';
import { endAccess } from '../end-access';
import { users } from '../tables';

/** Ends a contact's access to the portal at once. Doing it again changes nothing. */
export const revokePortalUserAction = defineAction(revokePortalUser, {
  permission: 'portal_access.revoke',
  run: async (ctx, { id }) => {
    const user = await ctx.db.lock(users, id);
    if (user.type !== 'client') throw notFound('portal user');
    if (user.isActive) await endAccess(ctx, user);
    return { id };
  },
});
