import type { Permission, Registry } from '@kelp/kernel';
import { ownerRole } from './shipped-roles';

/** A role as a session finds it: `granted` counts only when the role does not follow the shipped defaults. */
export interface HeldRole {
  readonly name: string;
  readonly msp: boolean;
  readonly followsDefault: boolean;
  readonly granted: readonly string[];
}

type Permissions = Registry['permissions'];
const known = new WeakMap<Permissions, Map<string, ReadonlySet<string>>>();

/**
 * The names of all permissions that these roles give together. Roles that follow the defaults take them from the registry, so a new
 * permission reaches its shipped roles without a migration. A permission of the other side is never given.
 */
export function permissionsOfRoles(permissions: Permissions, roles: readonly HeldRole[]): ReadonlySet<string> {
  const cache = known.get(permissions) ?? new Map<string, ReadonlySet<string>>();
  known.set(permissions, cache);
  const held = new Set<string>();
  for (const role of roles) {
    if (role.followsDefault) for (const name of defaultsOf(permissions, cache, role)) held.add(name);
    else for (const name of role.granted) if (permissions.get(name)?.side === sideOf(role)) held.add(name);
  }
  return held;
}

const sideOf = (role: HeldRole): Permission['side'] => (role.msp ? 'msp' : 'client');
/** Owner and Admin hold every permission of their side, also those of releases to come. */
export const holdsEverything = (role: Pick<HeldRole, 'name' | 'msp'>) =>
  role.name === 'Admin' || (role.msp && role.name === ownerRole);

function defaultsOf(
  permissions: Permissions,
  cache: Map<string, ReadonlySet<string>>,
  role: HeldRole,
): ReadonlySet<string> {
  const key = `${sideOf(role)}:${role.name}`;
  const found = cache.get(key);
  if (found) return found;
  const names = [...permissions.values()]
    .filter((one) => one.side === sideOf(role) && (holdsEverything(role) || one.roles.includes(role.name)))
    .map((one) => one.name);
  const set = new Set(names);
  cache.set(key, set);
  return set;
}
