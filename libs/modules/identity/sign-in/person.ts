import type { Actor, House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { permissionsOfRoles, type HeldRole } from '../domain/permissions-of-roles';
import type { UserType } from '../tables';

/** Whose session or key it is, with everything an Actor needs. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly type: UserType;
  readonly clientId: string | null;
  readonly contactId: string | null;
  readonly locale: string;
  readonly roles: readonly HeldRole[];
}

/** The columns of Person, for statements that join users `u` and tenants `t`. */
export const personColumns = sql`u.id as user_id, u.name, u.type, u.client_id, u.contact_id, coalesce(u.locale, t.locale) as locale,
  (select coalesce(json_agg(json_build_object('name', r.name, 'msp', r.msp, 'followsDefault', r.follows_default, 'granted',
      (select coalesce(json_agg(p.permission), '[]') from role_permissions p where p.tenant_id = r.tenant_id and p.role_id = r.id))), '[]')
    from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
    where ur.tenant_id = u.tenant_id and ur.user_id = u.id and r.client = (u.type = 'client')) as roles`;

/** The actor for this person, holding exactly what the roles give now. */
export const actorOf = (
  house: House,
  person: Person,
  more: Pick<Actor, 'kind' | 'sessionId' | 'confinement'>,
): Actor => ({
  ...more,
  id: person.userId,
  name: person.name,
  userType: person.type,
  permissions: permissionsOfRoles(house.registry.permissions, person.roles),
  clientId: person.clientId,
  contactId: person.contactId,
});
