import { narrowedByBoth, type Actor, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { HeldRole } from '../domain/permissions-of-roles';
import { allowedBy, packsWhere, type PackInForce } from '../policies/packs-in-force';
import { mayEnter } from './may-enter';
import { personColumns, type Person } from './person';

export interface ViewedIds {
  readonly viewedUserId: string | null;
  readonly viewedRoleId: string | null;
}

/** What stays open while somebody looks as another: to end it, and to sign out. */
const open: ReadonlySet<string> = new Set(['me.end_view', 'session.close']);

/**
 * The actor of a session that looks as another person or role, read anew with each request: it may read what both may and no pack of either
 * hides, and changes nothing. Who has lost the right to look is oneself again. A person who may no longer enter is shown with nothing.
 */
export async function viewedActor(house: House, tenant: string, own: Actor, ids: ViewedIds): Promise<Actor> {
  const { viewedUserId, viewedRoleId } = ids;
  if (!(viewedUserId ?? viewedRoleId) || own.confinement || !own.id) return own;
  if (own.permissions === 'all' || !own.permissions.has('user.view_as')) return own;
  if (viewedUserId) {
    const person = await personOf(house, tenant, viewedUserId);
    const name = person?.name ?? '';
    return looking(house, tenant, own, {
      shown: { id: viewedUserId, name },
      as: { kind: 'user', name },
      roles: person?.roles ?? [],
      packs: person?.packs ?? [],
    });
  }
  const role = await roleOf(house, tenant, String(viewedRoleId));
  return looking(house, tenant, own, {
    shown: { id: own.id, name: own.name },
    as: { kind: 'role', name: role.name },
    roles: [role],
    packs: role.packs,
  });
}

interface Viewed {
  shown: Pick<Actor, 'id' | 'name'>;
  as: { kind: 'user' | 'role'; name: string };
  roles: readonly HeldRole[];
  packs: readonly PackInForce[];
}

function looking(house: House, tenant: string, own: Actor, { shown, as, roles, packs }: Viewed): Actor {
  const { permissions: held, narrowed } = allowedBy(house.registry, { tenant, me: String(shown.id), roles, packs });
  const both = narrowedByBoth(own.narrowed, narrowed);
  return {
    ...own,
    ...shown,
    permissions: new Set(
      [...(held === 'all' ? [] : held)].filter((name) => own.permissions !== 'all' && own.permissions.has(name)),
    ),
    ...(both ? { narrowed: both } : {}),
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
      sql`select ${personColumns()} from users u join tenants t on t.id = u.tenant_id
          where u.tenant_id = ${tenant} and u.id = ${userId} and u.type = 'internal' and ${mayEnter}`,
    ),
  );
  return person;
}

async function roleOf(
  house: House,
  tenant: string,
  roleId: string,
): Promise<HeldRole & { packs: readonly PackInForce[] }> {
  const [role] = await house.database.inTenant(tenant, 'READ ONLY', (unit) =>
    unit.rows<HeldRole & { packs: PackInForce[] }>(
      sql`select r.name, r.msp, r.follows_default,
            array(select p.permission from role_permissions p where p.tenant_id = r.tenant_id and p.role_id = r.id) as granted,
            ${packsWhere(sql`a.role_id = r.id`, sql`r.tenant_id`)} as packs
          from roles r where r.tenant_id = ${tenant} and r.id = ${roleId} and r.msp`,
    ),
  );
  return role ?? { name: '', msp: true, followsDefault: false, granted: [], packs: [] };
}
