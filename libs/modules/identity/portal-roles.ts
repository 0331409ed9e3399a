import type { House, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { AppError } from '@kelp/std';
import type { PortalRole } from './domain/shipped-roles';
import { roles } from './tables';

const missing = (role: string, tenant: string) =>
  new AppError(
    'portal_role_missing',
    500,
    `The client role "${role}" is missing in the workspace ${tenant}. Restore it with "npm run kelp -- doctor --repair".`,
    { data: { role, tenant } },
  );

/** The client-portal role with this name. Throws an error that names role and tenant when it is missing; there is no fallback. */
export async function portalRole(ctx: ReadCtx, name: PortalRole): Promise<Row<typeof roles>> {
  const role = await ctx.db.find(roles, { name, client: true });
  if (!role) throw missing(name, ctx.tenant);
  return role;
}

/** For boot: every workspace has the client roles Admin and User, else an error that names all that are missing. */
export async function checkPortalRoles(house: House): Promise<void> {
  const rows = await house.database.control<{ tenantId: string; tenantName: string; role: string }>(
    sql`select tenant_id, tenant_name, role from missing_portal_roles()`,
  );
  const [first] = rows;
  if (!first) return;
  throw missing(
    rows.map((row) => row.role).join('", "'),
    rows.map((row) => `${row.tenantName} (${row.tenantId})`).join(', '),
  );
}
