import type { House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Portal } from '../tables';
import { mayEnter } from './may-enter';

/** One account behind an address at one door. */
export interface Account {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
}

/** A person has an address in few workspaces; more than this are not tried, each costs a password check. */
const mostAccounts = 20;

/** The active accounts with this address at this door, in all workspaces or in one. */
export async function findAccounts(house: House, portal: Portal, email: string, tenantId?: string): Promise<Account[]> {
  const routes = await house.database.control<{ tenantId: string; userId: string; tenantName: string }>(
    sql`select tenant_id, user_id, tenant_name from find_sign_in(${email}, ${portal})`,
  );
  const wanted = routes.filter((route) => tenantId === undefined || route.tenantId === tenantId).slice(0, mostAccounts);
  const accounts: Account[] = [];
  for (const route of wanted) {
    const [user] = await house.database.inTenant(route.tenantId, 'READ ONLY', (unit) =>
      unit.rows<{ name: string; email: string; passwordHash: string | null }>(
        sql`select u.name, u.email, u.password_hash from users u
            where u.tenant_id = ${unit.tenant} and u.id = ${route.userId} and u.email = ${email} and ${mayEnter}`,
      ),
    );
    if (user) accounts.push({ ...route, ...user });
  }
  return accounts;
}

/** The same where a request came in: on a portal's own domain its clients alone have accounts. */
export const accountsAt = async (
  house: House,
  { portal, workspace }: { portal: Portal; workspace?: string | undefined },
  email: string,
): Promise<Account[]> => (workspace && portal === 'msp' ? [] : findAccounts(house, portal, email, workspace));

/** The active account of this person at this door; null when they may not enter by it. Address and password play no part. */
export async function accountOf(
  house: House,
  portal: Portal,
  tenantId: string,
  userId: string,
): Promise<Account | null> {
  const [found] = await house.database.inTenant(tenantId, 'READ ONLY', (unit) =>
    unit.rows<Account>(
      sql`select u.tenant_id, t.name as tenant_name, u.id as user_id, u.name, u.email, u.password_hash
          from users u join tenants t on t.id = u.tenant_id
          where u.tenant_id = ${unit.tenant} and u.id = ${userId} and t.is_active and ${mayEnter}
            and (u.type = 'client') = (${portal} = 'client')`,
    ),
  );
  return found ?? null;
}
