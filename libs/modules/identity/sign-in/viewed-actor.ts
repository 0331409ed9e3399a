import type { Actor, House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { permissionsOfRoles, type HeldRole } from '../domain/permissions-of-roles';
import { mayEnter } from './may-enter';
import { personColumns, type Person } from './person';

export interface ViewedIds {
  readonly viewedUserId: string | null;
  readonly viewedRoleId: string | null;
}

/** What stays open while somebody looks as another: to end it, and to sign out. */
const open: ReadonlySet<string> = new Set(['me.end_view', 'session.close']);

/**
 * The actor of a session that looks as another person or role, read anew with each request: it may read what both may, and changes
 * nothing. Who has lost the right to look is oneself again. A person who may no longer enter is shown with nothing.
 */
export async function viewedActor(house: House, tenant: string, own: Actor, ids: ViewedIds): Promise<Actor> {
  const { viewedUserId, viewedRoleId } = ids;
  if (!(viewedUserId ?? viewedRoleId) || own.confinement || !own.id) return own;
  if (own.permissions === 'all' || !own.permissions.has('user.view_as')) return own;
  if (viewedUserId) {
    const person = await personOf(house, tenant, viewedUserId);
    const name = person?.name ?? '';
    return looking(house, own, { id: viewedUserId, name }, { kind: 'user', name }, person?.roles ?? []);
  }
  const role = await roleOf(house, tenant, String(viewedRoleId));
  return looking(house, own, { id: own.id, name: own.name }, { kind: 'role', name: role.name }, [role]);
}

function looking(
  house: House,
  own: Actor,
  shown: Pick<Actor, 'id' | 'name'>,
  as: { kind: 'user' | 'role'; name: string },
  roles: readonly HeldRole[],
): Actor {
  const held = permissionsOfRoles(house.registry.permissions, roles);
  return {
    ...own,
    ...shown,
    permissions: new Set([...held].filter((name) => own.permissions !== 'all' && own.permissions.has(name))),
    viewer: { id: String(own.id), name: own.name, as },
    confinement: {
      names: open,
      opensReads: true,
      id: 'viewing_as',
      sentence: `You look at Kelp as ${as.name} and only read. End that first, then do this as yourself.`,
    },
  };
}

async function personOf(house: House, tenant: string, userId: string): Promise<Person | undefined> {
  const [person] = await house.database.inTenant(tenant, 'READ ONLY', (unit) =>
    unit.rows<Person>(
      sql`select ${personColumns} from users u join tenants t on t.id = u.tenant_id
          where u.tenant_id = ${tenant} and u.id = ${userId} and u.type = 'internal' and ${mayEnter}`,
    ),
  );
  return person;
}

async function roleOf(house: House, tenant: string, roleId: string): Promise<HeldRole> {
  const [role] = await house.database.inTenant(tenant, 'READ ONLY', (unit) =>
    unit.rows<HeldRole>(
      sql`select r.name, r.msp, r.follows_default,
            array(select p.permission from role_permissions p where p.tenant_id = r.tenant_id and p.role_id = r.id) as granted
          from roles r where r.tenant_id = ${tenant} and r.id = ${roleId} and r.msp`,
    ),
  );
  return role ?? { name: '', msp: true, followsDefault: false, granted: [] };
}
