import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { updateRole } from '../contract';
import { holdsEverything, permissionsOfRoles } from '../domain/permissions-of-roles';
import { isShippedRole } from '../domain/shipped-roles';
import { assertProved } from '../factors/prove';
import { assertMayPassOn, knownPermissions, permissionsOfRoleIds } from '../pass-on';
import { recordAllowed, writePermissions } from '../role-permissions';
import { roles } from '../tables';
import { assertNameIsFree } from './create-role';

type Role = Row<typeof roles>;

/**
 * Renames a role of the workspace's own, or changes what a role allows, from its people's next request on. Shipped roles keep their names,
 * Owner and Admin everything they hold. Only added permissions must be held by the caller.
 */
export const updateRoleAction = defineAction(updateRole, {
  permission: 'role.update',
  run: async (ctx, { id, version, name, permissions, followsDefault }) => {
    await assertProved(ctx);
    const role = await ctx.db.lock(roles, id);
    if (name !== undefined && name !== role.name) await assertMayRename(ctx, role, name);
    const renamed = await ctx.db.update(roles, id, name === undefined ? {} : { name }, version);
    const side = role.msp ? 'msp' : 'client';
    if (permissions) await allow(ctx, renamed, knownPermissions(ctx, side, permissions));
    else if (followsDefault) await followDefault(ctx, renamed);
    ctx.touch('role');
    ctx.touch('user');
    return { id, version: (await ctx.db.get(roles, id)).version };
  },
});

async function assertMayRename(ctx: Ctx, role: Role, name: string): Promise<void> {
  if (isShippedRole(role))
    throw refused('role.shipped', 'This role ships with Kelp and keeps its name. Copy it to have one of your own.');
  await assertNameIsFree(ctx, name, role.id);
}

async function allow(ctx: Ctx, role: Role, wanted: ReadonlySet<string>): Promise<void> {
  if (holdsEverything(role))
    throw refused('role.everything', `${role.name} may always do everything. Change another role, or make one.`);
  const before = await permissionsOfRoleIds(ctx, [role.id]);
  const added = [...wanted].filter((name) => !before.has(name));
  if (added.length === 0 && before.size === wanted.size) return;
  assertMayPassOn(ctx, added);
  await writePermissions(ctx, role.id, wanted);
  await leaveDefault(ctx, role, false);
  await recordAllowed(ctx, role.id, before, wanted);
}

async function followDefault(ctx: Ctx, role: Role): Promise<void> {
  if (role.followsDefault) return;
  if (!isShippedRole(role))
    throw refused('role.no_default', 'Only a role that ships with Kelp can go back to what was shipped.');
  const before = await permissionsOfRoleIds(ctx, [role.id]);
  const { name, msp } = role;
  const after = permissionsOfRoles(ctx.permissions, [{ name, msp, followsDefault: true, granted: [] }]);
  assertMayPassOn(
    ctx,
    [...after].filter((one) => !before.has(one)),
  );
  await writePermissions(ctx, role.id, new Set());
  await leaveDefault(ctx, role, true);
  await recordAllowed(ctx, role.id, before, after);
}

/** Notes whether a role follows what is shipped; its version moves with its permissions, which stand in rows of their own. */
async function leaveDefault(ctx: Ctx, role: Role, followsDefault: boolean): Promise<void> {
  if (role.followsDefault !== followsDefault) await ctx.db.update(roles, role.id, { followsDefault });
  else
    await ctx.db.rows(
      sql`update roles set version = version + 1, updated_at = ${ctx.now()} where tenant_id = ${ctx.tenant} and id = ${role.id}`,
    );
}
