import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { AppError, invalid, refused } from '@kelp/std';
import { recordChanges } from '@kelp/tenants';
import { deleteRole } from '../contract';
import { isShippedRole } from '../domain/shipped-roles';
import { userUpdated } from '../events';
import { assertProved } from '../factors/prove';
import { permissionsOfRoleIds } from '../pass-on';
import { recordAllowed, writePermissions } from '../role-permissions';
import { roles } from '../tables';
import { assertMayGive } from './create-user';

type Role = Row<typeof roles>;

/** Deletes a role of the workspace's own. Its people, and accounts that a provider will make, get the replacement; without one it stays. */
export const deleteRoleAction = defineAction(deleteRole, {
  permission: 'role.delete',
  isAboutAll: true,
  run: async (ctx, { id, replacementId }) => {
    await assertProved(ctx);
    const role = await ctx.db.lock(roles, id);
    if (isShippedRole(role)) throw refused('role.shipped', 'This role ships with Kelp and cannot be deleted.');
    const userIds = await peopleOf(ctx, id);
    if (replacementId) await replace(ctx, role, replacementId, userIds);
    else await assertUnused(ctx, id, userIds.length);
    const held = await permissionsOfRoleIds(ctx, [id]);
    await writePermissions(ctx, id, new Set());
    await recordAllowed(ctx, id, held, new Set());
    await ctx.db.remove(roles, id);
    ctx.touch('role');
    ctx.touch('user');
    return { id };
  },
});

async function peopleOf(ctx: Ctx, roleId: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ userId: string }>(
    sql`select user_id from user_roles where tenant_id = ${ctx.tenant} and role_id = ${roleId} order by user_id`,
  );
  return rows.map(({ userId }) => userId);
}

async function assertUnused(ctx: Ctx, roleId: string, people: number): Promise<void> {
  const provider = await ctx.db.maybe<{ name: string }>(
    sql`select name from sign_in_providers where tenant_id = ${ctx.tenant} and role_id = ${roleId} limit 1`,
  );
  if (people === 0 && !provider) return;
  const holders = people === 1 ? 'One person holds' : `${people} people hold`;
  const sentence =
    people > 0
      ? `${holders} this role, deactivated ones counted. Choose the role they get instead.`
      : `Accounts made by “${provider?.name ?? ''}” get this role. Choose the role they get instead.`;
  throw new AppError('role.in_use', 409, sentence, { data: { people } });
}

async function replace(ctx: Ctx, role: Role, replacementId: string, userIds: readonly string[]): Promise<void> {
  const other = await ctx.db.get(roles, replacementId);
  if (other.id === role.id || !other.msp)
    throw invalid('Choose another staff role.', { replacementId: 'Choose another staff role.' });
  await assertMayGive(ctx, [replacementId]);
  await ctx.db.rows(
    sql`update sign_in_providers set role_id = ${replacementId}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and role_id = ${role.id}`,
  );
  const before = await rolesOf(ctx, userIds);
  await ctx.db.rows(
    sql`insert into user_roles (tenant_id, user_id, role_id)
        select tenant_id, user_id, ${replacementId}::uuid from user_roles where tenant_id = ${ctx.tenant} and role_id = ${role.id}
        on conflict do nothing`,
  );
  await ctx.db.rows(sql`delete from user_roles where tenant_id = ${ctx.tenant} and role_id = ${role.id}`);
  const after = await rolesOf(ctx, userIds);
  await recordChanges(
    ctx,
    userIds.map((id) => ({
      action: 'role.assign',
      subject: 'users',
      subjectId: id,
      before: { roles: before.get(id) ?? [] },
      after: { roles: after.get(id) ?? [] },
    })),
  );
  for (const userId of userIds) ctx.emit(userUpdated, userId, { userId, type: 'internal' });
}

/** The names of the roles of these people, by person. */
async function rolesOf(ctx: Ctx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db.rows<{ userId: string; names: string[] }>(
    sql`select ur.user_id, array_agg(r.name order by r.name) as names
        from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenant} and ur.user_id = any(${userIds}::uuid[]) group by ur.user_id`,
  );
  return new Map(rows.map(({ userId, names }) => [userId, names]));
}
