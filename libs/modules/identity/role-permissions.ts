import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { rolePermissions } from './tables';

/** Replaces the permissions that a role names itself. */
export async function writePermissions(ctx: Ctx, roleId: string, names: ReadonlySet<string>): Promise<void> {
  await ctx.db.rows(sql`delete from role_permissions where tenant_id = ${ctx.tenant} and role_id = ${roleId}`);
  await ctx.db.insertMany(
    rolePermissions,
    [...names].map((permission) => ({ roleId, permission })),
  );
}

/** The audit row of what a role allows: those of its permissions that differ, before and after. */
export async function recordAllowed(
  ctx: Ctx,
  roleId: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Promise<void> {
  const taken = [...before].filter((name) => !after.has(name)).sort();
  const given = [...after].filter((name) => !before.has(name)).sort();
  if (taken.length + given.length === 0) return;
  await recordChange(ctx, {
    action: 'role.allow',
    subject: 'roles',
    subjectId: roleId,
    before: { allowed: taken },
    after: { allowed: given },
  });
}
