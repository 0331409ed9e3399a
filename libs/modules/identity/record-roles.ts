import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';

/** Runs a change of somebody's roles and writes the audit row with the names before and after. */
export async function recordRoles(ctx: Ctx, userId: string, change: () => Promise<void>): Promise<void> {
  const before = await roleNames(ctx, userId);
  await change();
  const after = await roleNames(ctx, userId);
  if (before.join() === after.join()) return;
  await recordChange(ctx, {
    action: 'role.assign',
    subject: 'users',
    subjectId: userId,
    before: { roles: before },
    after: { roles: after },
  });
}

async function roleNames(ctx: Ctx, userId: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ name: string }>(
    sql`select r.name from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenant} and ur.user_id = ${userId} order by r.name`,
  );
  return rows.map((row) => row.name);
}
