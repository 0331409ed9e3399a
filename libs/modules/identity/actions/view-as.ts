import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { notFound, refused, unauthenticated } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { endView, startView } from '../contract';
import { assertMayManage, assertMayPassOn, permissionsOfRoleIds } from '../pass-on';
import type { ViewedIds } from '../sign-in/viewed-actor';
import { roles, sessions, users } from '../tables';

/**
 * Looks at the product as a colleague or with a staff role, in this session only. It is for those who may do at least as much, and it only
 * reads: the dispatcher refuses every act until it is ended.
 */
export const startViewAction = defineAction(startView, {
  permission: 'user.view_as',
  run: async (ctx, { userId, roleId }) => {
    const session = await ownSession(ctx);
    const name = userId ? await viewablePerson(ctx, userId) : await viewableRole(ctx, String(roleId));
    const viewed = { viewedUserId: userId ?? null, viewedRoleId: roleId ?? null };
    await ctx.db.update(sessions, session.id, viewed);
    await record(ctx, 'me.view_as', viewed);
    return { name };
  },
});

/** Ends the look; everything is open again from the next request on. Without one it does nothing. */
export const endViewAction = defineAction(endView, {
  signedIn: true,
  run: async (ctx) => {
    const session = await ownSession(ctx);
    await ctx.db.update(sessions, session.id, { viewedUserId: null, viewedRoleId: null });
    if (session.viewedUserId ?? session.viewedRoleId) await record(ctx, 'me.end_view', session);
    return {};
  },
});

/** Keys and jobs have no session to look around in. */
function ownSession(ctx: Ctx): Promise<Row<typeof sessions>> {
  if (!ctx.actor.sessionId) throw unauthenticated();
  return ctx.db.lock(sessions, ctx.actor.sessionId);
}

async function viewablePerson(ctx: Ctx, id: string): Promise<string> {
  const user = await ctx.db.get(users, id);
  if (user.type !== 'internal') throw notFound('user');
  if (id === ctx.actor.id) throw refused('view.self', 'You see Kelp as yourself already. Choose a colleague.');
  if (!user.isActive) throw refused('view.inactive', 'This person is deactivated and sees nothing. Choose another.');
  await assertMayManage(ctx, id);
  return user.name;
}

async function viewableRole(ctx: Ctx, id: string): Promise<string> {
  const role = await ctx.db.get(roles, id);
  if (!role.msp) throw refused('view.portal', 'Only staff roles can be looked at from the staff workspace.');
  assertMayPassOn(ctx, await permissionsOfRoleIds(ctx, [id]));
  return role.name;
}

/** The row stands with the person or role that was looked as. */
async function record(ctx: Ctx, action: string, { viewedUserId, viewedRoleId }: ViewedIds): Promise<void> {
  const isOn = action === 'me.view_as';
  await recordChange(ctx, {
    action,
    subject: viewedUserId ? 'users' : 'roles',
    subjectId: viewedUserId ?? viewedRoleId,
    before: { isLookedAs: !isOn },
    after: { isLookedAs: isOn },
  });
  ctx.touch('session');
}
