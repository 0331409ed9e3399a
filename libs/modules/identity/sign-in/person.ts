import type { Actor, House } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { HeldRole } from '../domain/permissions-of-roles';
import { allowedBy, packsOfPerson, type PackInForce } from '../policies/packs-in-force';
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
  readonly packs: readonly PackInForce[];
}

/** The columns of Person, for statements that join users `u` and tenants `t`; with the packs of the key they come by, if any. */
export const personColumns = (
  keyId?: Sql,
): Sql => sql`u.id as user_id, u.name, u.type, u.client_id, u.contact_id, coalesce(u.locale, t.locale) as locale,
  (select coalesce(json_agg(json_build_object('name', r.name, 'msp', r.msp, 'followsDefault', r.follows_default, 'granted',
      (select coalesce(json_agg(p.permission), '[]') from role_permissions p where p.tenant_id = r.tenant_id and p.role_id = r.id))), '[]')
    from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
    where ur.tenant_id = u.tenant_id and ur.user_id = u.id and r.client = (u.type = 'client')) as roles,
  ${packsOfPerson(keyId)} as packs`;

/** The actor for this person, holding exactly what the roles give now and the packs leave. */
export const actorOf = (
  { registry }: Pick<House, 'registry'>,
  tenant: string,
  person: Person,
  more: Pick<Actor, 'kind' | 'sessionId' | 'confinement'>,
): Actor => ({
  ...more,
  id: person.userId,
  name: person.name,
  userType: person.type,
  ...allowedBy(registry, { tenant, me: person.userId, roles: person.roles, packs: person.packs }),
  clientId: person.clientId,
  contactId: person.contactId,
});
