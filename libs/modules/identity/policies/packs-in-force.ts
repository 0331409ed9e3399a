import { compileNarrowing, type Actor, type NarrowingRule, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { holdsEverything, permissionsOfRoles, type HeldRole } from '../domain/permissions-of-roles';
import { ownerRole } from '../domain/shipped-roles';

/** A published revision, as what narrows somebody. */
export interface PackInForce {
  readonly id: string;
  readonly name: string;
  readonly hidesCost: boolean;
  /** It was given to the API key that somebody comes by, so that it holds for an Owner's key, too. */
  readonly isOfKey: boolean;
  readonly rules: readonly NarrowingRule[];
}

/** SQL: the rules of the revision `v` as a JSON array of NarrowingRule. */
export const rulesOfRevision = sql`(select coalesce(json_agg(json_build_object('noun', l.noun, 'way', l.way, 'ids', l.ids) order by l.noun, l.way), '[]')
  from policy_rules l where l.tenant_id = v.tenant_id and l.revision_id = v.id)`;

/** SQL: the packs whose assignment `a` fits, as a JSON array of PackInForce. */
export const packsWhere = (
  fits: Sql,
  tenant: Sql,
  keyId: Sql = sql`null::uuid`,
): Sql => sql`(select coalesce(json_agg(json_build_object(
    'id', b.id, 'name', b.name, 'hidesCost', v.hides_cost, 'isOfKey', exists (select from policy_assignments o where o.tenant_id = b.tenant_id
      and o.bundle_id = b.id and o.api_key_id = ${keyId}), 'rules', ${rulesOfRevision}) order by lower(b.name)), '[]')
  from policy_revisions v join policy_bundles b on b.tenant_id = v.tenant_id and b.id = v.bundle_id
  where v.tenant_id = ${tenant} and v.state = 'published' and v.bundle_id in (
    select a.bundle_id from policy_assignments a where a.tenant_id = ${tenant} and (${fits})))`;

/** SQL: the packs of the colleague `u`, by their roles, teams and own name; and of the key, when they come by one. */
export const packsOfPerson = (keyId: Sql = sql`null::uuid`): Sql =>
  packsWhere(
    sql`u.type = 'internal' and (a.user_id = u.id or a.api_key_id = ${keyId}
      or a.role_id in (select ur.role_id from user_roles ur where ur.tenant_id = u.tenant_id and ur.user_id = u.id)
      or a.team_id in (select m.team_id from team_members m where m.tenant_id = u.tenant_id and m.user_id = u.id))`,
    sql`u.tenant_id`,
    keyId,
  );

type Known = Pick<ReadCtx, 'permissions' | 'tables' | 'narrowings'>;

/** Packs never narrow an Owner, so that a workspace can't lock itself out; their keys may be. */
export const isBeyondPacks = (roles: readonly HeldRole[]): boolean =>
  roles.some((role) => role.msp && role.name === ownerRole && holdsEverything(role));

/** What the roles of somebody give and the packs leave: the permissions, and what is left of each table. */
export function allowedBy(
  known: Known,
  {
    tenant,
    me,
    roles,
    packs,
  }: { tenant: string; me: string; roles: readonly HeldRole[]; packs: readonly PackInForce[] },
): Pick<Actor, 'permissions' | 'narrowed'> {
  const permissions = permissionsOfRoles(known.permissions, roles);
  const inForce = isBeyondPacks(roles) ? packs.filter(({ isOfKey }) => isOfKey) : packs;
  if (inForce.length === 0) return { permissions };
  const hidesCost = inForce.some((pack) => pack.hidesCost);
  const rules = inForce.flatMap((pack) => pack.rules);
  return {
    permissions: hidesCost
      ? new Set([...permissions].filter((name) => !known.permissions.get(name)?.isSensitive))
      : permissions,
    narrowed: compileNarrowing(known, rules, tenant, me),
  };
}
