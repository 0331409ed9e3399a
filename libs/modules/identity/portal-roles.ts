import { inUnit, systemActor, type House, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { AppError, newId } from '@kelp/std';
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

interface MissingRole {
  tenantId: string;
  tenantName: string;
  role: string;
}

const missingRoles = (house: House): Promise<MissingRole[]> =>
  house.database.control<MissingRole>(sql`select tenant_id, tenant_name, role from missing_portal_roles()`);

/** For boot: every workspace has the client roles Admin and User, else an error that names all that are missing. */
export async function checkPortalRoles(house: House): Promise<void> {
  const rows = await missingRoles(house);
  if (rows.length === 0) return;
  const names = [...new Set(rows.map((row) => row.role))].join('" and "');
  const places = [...new Set(rows.map((row) => `${row.tenantName} (${row.tenantId})`))].join(', ');
  throw missing(names, places);
}

/** Makes the client roles that are missing, following the shipped permissions. Returns how many; for the operator's tool. */
export async function repairPortalRoles(house: House): Promise<number> {
  const rows = await missingRoles(house);
  for (const { tenantId: tenant, role: name } of rows) {
    const caller = { tenant, actor: systemActor('operator'), door: 'operator' as const, requestId: newId() };
    await inUnit(
      house,
      caller,
      'role.repair',
      async (ctx) => void (await ctx.db.insert(roles, { name, client: true })),
    );
  }
  return rows.length;
}
