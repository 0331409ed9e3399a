import { assertUnnarrowed, type Ctx, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { AppError, invalid } from '@kelp/std';
import { permissionsOfRoles, type HeldRole } from './domain/permissions-of-roles';

/**
 * Nobody gives what they do not hold. Staff hold no permission of the portal: those may be given by whoever may invite portal users, who
 * can make a portal Admin, too.
 */
export const mayPassOn = (ctx: ReadCtx, permission: string): boolean =>
  ctx.can(ctx.permissions.get(permission)?.side === 'client' ? 'portal_access.invite' : permission);

/** Throws with the first few names when the caller would give permissions that they do not hold. */
export function assertMayPassOn(ctx: ReadCtx, names: Iterable<string>): void {
  const beyond = [...names].filter((name) => !mayPassOn(ctx, name));
  if (beyond.length === 0) return;
  const labels = beyond.slice(0, 3).map((name) => `“${ctx.permissions.get(name)?.label ?? name}”`);
  const more = beyond.length > 3 ? ` and ${beyond.length - 3} more` : '';
  throw new AppError(
    'role.beyond_own',
    403,
    `You can't give what you don't hold yourself: ${labels.join(', ')}${more}. Ask an Admin or Owner.`,
    { data: { permissions: beyond } },
  );
}

/** These names once each. Throws invalid for one that the product does not know or that belongs to the other side. */
export function knownPermissions(ctx: ReadCtx, side: 'msp' | 'client', names: readonly string[]): Set<string> {
  const wrong = names.find((name) => ctx.permissions.get(name)?.side !== side);
  if (wrong !== undefined)
    throw invalid(`There is no permission “${wrong}” for this role.`, { permissions: 'Choose from the list.' });
  return new Set(names);
}

/** SQL: the roles `r` of a statement as HeldRole. */
const heldRole = sql`r.name, r.msp, r.follows_default,
  array(select p.permission from role_permissions p where p.tenant_id = r.tenant_id and p.role_id = r.id) as granted`;

/** What these roles give together now. */
export async function permissionsOfRoleIds(ctx: ReadCtx, roleIds: readonly string[]): Promise<ReadonlySet<string>> {
  const held = await ctx.db.rows<HeldRole>(
    sql`select ${heldRole} from roles r where r.tenant_id = ${ctx.tenant} and r.id = any(${roleIds}::uuid[])`,
  );
  return permissionsOfRoles(ctx.permissions, held);
}

/**
 * Throws when a colleague may do more than the caller: who could change such a person's address, roles or second factors could take what
 * they hold. Portal users are no colleagues and pass.
 */
export async function assertMayManage(ctx: Ctx, userId: string): Promise<void> {
  if (ctx.actor.permissions === 'all' || userId === ctx.actor.id) return;
  assertUnnarrowed(ctx.actor);
  const held = await ctx.db.rows<HeldRole>(
    sql`select ${heldRole} from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenant} and ur.user_id = ${userId} and r.msp`,
  );
  const isAbove = [...permissionsOfRoles(ctx.permissions, held)].some((name) => !ctx.can(name));
  if (isAbove)
    throw new AppError('user.above', 403, 'This person may do more than you. Ask an Admin or Owner to change them.');
}
