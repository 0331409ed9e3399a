import { assertUnnarrowed, defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { createUser } from '../contract';
import { ownerRole } from '../domain/shipped-roles';
import { assertProved } from '../factors/prove';
import { sendInvitation } from '../invite';
import { assertActsAsOwner } from '../owners';
import { assertMayPassOn, permissionsOfRoleIds } from '../pass-on';
import { writeUser } from '../write-user';
import { assertColleagues } from './create-team';

/** A new colleague; an invitation by mail lets them choose their password. */
export const createUserAction = defineAction(createUser, {
  permission: 'user.create',
  run: async (ctx, { reportsTo, ...person }) => {
    await assertMayGive(ctx, person.roleIds);
    await assertColleagues(ctx, reportsTo ? [reportsTo] : []);
    const user = await writeUser(ctx, { ...person, reportsTo: reportsTo ?? null });
    await sendInvitation(ctx, user);
    return { id: user.id };
  },
});

/**
 * Roles are given by those who hold role.assign and whatever the role allows, and who have proved who they are; Owner only by an Owner. Keys
 * that may assign roles do so: they bring people in from elsewhere.
 */
export async function assertMayGive(ctx: Ctx, roleIds: readonly string[]): Promise<void> {
  ctx.require('role.assign');
  await assertProved(ctx, { keysMay: true });
  assertUnnarrowed(ctx.actor);
  const owner = await ctx.db.maybe(
    sql`select 1 from roles where tenant_id = ${ctx.tenant} and msp and name = ${ownerRole} and id = any(${roleIds})`,
  );
  if (owner) await assertActsAsOwner(ctx);
  assertMayPassOn(ctx, await permissionsOfRoleIds(ctx, roleIds));
}
