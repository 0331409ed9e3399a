import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { setPortalRole } from '../contract';
import { userUpdated } from '../events';
import { portalRole } from '../portal-roles';
import { recordRoles } from '../record-roles';
import { users } from '../tables';
import { giveRoles } from '../write-user';

/** Makes a portal user an Admin of their client, or a User. */
export const setPortalRoleAction = defineAction(setPortalRole, {
  permission: 'portal_access.invite',
  run: async (ctx, { id, role }) => {
    const user = await ctx.db.lock(users, id);
    if (user.type !== 'client') throw notFound('portal user');
    const { id: roleId } = await portalRole(ctx, role);
    await recordRoles(ctx, id, () => giveRoles(ctx, user, [roleId]));
    ctx.emit(userUpdated, id, { userId: id, type: user.type });
    return { id };
  },
});
