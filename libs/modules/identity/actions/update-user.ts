import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { invalid, isZone, notFound } from '@kelp/std';
import { updateUser } from '../contract';
import { userUpdated } from '../events';
import { sendAddressCheck } from '../invite';
import { voidLinks } from '../mail-links';
import { assertActsAsOwner, assertOwnerRemains, isOwner } from '../owners';
import { assertMayManage } from '../pass-on';
import { recordRoles } from '../record-roles';
import { users } from '../tables';
import { giveRoles } from '../write-user';
import { assertMayGive } from './create-user';

/** Changes a colleague. Roles need role.assign; an Owner is changed by an Owner; the last Owner keeps the role. */
export const updateUserAction = defineAction(updateUser, {
  permission: 'user.update',
  run: async (ctx, { id, version, roleIds, ...patch }) => {
    const before = await ctx.db.lock(users, id);
    if (before.type !== 'internal') throw notFound('user');
    const wasOwner = await isOwner(ctx, id);
    if (wasOwner && id !== ctx.actor.id) await assertActsAsOwner(ctx);
    if (roleIds || (patch.email && patch.email !== before.email)) await assertMayManage(ctx, id);
    checkZone(patch.zone);
    if (patch.reportsTo) await checkReportsTo(ctx, id, patch.reportsTo);
    let after = await ctx.db.update(users, id, patch, version);
    if (after.email !== before.email) after = await moveAddress(ctx, before, after);
    if (roleIds) await changeRoles(ctx, after, roleIds, wasOwner);
    ctx.emit(userUpdated, id, { userId: id, type: 'internal' });
    return { id, version: after.version };
  },
});

/** Throws invalid for a zone that the runtime does not know. */
export function checkZone(zone: string | null | undefined): void {
  if (zone && !isZone(zone))
    throw invalid('This time zone is not known.', { zone: 'Choose a time zone such as America/Chicago.' });
}

async function checkReportsTo(ctx: Ctx, id: string, reportsTo: string): Promise<void> {
  const boss = await ctx.db.get(users, reportsTo);
  if (boss.type !== 'internal') throw notFound('user');
  const circle = await ctx.db.maybe(
    sql`with recursive up as (
          select id, reports_to from users where tenant_id = ${ctx.tenant} and id = ${reportsTo}
          union select u.id, u.reports_to from users u join up on u.id = up.reports_to where u.tenant_id = ${ctx.tenant})
        select 1 from up where id = ${id}`,
  );
  if (circle)
    throw invalid('Nobody reports to themselves, not even by way of others.', { reportsTo: 'Choose another person.' });
}

/** The new address must be proven again; links sent to the old one are void. */
async function moveAddress(ctx: Ctx, before: Row<typeof users>, after: Row<typeof users>): Promise<Row<typeof users>> {
  await ctx.db.rows(
    sql`update sign_in_routes set email = ${after.email} where tenant_id = ${ctx.tenant} and user_id = ${before.id}`,
  );
  await voidLinks(ctx, before.id, ['password_reset', 'invitation', 'verify_email']);
  const moved = await ctx.db.update(users, before.id, { emailVerifiedAt: null });
  await sendAddressCheck(ctx, moved);
  return moved;
}

async function changeRoles(ctx: Ctx, user: Row<typeof users>, roleIds: string[], wasOwner: boolean): Promise<void> {
  await assertMayGive(ctx, roleIds);
  await recordRoles(ctx, user.id, () => giveRoles(ctx, user, roleIds));
  if (wasOwner) await assertOwnerRemains(ctx);
}
